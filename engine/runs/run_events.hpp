// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "engine/registry/household.hpp"
#include "engine/runs/run.hpp"

// What the files of this folder share about runs.
namespace mingzhang::runs {

// Writes the run itself; what happened to it follows as events.
void insert_run(CommandContext& context, const Run& run);

// Adds what happened to the run, by the command's actor and now.
void record_event(CommandContext& context, std::int64_t run, RunEventKind kind, const std::string& reason = {});

[[nodiscard]] RunState state_after(RunEventKind kind) noexcept;

// The run is of a household with this version in force in its month.
[[nodiscard]] bool is_in(const Run& run, const registry::HouseholdVersion& version);

// They are of one kind, one division begins with the other, and they have a program in common. Months are not looked
// at.
[[nodiscard]] bool overlap(const Run& a, const Run& b);

// The accrued run of the same month that overlaps the wanted one; none is calculated beside it.
[[nodiscard]] const Run* accrued_overlap(const std::vector<Run>& runs, const Run& wanted);

// "3, 7, 9" for a SQL list: the regular runs whose lines count as accrued; "0" when there is none.
[[nodiscard]] std::string accrued_run_numbers(const std::vector<Run>& runs);

}  // namespace mingzhang::runs
