// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/field.hpp"
#include "bank_adapters/layouts/pattern.hpp"
#include "bank_adapters/outcome.hpp"
#include "base/values/money.hpp"
#include "base/values/refusal.hpp"

namespace mingzhang::bank::layouts {

// A bank's files described as data: one TOML file, read by `load_layout`, used for writing and reading alike.
// docs/bank-layouts.md describes the format key by key; layouts/banks/ holds those that are delivered.

enum class FileEncoding : std::uint8_t { gb18030, gbk, utf8 };
enum class LineEnd : std::uint8_t { crlf, lf };
enum class Unit : std::uint8_t { yuan, fen };
enum class Align : std::uint8_t { left, right };

// One column of a row. Widths and lengths are bytes of the file's encoding, as banks count them.
struct Column {
    Field field = Field::ignored;
    std::string title;     // What a heading row shows and what findings name.
    std::string constant;  // For Field::constant.
    Pattern prefix;        // Stands before the value: "{batch}-".
    std::string suffix;    // Stands after it: "元".
    std::optional<std::size_t> width;  // The value is padded to it.
    char pad = ' ';
    Align align = Align::left;
    std::optional<std::size_t> max_bytes;
    std::string forbidden;  // Characters the bank refuses here.
    bool required = false;  // An empty value is refused. Accounts, names and amounts always are.
    Unit unit = Unit::yuan;
    bool leading_zero = true;  // False: one fen is ".01", and may be read so.
    std::string date_format = "yyyymmdd";
};

enum class RowKind : std::uint8_t {
    text,     // A line of fixed text, with the head's fields in braces: a marker, a preamble, a note.
    heading,  // The titles of the detail columns.
    record,   // Columns that tell about the whole file: summary, header or trailer.
    detail,   // One for each payment.
};

// How a text line is read back.
enum class Reading : std::uint8_t { exact, any };

struct Row {
    RowKind kind = RowKind::text;
    Pattern text;
    Reading reading = Reading::exact;
    std::vector<Column> columns;
    std::string end;  // What follows the last column: "|" for a trailing separator, ",|" at one bank.
};

struct Limits {
    std::uint64_t rows_min = 1;
    std::optional<std::uint64_t> rows_max;
    std::optional<Money> amount_max;
    std::optional<Money> total_max;
};

// The shape of one file: its lines in order, exactly one of them a detail row.
struct FileShape {
    Pattern file_name;
    FileEncoding encoding = FileEncoding::gb18030;
    LineEnd line_end = LineEnd::crlf;
    std::string separator = "|";  // Empty: fixed width.
    std::string comment;          // Lines that begin so are read past; empty: none.
    Limits limits;
    std::vector<Row> rows;

    [[nodiscard]] const Row& detail() const;
    [[nodiscard]] bool carries(Field field) const noexcept;  // In any row.
};

// The closed list of what the bank may answer. A text that is not in it, to the letter, is unknown.
struct Answers {
    std::map<std::string, OutcomeStatus, std::less<>> statuses;
    std::map<std::string, Reason, std::less<>> reasons;  // Before the words all banks share (reasons.toml).

    [[nodiscard]] OutcomeStatus status_of(std::string_view text) const noexcept;
    [[nodiscard]] std::optional<Reason> reason_for(std::string_view text) const noexcept;
    // What a bank simulator writes: the first text listed for the status or reason.
    std::map<OutcomeStatus, std::string> status_texts;
    std::map<Reason, std::string> reason_texts;
};

struct Layout {
    std::string name;  // "ccb": what people choose it by.
    Text title;
    std::string source;  // Where the facts come from.
    Text warning;        // How old they are, and what to check with the bank before use.
    FileShape payment;
    std::optional<FileShape> result;
    Answers answers;
};

// Why a text is no layout. Findings name line, key and reason; nothing of it is used.
enum class LayoutError : std::uint8_t { not_toml, faulty };
[[nodiscard]] RefusalWords words(LayoutError reason);

// Reads a layout and checks it against itself: what `bank layouts check FILE` runs. `file_name` is for the findings.
[[nodiscard]] Result<Layout, Refusal> load_layout(std::string_view toml, std::string_view file_name);

}  // namespace mingzhang::bank::layouts
