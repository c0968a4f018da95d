// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <set>
#include <string>

#include "base/commands/command.hpp"
#include "base/tables/table.hpp"
#include "engine/runs/lines.hpp"

// A held line (暂缓) is owed and in no bank file. Placing and lifting a hold posts nothing.
namespace mingzhang::runs {

// Why a hold was not placed or lifted. Checked in this order.
enum class HoldRefusal : std::uint8_t {
    unknown_line,  // {0} run, {1} line
    not_approved,  // Lines are held once they are owed.
    reason_needed,
    held_already,
    in_a_batch,    // It is on its way, or settled.
    unknown_hold,  // {0} hold
    lifted_before,
    waits_for_answer,  // {0} hold, {1} household: its account or its place in the roster is to be decided first.
    same_person,       // Lifting takes a second person.
};
[[nodiscard]] RefusalWords words(HoldRefusal reason);

struct PlaceHoldCall {
    County county;
    LineKey line;
    std::string reason;
    std::string key;
};
[[nodiscard]] Result<Answer, Refusal> place_hold(Desk& desk, const Actor& actor, const PlaceHoldCall& call);

struct LiftHoldCall {
    County county;
    std::int64_t hold = 0;
    std::string reason;  // Why it may be paid now.
    std::string key;
};
// The first person's call asks for it (worklist); the second person's lifts it, and the line joins the next batch. The
// answer: hold, lifted (1 or 0).
[[nodiscard]] Result<Answer, Refusal> lift_hold(Desk& desk, const Actor& actor, const LiftHoldCall& call);

// Hold, household, month, amount, reason, placed by and at, lift asked by; only open ones unless all are wanted.
[[nodiscard]] Table holds_table(store::Store& store, County county, bool only_open);

// Puts a line on hold as its run is approved, because reported dates of death differ; opens a worklist item.
void hold_at_approval(CommandContext& context, const Line& line);

// The lines of a run that are on hold now.
[[nodiscard]] std::set<std::int64_t> held_lines(soci::session& sql, County county, std::int64_t run);

}  // namespace mingzhang::runs
