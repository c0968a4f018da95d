// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/commands/command.hpp"
#include "engine/registry/import.hpp"
#include "engine/registry/questions.hpp"
#include "engine/runs/lines.hpp"

// Lines that wait because a roster left something to be decided about their household (docs/adr/0018).
namespace mingzhang::runs {

// The questions nobody had answered as known at an import, read once for a run.
class RosterHolds {
public:
    RosterHolds(soci::session& sql, registry::KnownAt at);

    // Why a household's lines wait, paid as `version` says; none when nothing is open.
    [[nodiscard]] HoldReason of(const HouseholdNo& household, const registry::HouseholdVersion& version) const;

    // The questions a line waits for; empty for nearly all.
    [[nodiscard]] std::vector<registry::Question> holding(const Line& line) const;

private:
    std::unordered_map<std::string, std::vector<registry::Question>> open_;
};

// Puts a line on hold as its run is approved, for a question; the question's own item is the worklist's.
void hold_for(CommandContext& context, const Line& line, const registry::Question& question);

// Lifts the holds of an answered question, of lines up to a month when one is given: they join the next batch, and go
// to whom the registry pays the household today. Gives how many.
[[nodiscard]] std::int64_t lift_answered(CommandContext& context, const registry::Question& question,
                                         const std::string& reason, const std::optional<Month>& up_to = std::nullopt);

// What a household was last paid for a month of its own, by runs approved here.
[[nodiscard]] registry::LastPaid last_paid(CommandContext& context, const std::string& household_no);

}  // namespace mingzhang::runs
