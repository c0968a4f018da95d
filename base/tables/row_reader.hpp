// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/text/encoding.hpp"
#include "base/values/refusal.hpp"

namespace mingzhang {

// How a cell of a spreadsheet cannot be taken at its word.
enum class CellFault : std::uint8_t {
    too_many_digits,        // A number of more than 15 digits: Excel has already lost the last ones.
    e_notation,             // A number such as 6.22208E+18.
    error_value,            // #N/A, #REF! …
    formula_without_value,  // Written by a program that does not calculate, never opened in Excel.
    not_a_date,             // A date cell with a part of a day, or before 1900-03-01, or beyond 9999.
};
[[nodiscard]] Text reason(CellFault fault, const std::string& address);

struct FaultyCell {
    std::size_t column = 0;  // From 0.
    std::string address;     // "D7"
    CellFault fault{};
};

// One row of a file. Cells are UTF-8, as written; a faulty cell is empty here.
struct RawRow {
    std::size_t number = 0;  // As a spreadsheet shows it, from 1: blank rows count, a quoted line break does not.
    std::vector<std::string> cells;
    std::vector<FaultyCell> faults;
};

enum class FileKind : std::uint8_t { csv, xlsx };

// Bounds against files made to fill memory or disk.
struct ReadLimits {
    std::uint64_t file_bytes = 2'000'000'000;
    std::uint64_t sheet_bytes = 2'000'000'000;      // One sheet of an XLSX, unpacked; it is streamed.
    std::uint64_t shared_text_bytes = 500'000'000;  // The shared strings of an XLSX, held in memory.
    std::size_t cell_bytes = 1'000'000;
    std::size_t columns = 1'000;
};

// Rows of a file, one at a time. A blank row is given without cells (CSV) or not at all (XLSX); its number counts.
// them.
class RowReader {
public:
    virtual ~RowReader() = default;
    // The next row into `row`, whose memory is used again; false when there is none. After a refusal it is at its end.
    [[nodiscard]] virtual Result<bool, Refusal> next(RawRow& row) = 0;
    [[nodiscard]] virtual FileKind kind() const noexcept = 0;
};

// Why a file cannot be read as a table. Checked in this order.
enum class ReadTableRefusal : std::uint8_t {
    cannot_open,
    too_large,       // {0}: which limit
    old_excel,       // .xls or an encrypted workbook: both are OLE files
    not_a_workbook,  // A zip without a workbook, or a broken one. {0}: what is missing or broken
    no_visible_sheet,
    no_such_sheet,     // {0}: the name asked for
    unknown_kind,      // PDF, picture, UTF-16 … {0}: what it looks like
    wrong_encoding,    // Neither UTF-8 nor GB18030. {0}: byte offset
    nul_byte,          // {0}: row
    quote_not_closed,  // {0}: row where the quote opens
    text_after_quote,  // {0}: row
};
[[nodiscard]] RefusalWords words(ReadTableRefusal reason) noexcept;

// Opens a file as what its content says, whatever its name: XLSX, or else CSV with the encoding detected.
[[nodiscard]] Result<std::unique_ptr<RowReader>, Refusal> open_rows(const std::filesystem::path& path,
                                                                    const ReadLimits& limits = {});

// The same for bytes at hand, such as an upload or an opened seal.
[[nodiscard]] Result<std::unique_ptr<RowReader>, Refusal> open_rows_in_memory(std::string bytes,
                                                                              const ReadLimits& limits = {});

}  // namespace mingzhang
