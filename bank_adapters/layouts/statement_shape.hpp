// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/file_encoding.hpp"

namespace mingzhang::bank::layouts {

// The statement a county takes from net banking: a table with a running balance, whose columns are found by their
// headings, wherever they stand, and around it rows that say whose account it is and what stood on it.

// What a column of a statement tells. Layout files use these very names.
enum class StatementField : std::uint8_t {
    date,
    time,
    debit,      // Out of the account (借方发生额, 支出).
    credit,     // Into it (贷方发生额, 收入).
    amount,     // In place of the two: signed, or with a direction beside it.
    direction,  // Which texts mean out and in stands with the column.
    balance,    // After the row.
    name,       // The other party.
    account,
    memo,         // May stand more than once; the texts are joined.
    reference,    // The bank's serial.
    own_account,  // Repeated on every row at some banks.
};
inline constexpr std::size_t statement_field_count = 12;
[[nodiscard]] std::string_view name(StatementField field) noexcept;
[[nodiscard]] std::optional<StatementField> parse_statement_field(std::string_view name) noexcept;

struct StatementColumn {
    StatementField field = StatementField::memo;
    std::vector<std::string> titles = {};  // Any of these heads it.
    bool required = false;                 // The heading must have it. A value may be empty all the same.
    std::vector<std::string> debit = {};   // Of a direction: "借", "支出".
    std::vector<std::string> credit = {};
};

// Banks list the latest row first or last. Found out: by the dates, and on a single day by the balances.
enum class RowOrder : std::uint8_t { found_out, ascending, descending };

struct StatementShape {
    bool is_workbook = false;
    std::string sheet = {};                // Of a workbook; empty: the first.
    std::optional<FileEncoding> encoding;  // Of a CSV; none: found out, UTF-8 or GB18030.
    char separator = ',';
    RowOrder order = RowOrder::found_out;
    std::string currency = "CNY";
    // Labels whose value stands behind a colon or in the next cell, above or below the table; "期初余额" may also stand
    // in a row of the table without an amount.
    std::vector<std::string> account = {};
    std::vector<std::string> opening = {};
    std::vector<std::string> closing = {};
    std::vector<std::string> end = {};  // A row that begins so is no entry: "合计".
    std::vector<StatementColumn> columns = {};
};

}  // namespace mingzhang::bank::layouts
