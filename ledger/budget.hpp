// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <vector>

#include "base/commands/command.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::ledger {

// A budget line (指标): what one source grants one program for one budget year. Funds received against it never exceed
// it, and money leaves the quota only as far as it was received: so the line is never overspent.
struct BudgetLine {
    int budget_year = 0;
    Program program = Program::urban_dibao;
    FundSource source = FundSource::county;
    Money granted = {};
    Money received = {};  // Net of reversals.
    Money left = {};      // Of what was received: not yet spent nor pending.
};

// Changes what a line grants by `amount`, which may be below zero; a record of this command, never edited. Gives the
// line as it then is; what was received when no line was there yet counts too, and whoever calls refuses what does not
// fit.
[[nodiscard]] BudgetLine change_budget(CommandContext& context, const BudgetLine& line, Money amount,
                                       const std::string& document);

// A year has lines from the first one set for it; from then on, funds of that year need one.
[[nodiscard]] bool has_budget_lines(soci::session& sql, County county, int budget_year);

[[nodiscard]] std::optional<BudgetLine> find_budget_line(soci::session& sql, County county, int budget_year,
                                                         Program program, FundSource source);

// Every line, by year, program and source.
[[nodiscard]] std::vector<BudgetLine> budget_lines(soci::session& sql, County county);

}  // namespace mingzhang::ledger
