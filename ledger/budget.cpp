// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/budget.hpp"

#include <soci/soci.h>

namespace mingzhang::ledger {

namespace {

// What the ledger says of every line, whether it was granted or not: 3001 what came, 1001 what is left of it.
constexpr std::string_view lines_query =
    "SELECT l.budget_year, l.program, l.source, l.granted, "
    "coalesce(sum(CASE WHEN b.account = 3001 THEN b.credits - b.debits ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN b.account = 1001 THEN b.debits - b.credits - b.pending_credits ELSE 0 END), 0) "
    "FROM (SELECT county, budget_year, program, source, sum(amount) AS granted FROM budget_change "
    "WHERE county = :county GROUP BY county, budget_year, program, source) l "
    "LEFT JOIN balance b ON b.county = l.county AND b.budget_year = l.budget_year AND b.program = l.program AND "
    "b.source = l.source AND b.account IN (1001, 3001) "
    "GROUP BY l.budget_year, l.program, l.source, l.granted ORDER BY l.budget_year, l.program, l.source";

}  // namespace

BudgetLine change_budget(CommandContext& context, const BudgetLine& line, Money amount, const std::string& document) {
    const std::int64_t county = context.county().number, command = context.id().number, fen = amount.fen();
    const int program = static_cast<int>(line.program), source = static_cast<int>(line.source);
    context.sql() << "INSERT INTO budget_change (county, command, budget_year, program, source, amount, document) "
                     "VALUES (:county, :command, :year, :program, :source, :amount, :document)",
        soci::use(county), soci::use(command), soci::use(line.budget_year), soci::use(program), soci::use(source),
        soci::use(fen), soci::use(document);
    return find_budget_line(context.sql(), context.county(), line.budget_year, line.program, line.source).value();
}

bool has_budget_lines(soci::session& sql, County county, int budget_year) {
    std::int64_t changes = 0;
    sql << "SELECT count(*) FROM budget_change WHERE county = :county AND budget_year = :year",
        soci::use(county.number), soci::use(budget_year), soci::into(changes);
    return changes > 0;
}

std::optional<BudgetLine> find_budget_line(soci::session& sql, County county, int budget_year, Program program,
                                           FundSource source) {
    for (const BudgetLine& line : budget_lines(sql, county))
        if (line.budget_year == budget_year && line.program == program && line.source == source) return line;
    return std::nullopt;
}

std::vector<BudgetLine> budget_lines(soci::session& sql, County county) {
    std::vector<BudgetLine> lines;
    BudgetLine line;
    int program = 0, source = 0;
    std::int64_t granted = 0, received = 0, left = 0;
    soci::statement query =
        (sql.prepare << lines_query, soci::use(county.number), soci::into(line.budget_year), soci::into(program),
         soci::into(source), soci::into(granted), soci::into(received), soci::into(left));
    query.execute();
    while (query.fetch()) {
        line.program = static_cast<Program>(program);
        line.source = static_cast<FundSource>(source);
        line.granted = Money::fen(granted);
        line.received = Money::fen(received);
        line.left = Money::fen(left);
        lines.push_back(line);
    }
    return lines;
}

}  // namespace mingzhang::ledger
