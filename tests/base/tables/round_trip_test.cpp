// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "base/tables/csv_reader.hpp"
#include "base/tables/csv_writer.hpp"
#include "base/tables/xlsx_writer.hpp"
#include "base/text/utf8.hpp"
#include "tests/base/tables/samples.hpp"
#include "tests/base/temporary_folder.hpp"

using namespace mingzhang;

namespace {

using Rows = std::vector<std::vector<std::string>>;

// Texts of the characters that break writers and readers: separators, quotes, line ends, blanks, escapes, rare names.
std::string any_text() {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", "1", "6299996907439150008", ",", "\"", "\n", "\r", "\r\n", " ", "\t", "'", "=", "沈", "𬱖", "䶮", "·",
        "&", "<", "_x000D_", "_x", "\x01", "\xE3\x80\x80", "\xEF\xBB\xBF"));
    std::string text;
    for (const std::string& piece : pieces) text += piece;
    return text;
}

Rows any_rows(std::size_t columns) {
    Rows rows(*rc::gen::inRange<std::size_t>(0, 8));
    for (auto& row : rows) {
        for (std::size_t i = 0; i < columns; ++i) row.push_back(any_text());
    }
    return rows;
}

Table table_of(const Rows& rows, std::size_t columns) {
    TableHead head;
    for (std::size_t i = 0; i < columns; ++i) head.columns.push_back({"c" + std::to_string(i), {"列", "Column"}});
    return {head, [rows](RowSink& sink) -> Result<void, Refusal> {
                for (const auto& row : rows) {
                    const std::vector<Cell> cells(row.begin(), row.end());
                    if (auto pushed = sink.row(cells); !pushed) return pushed;
                }
                return {};
            }};
}

// All rows but the heading, filled up with empty cells to the number of columns.
Rows read_all(RowReader& reader, std::size_t columns) {
    Rows rows;
    RawRow row;
    for (;;) {
        const auto more = reader.next(row);
        RC_ASSERT(more.has_value());
        if (!*more) break;
        RC_ASSERT(row.faults.empty());
        rows.resize(row.number, std::vector<std::string>(columns));  // Rows that a workbook does not store.
        rows.back() = row.cells;
        rows.back().resize(columns);
    }
    RC_ASSERT(!rows.empty());
    rows.erase(rows.begin());
    return rows;
}

}  // namespace

TEST_CASE("What is written as CSV is read as the same cells, in every style") {
    REQUIRE(rc::check("write, read", [] {
        const auto columns = *rc::gen::inRange<std::size_t>(1, 4);
        const Rows rows = any_rows(columns);
        CsvStyle style;
        style.encoding = *rc::gen::element(Encoding::utf8, Encoding::gb18030);
        style.byte_order_mark = style.encoding == Encoding::utf8 && *rc::gen::arbitrary<bool>();
        style.line_end = *rc::gen::element(LineEnd::lf, LineEnd::crlf);
        const std::string bytes = sample::csv(table_of(rows, columns), style);
        auto reader = open_csv(std::make_unique<std::istringstream>(bytes), {',', style.encoding});
        RC_ASSERT(reader.has_value());
        RC_ASSERT(read_all(**reader, columns) == rows);
    }));
}

TEST_CASE("What is written as XLSX is read as the same cells") {
    const TemporaryFolder folder;
    REQUIRE(rc::check("write, read", [&] {
        const auto columns = *rc::gen::inRange<std::size_t>(1, 4);
        Rows rows = any_rows(columns);
        RC_ASSERT(write_xlsx(table_of(rows, columns), folder / "a.xlsx").has_value());
        auto reader = open_rows(folder / "a.xlsx");
        RC_ASSERT(reader.has_value());
        Rows read = read_all(**reader, columns);
        read.resize(rows.size(), std::vector<std::string>(columns));  // Empty rows at the end are not stored.
        RC_ASSERT(read == rows);
    }));
}
