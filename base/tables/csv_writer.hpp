// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "base/tables/table.hpp"
#include "base/text/encoding.hpp"

namespace mingzhang {

enum class LineEnd : std::uint8_t { lf, crlf };

// The default is what programs read and golden files hold: UTF-8 without mark, LF, machine keys, nothing added.
struct CsvStyle {
    Encoding encoding = Encoding::utf8;
    bool byte_order_mark = false;  // UTF-8 only.
    LineEnd line_end = LineEnd::lf;
    HeadingRow heading = HeadingRow::keys;
    // A text that begins with = + - @, tab or carriage return gets a leading apostrophe, so that a spreadsheet shows
    // it instead of running it. Only for people: it changes the text. Sheet readers here take the apostrophe off again.
    bool guard_formulas = false;
    std::optional<Language> totals = std::nullopt;  // Adds a last row of sums, with 合计 or Total.

    // What opens well in a spreadsheet: mark, CRLF, headings in the language, formulas guarded.
    [[nodiscard]] static CsvStyle for_people(Language language);
};

// Writes RFC 4180 to a stream: fields with a comma, quote or line end, or blanks at an end, are quoted. Money as yuan
// with two decimals and no separators, months YYYY-MM, dates YYYY-MM-DD.
class CsvWriter final : public RowSink {
public:
    explicit CsvWriter(std::ostream& out, CsvStyle style = {});  // `out` must outlive the writer.

    [[nodiscard]] Result<void, Refusal> begin(const TableHead& head) override;
    [[nodiscard]] Result<void, Refusal> row(RowCells cells) override;
    [[nodiscard]] Result<void, Refusal> end() override;

private:
    void put_field(std::string_view bytes);
    [[nodiscard]] Result<void, Refusal> put_cells(RowCells cells);

    std::ostream& out_;
    CsvStyle style_;
    TableHead head_;
    std::optional<Totals> totals_;
    std::string line_;            // Reused from row to row.
    std::size_t row_number_ = 0;  // As a person counts: the heading is row 1.
};

// The whole table as a file that stands complete or not at all.
[[nodiscard]] Result<void, Refusal> write_csv(const Table& table, const std::filesystem::path& path,
                                              const CsvStyle& style = {});

}  // namespace mingzhang
