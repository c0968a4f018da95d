// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "base/values/text.hpp"
#include "engine/runs/run.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::opening {

// What a row brings. Stored by number: never renumber.
enum class RowKind : std::uint8_t {
    returned = 1,         // 退汇待补发: cash in 1003, the right open in 2002
    recovery = 2,         // 追缴在办: 1201
    budget_used = 3,      // 已用指标: 5001
    due_to_treasury = 4,  // 应缴财政款: 2101
};
[[nodiscard]] Word word(RowKind kind);

struct Row {
    std::int64_t number = 0;  // In the file, from 1.
    RowKind kind{};
    std::string household;  // Empty where none is meant; with it go month and division.
    std::optional<Month> month;
    std::string division;
    Program program{};
    Money amount;    // What is open.
    Money original;  // Of a case: what was overpaid in all.
    std::int64_t bank_account = 0;
    std::optional<ledger::FundSource> source;
    int budget_year = 0;
    std::optional<Date> since;
    std::string note;
    std::int64_t ordinal = 0;  // The line of the opening run for a return, its overpayment for a case.
};

void write_rows(CommandContext& context, std::int64_t run, const std::vector<Row>& rows);
[[nodiscard]] std::vector<Row> read_rows(soci::session& sql, County county, std::int64_t run);  // By number.

// One entry a row brings into the books: two for a return, one for everything else.
struct Entry {
    ledger::Account debit;
    ledger::Account credit;
};
[[nodiscard]] std::vector<Entry> entries_of(RowKind kind);
[[nodiscard]] ledger::Dimensions dimensions_of(const Row& row, County county, std::int64_t run);

// The county's opening that was not taken back, waiting or in the books.
[[nodiscard]] std::optional<runs::Run> standing_opening(soci::session& sql, County county);

}  // namespace mingzhang::opening
