// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/opening/row.hpp"

#include <soci/soci.h>

#include <charconv>

#include "base/store/bulk_insert.hpp"
#include "base/values/vocabulary.hpp"

namespace mingzhang::opening {

namespace {

constexpr Vocabulary<RowKind, 4> kinds{{{
    {RowKind::returned, "returned", "退汇待补发", "returned, to be paid again"},
    {RowKind::recovery, "recovery", "追缴在办", "under recovery"},
    {RowKind::budget_used, "budget_used", "已用指标", "budget used"},
    {RowKind::due_to_treasury, "due_to_treasury", "应缴财政款", "due to the treasury"},
}}};

constexpr std::int64_t villages_in_a_county = 1'000'000;  // A county's code has six digits, a division's twelve.

}  // namespace

Word word(RowKind kind) {
    return kinds.word(kind);
}

void write_rows(CommandContext& context, std::int64_t run, const std::vector<Row>& rows) {
    store::BulkInsert insert{
        context.tx(),
        "opening_row",
        {"county", "run", "number", "kind", "household_no", "month", "division", "program", "amount", "original",
         "bank_account", "source", "budget_year", "since", "note", "ordinal"}};
    for (const Row& row : rows)
        insert.row(context.county().number, run, row.number, static_cast<int>(row.kind), row.household,
                   to_number(row.month), row.division, static_cast<int>(row.program), row.amount.fen(),
                   row.original.fen(), row.bank_account, row.source ? static_cast<int>(*row.source) : 0,
                   row.budget_year, to_number(row.since), row.note, row.ordinal);
}

std::vector<Row> read_rows(soci::session& sql, County county, std::int64_t run) {
    std::vector<Row> rows;
    Row row;
    std::int64_t month = 0, amount = 0, original = 0, since = 0;
    int kind = 0, program = 0, source = 0;
    soci::statement query =
        (sql.prepare << "SELECT number, kind, household_no, month, division, program, amount, original, bank_account, "
                        "source, budget_year, since, note, ordinal FROM opening_row WHERE county = :county AND "
                        "run = :run ORDER BY number",
         soci::use(county.number), soci::use(run), soci::into(row.number), soci::into(kind), soci::into(row.household),
         soci::into(month), soci::into(row.division), soci::into(program), soci::into(amount), soci::into(original),
         soci::into(row.bank_account), soci::into(source), soci::into(row.budget_year), soci::into(since),
         soci::into(row.note), soci::into(row.ordinal));
    query.execute();
    while (query.fetch()) {
        row.kind = static_cast<RowKind>(kind);
        row.month = month == 0 ? std::nullopt : std::optional{Month::from_index(static_cast<std::int32_t>(month))};
        row.program = static_cast<Program>(program);
        row.amount = Money::fen(amount);
        row.original = Money::fen(original);
        row.source = source == 0 ? std::nullopt : std::optional{static_cast<ledger::FundSource>(source)};
        row.since = date_from_number(since);
        rows.push_back(row);
    }
    return rows;
}

std::vector<Entry> entries_of(RowKind kind) {
    using enum ledger::Account;
    switch (kind) {
        case RowKind::returned:
            return {{returned_cash, carried_forward}, {carried_forward, returned_open}};
        case RowKind::recovery:
            return {{recoverable, carried_forward}};
        case RowKind::budget_used:
            return {{assistance_expense, carried_forward}};
        case RowKind::due_to_treasury:
            return {{carried_forward, due_to_treasury}};
    }
    return {};
}

ledger::Dimensions dimensions_of(const Row& row, County county, std::int64_t run) {
    ledger::Dimensions d;
    d.bank_account = row.bank_account;
    d.source = row.source;
    d.program = row.program;
    d.budget_year = row.budget_year;
    d.division = county.number * villages_in_a_county;
    if (!row.division.empty())
        std::from_chars(row.division.data(), row.division.data() + row.division.size(), d.division);
    d.run = run;
    d.line = row.kind == RowKind::returned ? row.ordinal : 0;
    d.month = row.month;
    d.household = row.household;
    return d;
}

std::optional<runs::Run> standing_opening(soci::session& sql, County county) {
    for (runs::Run& run : runs::all_runs(sql, county))
        if (run.is_opening() && run.state() != runs::RunState::withdrawn) return std::move(run);
    return std::nullopt;
}

}  // namespace mingzhang::opening
