// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/terminal_writer.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

#include "base/text/utf8.hpp"
#include "base/values/check.hpp"

namespace mingzhang {

namespace {

bool is_right_aligned(CellKind kind) {
    return kind == CellKind::money || kind == CellKind::whole_number;
}

// A text from a file must not move the cursor or colour the screen: control characters become blanks.
std::string harmless(std::string text) {
    std::string kept;
    for (std::string_view rest = text; !rest.empty();) {
        const char32_t c = take_code_point(rest);
        const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E);
        append_code_point(kept, control ? U' ' : c);
    }
    return kept;
}

}  // namespace

TerminalWriter::TerminalWriter(std::ostream& out, TerminalStyle style) : out_{out}, style_{style} {}

Result<void, Refusal> TerminalWriter::begin(const TableHead& head) {
    head_ = head;
    totals_.emplace(head_);
    widths_.assign(head_.columns.size(), 0);
    if (style_.title && !head_.title.in(style_.language).empty())
        out_ << harmless(head_.title.in(style_.language)) << '\n';
    if (style_.title) {
        for (const TableParameter& parameter : head_.parameters) {
            out_ << harmless(parameter.name.in(style_.language)) << (style_.language == Language::zh ? "：" : ": ")
                 << harmless(parameter.value) << '\n';
        }
    }
    Line headings;
    for (const TableColumn& column : head_.columns) headings.push_back(harmless(column.heading.in(style_.language)));
    measure(headings);
    waiting_.assign(1, std::move(headings));
    widths_known_ = false;
    return checked();
}

Result<void, Refusal> TerminalWriter::row(RowCells cells) {
    MINGZHANG_CHECK(fits(head_, cells));
    totals_->add(cells);
    Line line = line_of(cells);
    if (widths_known_) {
        put(line);
        return checked();
    }
    measure(line);
    waiting_.push_back(std::move(line));
    if (waiting_.size() > rows_measured_max) put_waiting();
    return checked();
}

Result<void, Refusal> TerminalWriter::end() {
    const bool totals = style_.totals && totals_->any_column();
    const Line sums = totals ? line_of(totals_->row(style_.language)) : Line{};
    if (totals && !widths_known_) measure(sums);
    if (!widths_known_) put_waiting();
    if (totals) {
        put_rule();
        put(sums);
    }
    out_.flush();
    return checked();
}

TerminalWriter::Line TerminalWriter::line_of(RowCells cells) const {
    Line line;
    for (const Cell& cell : cells) line.push_back(harmless(to_screen_text(cell, style_.language)));
    return line;
}

void TerminalWriter::measure(const Line& line) {
    for (std::size_t i = 0; i < line.size(); ++i) widths_[i] = std::max(widths_[i], display_width(line[i]));
}

void TerminalWriter::put_waiting() {
    widths_known_ = true;
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        put(waiting_[i]);
        if (i == 0) put_rule();
    }
    waiting_.clear();
}

void TerminalWriter::put(const Line& line) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const std::size_t width = display_width(line[i]);
        const std::string gap(widths_[i] > width ? widths_[i] - width : 0, ' ');
        if (i > 0) text += "  ";
        text += is_right_aligned(head_.columns[i].kind) ? gap + line[i] : line[i] + gap;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out_ << text << '\n';
}

void TerminalWriter::put_rule() {
    for (std::size_t i = 0; i < widths_.size(); ++i) out_ << (i > 0 ? "  " : "") << std::string(widths_[i], '-');
    out_ << '\n';
}

Result<void, Refusal> TerminalWriter::checked() const {
    if (!out_) return refuse(WriteTableRefusal::cannot_write);
    return {};
}

Result<void, Refusal> print_table(const Table& table, std::ostream& out, TerminalStyle style) {
    TerminalWriter writer{out, style};
    return send(table, writer);
}

}  // namespace mingzhang
