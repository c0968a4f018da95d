// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/column.hpp"
#include "bank_adapters/layouts/statement_shape.hpp"
#include "bank_adapters/outcome.hpp"
#include "base/values/money.hpp"
#include "base/values/refusal.hpp"

namespace mingzhang::bank::layouts {

// A bank's files described as data: one TOML file, read by `load_layout`, used for writing and reading alike.
// layouts/banks/ holds those that are delivered; ccb.toml explains the keys.

enum class LineEnd : std::uint8_t { crlf, lf };

enum class RowKind : std::uint8_t {
    text,     // A line of fixed text, with the head's fields in braces: a marker, a preamble, a note.
    heading,  // The titles of the detail columns.
    record,   // Columns that tell about the whole file: summary, header or trailer.
    detail,   // One for each payment.
};

// How a text line is read back: it must stand there to the letter, or any line may stand in its place.
enum class Reading : std::uint8_t { exact, any };

struct Row {
    RowKind kind = RowKind::text;
    Pattern text = {};
    Reading reading = Reading::exact;
    std::vector<Column> columns = {};  // A heading has those of the detail row.
    std::string end = {};              // What follows the last column: "|", or ",|" at one bank.
};

// A file that is an ISO 20022 message in place of rows.
enum class MessageForm : std::uint8_t {
    pain_001_03,  // 付款指令: pain.001.001.03
    pain_001_09,
    answers,  // Results only: pain.002, camt.053 or camt.054, whichever the bank gives.
};

struct Limits {
    std::uint64_t rows_min = 1;
    std::optional<std::uint64_t> rows_max = std::nullopt;
    std::optional<Money> amount_max = std::nullopt;  // A row.
    std::optional<Money> total_max = std::nullopt;   // A file.
};

// The shape of one file: a message, or its lines in order, exactly one of them a detail row.
struct FileShape {
    Pattern file_name = {};
    std::optional<MessageForm> message = std::nullopt;
    Pattern message_id = {};  // What a message calls itself.
    // Of the file; of a message, which is always UTF-8, what the bank's own books can carry.
    FileEncoding encoding = FileEncoding::gb18030;
    LineEnd line_end = LineEnd::crlf;
    std::string separator = "|";  // Empty: fixed width.
    // An Excel workbook in place of lines of text; its encoding is then what the bank's own books can carry.
    bool is_workbook = false;
    std::string sheet = {};  // Of a workbook; empty: the first.
    std::string comment = {};     // Lines that begin so are read past; empty: none.
    Limits limits = {};
    std::vector<Row> rows = {};

    [[nodiscard]] const Row& detail() const;        // REQUIRES: no message.
    [[nodiscard]] bool carries(Field field) const;  // In any row, so that it comes back when the file is read.
};

// What a bank's return codes mean; none: the code says nothing, the words after it do.
using CodeMeanings = std::map<std::string, std::optional<Reason>, std::less<>>;

// The closed list of what the bank may answer.
struct Answers {
    std::map<std::string, OutcomeStatus, std::less<>> statuses = {};
    std::map<std::string, Reason, std::less<>> reasons = {};  // The layout's own, then the words all banks share.
    CodeMeanings codes = {};                                  // Of the families the layout names.
    // What a bank simulator writes: the first text listed for each.
    std::map<OutcomeStatus, std::string> status_texts = {};
    std::map<Reason, std::string> reason_texts = {};

    // Compared to the letter, never by a part of it: "部分成功" is not "成功". A text not listed is unknown.
    [[nodiscard]] OutcomeStatus status_of(std::string_view text) const noexcept;
    // The same; a text that is no listed one may begin with a code of a family: "3031账号户名不符", "[FSBR6038]
    // 户名不符".
    [[nodiscard]] std::optional<Reason> reason_for(std::string_view text) const noexcept;
};

struct Layout {
    std::string name;  // "ccb": what people choose it by.
    Text title;
    std::string source;  // Where the facts come from.
    Text warning;        // How old they are, and what to settle with the bank before use.
    FileShape payment;
    std::optional<FileShape> result;
    std::optional<StatementShape> statement;
    Answers answers;

    // A layout may describe statements alone.
    [[nodiscard]] bool has_payment() const noexcept { return payment.message.has_value() || !payment.rows.empty(); }
};

// Why a text is no layout. Findings name line, key and reason; nothing of it is used.
enum class LayoutError : std::uint8_t { not_toml, faulty };
[[nodiscard]] RefusalWords words(LayoutError reason);

// Reads a layout and checks it against itself: what `bank layouts check FILE` runs. `file_name` is for the findings.
[[nodiscard]] Result<Layout, Refusal> load_layout(std::string_view toml, std::string_view file_name);

}  // namespace mingzhang::bank::layouts
