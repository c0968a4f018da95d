// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/csv_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <ostream>

#include "base/text/atomic_file.hpp"
#include "base/text/utf8.hpp"
#include "base/values/check.hpp"

namespace mingzhang {

namespace {

bool needs_quotes(std::string_view text) {
    if (text.empty()) return false;
    const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    return text.find_first_of(",\"\r\n") != std::string_view::npos || is_blank(text.front()) || is_blank(text.back());
}

// What a spreadsheet would run as a formula (CWE-1236).
bool looks_like_formula(std::string_view text) {
    return !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
}

std::string for_people(char32_t c) {
    std::string text;
    append_code_point(text, c);
    return fmt::format("{} (U+{:04X})", text, static_cast<std::uint32_t>(c));
}

}  // namespace

namespace {

// In a file for people, words stand in the language of its headings.
Language language_of(HeadingRow heading) noexcept {
    return heading == HeadingRow::en ? Language::en : Language::zh;
}

}  // namespace

CsvStyle CsvStyle::for_people(Language language) {
    CsvStyle style;
    style.byte_order_mark = true;
    style.line_end = LineEnd::crlf;
    style.heading = language == Language::zh ? HeadingRow::zh : HeadingRow::en;
    style.guard_formulas = true;
    return style;
}

CsvWriter::CsvWriter(std::ostream& out, CsvStyle style) : out_{out}, style_{style} {
    MINGZHANG_CHECK(!style_.byte_order_mark || style_.encoding == Encoding::utf8);
}

Result<void, Refusal> CsvWriter::begin(const TableHead& head) {
    head_ = head;
    if (style_.totals) totals_.emplace(head_);
    row_number_ = 0;
    if (style_.byte_order_mark) out_ << "\xEF\xBB\xBF";
    std::vector<Cell> names;
    for (const TableColumn& column : head_.columns) names.emplace_back(heading(column, style_.heading));
    return put_cells(names);
}

Result<void, Refusal> CsvWriter::row(RowCells cells) {
    MINGZHANG_CHECK(fits(head_, cells));
    if (totals_) totals_->add(cells);
    return put_cells(cells);
}

Result<void, Refusal> CsvWriter::end() {
    if (totals_ && totals_->any_column()) {
        if (auto put = put_cells(totals_->row(*style_.totals)); !put) return put;
    }
    out_.flush();
    if (!out_) return refuse(WriteTableRefusal::cannot_write);
    return {};
}

Result<void, Refusal> CsvWriter::put_cells(RowCells cells) {
    ++row_number_;
    line_.clear();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool is_text = std::holds_alternative<std::string>(cells[i].value());
        std::string text = to_file_text(
            style_.heading == HeadingRow::keys ? cells[i] : in_words(cells[i], language_of(style_.heading)));
        if (style_.guard_formulas && is_text && looks_like_formula(text)) text.insert(0, 1, '\'');
        auto bytes = from_utf8(text, style_.encoding);
        if (!bytes) {
            return refuse(WriteTableRefusal::character_missing, for_people(bytes.error().code_point), row_number_,
                          heading(head_.columns[i], style_.heading), name(style_.encoding));
        }
        if (i > 0) line_.push_back(',');
        put_field(*bytes);
    }
    // A lone empty field would be a blank line, which readers skip.
    if (line_.empty()) line_ = "\"\"";
    line_.append(style_.line_end == LineEnd::lf ? "\n" : "\r\n");
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
    if (!out_) return refuse(WriteTableRefusal::cannot_write);
    return {};
}

// Quoting looks at bytes: no byte of a GB18030 character of two or four is a comma, a quote, a blank or a line end.
void CsvWriter::put_field(std::string_view bytes) {
    if (!needs_quotes(bytes)) {
        line_.append(bytes);
        return;
    }
    line_.push_back('"');
    for (const char c : bytes) {
        if (c == '"') line_.push_back('"');
        line_.push_back(c);
    }
    line_.push_back('"');
}

Result<void, Refusal> write_csv(const Table& table, const std::filesystem::path& path, const CsvStyle& style) {
    auto file = AtomicFile::create(path);
    if (!file) return pass_on(file);
    CsvWriter writer{file->stream(), style};
    if (auto sent = send(table, writer); !sent) return sent;
    return file->commit();
}

}  // namespace mingzhang
