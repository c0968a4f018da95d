// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/tables/findings.hpp"
#include "base/tables/row_reader.hpp"
#include "base/tables/sheet_schema.hpp"

namespace mingzhang {

// One row of an import, seen through its schema.
class SheetRow {
public:
    [[nodiscard]] std::size_t number() const noexcept {
        return raw_.number;
    }  // As a person counts: the heading is row 1.

    // The text under the schema's column, by its index there: trimmed, and without the one apostrophe in front by which
    // people make Excel keep a number as text. Empty when the file has no such column. Valid until the next row is
    // read.
    [[nodiscard]] std::string_view cell(std::size_t column) const;

private:
    friend class SheetReader;
    RawRow raw_;
    std::vector<std::size_t> place_;  // Of each schema column in the file; `absent` when it is not there.
};

// Why an import's file cannot be read against its schema. Checked in this order.
enum class ReadSheetRefusal : std::uint8_t {
    no_heading,     // The file has no row at all. {0}: file
    wrong_heading,  // A column is missing, twice there or unknown; see the findings. {0}: file, {1}: how many
};
[[nodiscard]] RefusalWords words(ReadSheetRefusal reason) noexcept;

// Reads a CSV or XLSX file (told apart by content) by a schema. The heading may be in English keys or Chinese, in any
// order; a column that is missing, stands there twice or is unknown is refused: a typing error must not drop data
// silently. Blank rows are skipped. A row that is not sound in itself (too short, too long, a number Excel has spoilt)
// becomes a finding and is not given out; the caller adds findings about values and goes on, then refuses the file when
// any() is.
//
//     Findings findings{"households.csv"};
//     auto reader = SheetReader::open(path, schema, findings);
//     if (!reader) return pass_on(reader);
//     SheetRow row;
//     for (;;) {
//         const auto more = reader->next(row);
//         if (!more) return tl::unexpected{more.error()};
//         if (!*more) break;
//         … row.cell(household_no) …
//     }
class SheetReader {
public:
    // `schema` and `findings` must outlive the reader. The refusal for a wrong heading carries the findings.
    [[nodiscard]] static Result<SheetReader, Refusal> open(const std::filesystem::path& path, const SheetSchema& schema,
                                                           Findings& findings, const ReadLimits& limits = {});
    [[nodiscard]] static Result<SheetReader, Refusal> open(std::unique_ptr<RowReader> rows, const SheetSchema& schema,
                                                           Findings& findings);

    // The next sound row; false when there is none. A refusal means the file itself broke off.
    [[nodiscard]] Result<bool, Refusal> next(SheetRow& row);

    [[nodiscard]] bool has(std::size_t column) const noexcept;        // Whether the file has the schema's column.
    [[nodiscard]] std::string column_name(std::size_t column) const;  // As the file's heading has it, else the key.
    [[nodiscard]] FileKind kind() const noexcept { return rows_->kind(); }

    // Adds a finding about a value of the row, under the file's own heading. `value` already masked.
    void report(const SheetRow& row, std::size_t column, std::string value, Text reason);

private:
    SheetReader(std::unique_ptr<RowReader> rows, const SheetSchema& schema, Findings& findings);
    [[nodiscard]] Result<void, Refusal> read_heading();
    void place_headings(std::size_t row);
    [[nodiscard]] bool sound(const RawRow& row);

    static constexpr std::size_t absent = static_cast<std::size_t>(-1);
    std::unique_ptr<RowReader> rows_;
    const SheetSchema* schema_;
    Findings* findings_;
    std::vector<std::string> headings_;  // As in the file, trimmed.
    std::vector<std::size_t> place_;
};

}  // namespace mingzhang
