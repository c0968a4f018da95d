// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/tables/cell.hpp"
#include "base/values/refusal.hpp"
#include "base/values/text.hpp"

namespace mingzhang {

// What must not be seen in full in the column: see masking.hpp.
enum class Personal : std::uint8_t { none, id_number, account_number };

struct TableColumn {
    std::string key;  // For machines: "household_no".
    Text heading;     // For people: 户编号, Household.
    CellKind kind = CellKind::text;
    bool summed = false;  // Has a sum in the totals row; money and whole numbers only.
    Personal personal = Personal::none;
};

struct TableParameter {
    Text name;  // 月份, Month
    std::string value;
};

// Everything about a table but its rows.
struct TableHead {
    Text title;
    std::vector<TableParameter> parameters;
    std::vector<TableColumn> columns;
};

using RowCells = std::span<const Cell>;

// Where rows go: a file, a terminal, a page. begin once, row as often as there are rows, end once; the first refusal
// ends it, and the sink is then of no more use. REQUIRES: as many cells as columns, each of its column's kind.
class RowSink {
public:
    virtual ~RowSink() = default;
    [[nodiscard]] virtual Result<void, Refusal> begin(const TableHead& head) = 0;
    [[nodiscard]] virtual Result<void, Refusal> row(RowCells cells) = 0;
    [[nodiscard]] virtual Result<void, Refusal> end() = 0;
};

// The one shape of every list, export, report and page: a head, and a function that pushes the rows into whatever sink
// it is given. Rows stream; nobody holds them all.
struct Table {
    TableHead head;
    // Calls `row` only; passes on a refusal at once. May be called again, and then pushes the rows as they are then.
    std::function<Result<void, Refusal>(RowSink&)> rows;
};

// begin, all rows, end.
[[nodiscard]] Result<void, Refusal> send(const Table& table, RowSink& sink);

// Whether the cells are what the head promises; the sinks check each row so, since a shifted column is a bug.
[[nodiscard]] bool fits(const TableHead& head, RowCells cells) noexcept;

// The sums of the summed columns, taken as rows pass.
class Totals {
public:
    explicit Totals(const TableHead& head);
    void add(RowCells cells);
    [[nodiscard]] bool any_column() const noexcept { return any_column_; }
    // 合计 or Total in the first column when that is text and not summed, the sums, and the other cells empty.
    [[nodiscard]] std::vector<Cell> row(Language language) const;

private:
    struct Sum {
        CellKind kind;
        bool summed;
        std::int64_t units;  // fen, or the number itself
    };
    std::vector<Sum> sums_;
    bool any_column_ = false;
};

// Which names stand in the first row of a file.
enum class HeadingRow : std::uint8_t { keys, zh, en };
[[nodiscard]] const std::string& heading(const TableColumn& column, HeadingRow row) noexcept;

// Why a table could not be written. Checked in this order.
enum class WriteTableRefusal : std::uint8_t {
    character_missing,  // The character set of the file lacks a character. {0}: it, {1}: row, {2}: column, {3}: charset
    text_too_long,      // Excel takes 32,767 characters a cell. {0}: row, {1}: column
    too_many_rows,      // Excel takes 1,048,576 rows.
    cannot_write,       // Disk full, pipe closed.
};
[[nodiscard]] RefusalWords words(WriteTableRefusal reason) noexcept;

}  // namespace mingzhang
