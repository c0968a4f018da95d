// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>

#include "base/tables/table.hpp"
#include "base/values/text.hpp"
#include "engine/runs/run.hpp"

// What people read of runs. Every function reads and changes nothing; a run that does not exist is refused.
namespace mingzhang::runs {

[[nodiscard]] Table runs_table(store::Store& store, County county);

// The lines as in the golden files: household_no, entitlement_month, kind, covered, base, topup, amount, state.
[[nodiscard]] Result<Table, Refusal> lines_table(store::Store& store, County county, std::int64_t run);

// The overpayments as in the golden files: household_no, entitlement_month, amount.
[[nodiscard]] Result<Table, Refusal> overpayments_table(store::Store& store, County county, std::int64_t run);

// By village: households, people, lines, amount, held. Sums are the run's.
[[nodiscard]] Result<Table, Refusal> villages_table(store::Store& store, County county, std::int64_t run);

// By program: households, lines, this month, backpay, held, sum. What an officer reads first.
[[nodiscard]] Result<Table, Refusal> programs_table(store::Store& store, County county, std::int64_t run);

// Who signed what and when.
[[nodiscard]] Result<Table, Refusal> signatures_table(store::Store& store, County county, std::int64_t run);

// Two months side by side: each household of either run whose amount or state differs: new, ended, up, down, held.
[[nodiscard]] Result<Table, Refusal> compare_table(store::Store& store, County county, std::int64_t before,
                                                   std::int64_t now);

// due = to send + held + in transit + paid + returned + offset + withdrawn, a row a run; `difference` is zero.
[[nodiscard]] Table equation_table(store::Store& store, County county);

// Why a household is owed what it is owed for one month in a run: pack, members, income, formula, rounding, and for a
// retroactive line what changed; rebuilt from the registry as known to the run.
enum class ExplainRefusal : std::uint8_t { unknown_household };
[[nodiscard]] RefusalWords words(ExplainRefusal reason);
[[nodiscard]] Result<std::string, Refusal> explain_line(store::Store& store, County county, std::int64_t run,
                                                        const HouseholdNo& household,
                                                        const std::optional<Month>& month,  // Absent: the run's.
                                                        Language language);

// The same for the household's own hand: one A4 page of plain text, at most 60 lines of 80 columns. Who it is about,
// masked; what the run pays; the formula with its numbers; the article or notice behind each rule; what changed; whom
// to ask, which `ask` names when it is not empty. Long lists are cut, and the rest of them counted and summed.
[[nodiscard]] Result<std::string, Refusal> household_page(store::Store& store, County county, std::int64_t run,
                                                          const HouseholdNo& household,
                                                          const std::optional<Month>& month,  // Absent: the run's.
                                                          const std::string& ask, Language language);

}  // namespace mingzhang::runs
