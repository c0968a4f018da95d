// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/row.hpp"

#include <fmt/format.h>

#include <numeric>

#include "base/values/check.hpp"

namespace mingzhang::bank::layouts {
namespace {

bool is_about_file(const Column& column) noexcept {
    return place(column.field) == FieldPlace::head;
}

void write_text(const FileShape& shape, std::string_view text, std::vector<RowFault>& faults, std::string& bytes) {
    if (auto encoded = encode(shape.encoding, text))
        bytes += *encoded;
    else
        faults.push_back({{}, {}, std::move(encoded.error())});
}

void write_pattern(const FileShape& shape, const Row& row, const Record& head, std::vector<RowFault>& faults,
                   std::string& bytes) {
    const auto text = row.text.fill(head);
    if (text) return write_text(shape, *text, faults, bytes);
    faults.push_back(
        {std::string{name(text.error())}, {}, {"缺少，或与宽度不符", "missing, or does not fit its width"}});
}

std::string heading_text(const FileShape& shape, const Row& row) {
    std::string text;
    for (const Column& column : shape.detail().columns) {
        if (&column != &shape.detail().columns.front()) text += shape.separator;
        text += column.title;
    }
    return text + row.end;
}

void write_columns(const FileShape& shape, const Row& row, const Record& head, const Record& line,
                   std::vector<RowFault>& faults, std::string& bytes) {
    const std::size_t begin = bytes.size();
    for (const Column& column : row.columns) {
        if (&column != &row.columns.front()) bytes += shape.separator;
        const Record& source = is_about_file(column) ? head : line;
        if (auto written = write_column(column, shape.encoding, source[column.field], head, bytes); !written)
            faults.push_back({column.title, {}, std::move(written.error())});
    }
    if (!shape.comment.empty() && std::string_view{bytes}.substr(begin).starts_with(shape.comment)) {
        faults.push_back({row.columns.front().title,
                          {},
                          {fmt::format("以注释符号“{}”开头，会被当作注释", shape.comment),
                           fmt::format("begins with \"{}\" and would be read as a comment", shape.comment)}});
    }
    bytes += row.end;
}

RowFault end_missing(const Row& row, std::string_view text) {
    return {{},
            masked(text),
            {fmt::format("行尾没有“{}”", row.end), fmt::format("the row does not end with \"{}\"", row.end)}};
}

RowFault column_count_differs(std::size_t found, std::size_t expected, std::string_view text) {
    return {
        {},
        masked(text),
        {fmt::format("有{}列，应为{}列", found, expected), fmt::format("{} columns, should be {}", found, expected)}};
}

void split(std::string_view text, std::string_view separator, std::vector<std::string_view>& parts) {
    for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
        parts.push_back(text.substr(0, at));
        text.remove_prefix(at + separator.size());
    }
    parts.push_back(text);
}

RowFault not_decodable(const FileShape& shape) {
    return {
        {}, {}, {fmt::format("不是{}编码", name(shape.encoding)), fmt::format("not {} text", name(shape.encoding))}};
}

// A value said of the file once already must not be said differently. Leaves in `value` what stood in its place.
void note(Record& target, Field field, std::string_view title, FieldValue& value, std::string_view text,
          std::vector<RowFault>& faults) {
    if (!value.present) return;
    if (target[field].present && target[field] != value) {
        faults.push_back({std::string{title}, masked(text), {"与前文不一致", "differs from what stands before"}});
        return;
    }
    target.exchange(field, value);
}

void note_fields(const Pattern& pattern, Record& found, std::string_view title, std::string_view text, Record& head,
                 std::vector<RowFault>& faults) {
    for (const Field field : pattern.fields()) {
        FieldValue value = found[field];
        note(head, field, title.empty() ? name(field) : title, value, text, faults);
    }
}

}  // namespace

void write_row(const FileShape& shape, const Row& row, const Record& head, const Record& line,
               std::vector<RowFault>& faults, std::string& bytes) {
    switch (row.kind) {
        case RowKind::text:
            return write_pattern(shape, row, head, faults, bytes);
        case RowKind::heading:
            return write_text(shape, heading_text(shape, row), faults, bytes);
        case RowKind::record:
        case RowKind::detail:
            break;
    }
    write_columns(shape, row, head, line, faults, bytes);
}

// Decoded first and split then: the second byte of a Chinese character may look like the separator.
void RowCutter::separate(const Row& row, std::string_view bytes, std::vector<RowFault>& faults) {
    const auto text = decode(shape_.encoding, bytes, text_);
    if (!text) {
        faults.push_back(not_decodable(shape_));
        return;
    }
    if (!text->ends_with(row.end)) {
        faults.push_back(end_missing(row, *text));
        return;
    }
    split(text->substr(0, text->size() - row.end.size()), shape_.separator, parts_);
    if (parts_.size() == row.columns.size()) return;
    faults.push_back(column_count_differs(parts_.size(), row.columns.size(), *text));
    parts_.clear();
}

// Cut first and decoded then: widths are bytes.
void RowCutter::cut(const Row& row, std::string_view bytes, std::vector<RowFault>& faults) {
    const std::size_t width =
        std::accumulate(row.columns.begin(), row.columns.end(), row.end.size(),
                        [](std::size_t sum, const Column& c) { return sum + c.width.value_or(0); });
    if (bytes.size() != width) {
        faults.push_back({{},
                          {},
                          {fmt::format("长{}字节，应为{}字节", bytes.size(), width),
                           fmt::format("{} bytes long, should be {}", bytes.size(), width)}});
        return;
    }
    if (!bytes.ends_with(row.end)) {
        faults.push_back(end_missing(row, {}));
        return;
    }
    // A character of two bytes has three in UTF-8. The parts stand in the text: it must not move while it grows.
    text_.clear();
    text_.reserve(2 * width);
    for (const Column& column : row.columns) {
        const std::size_t begin = text_.size();
        const auto text = decode(shape_.encoding, bytes.substr(0, *column.width));
        if (!text) {
            faults.push_back(not_decodable(shape_));
            parts_.clear();
            return;
        }
        text_ += *text;
        parts_.push_back(std::string_view{text_}.substr(begin));
        bytes.remove_prefix(*column.width);
    }
}

void RowCutter::read_columns(const Row& row, std::string_view bytes, Record& head, Record& line,
                             std::vector<RowFault>& faults) {
    parts_.clear();
    shape_.separator.empty() ? cut(row, bytes, faults) : separate(row, bytes, faults);
    for (std::size_t at = 0; at < parts_.size(); ++at) {
        const Column& column = row.columns[at];
        if (!column.prefix.empty()) in_prefix_.clear();  // Only ever read where the column has fields in its prefix.
        if (auto read = read_column(column, parts_[at], in_prefix_, value_); !read) {
            faults.push_back({column.title, masked(parts_[at]), std::move(read.error())});
            continue;
        }
        note(is_about_file(column) ? head : line, column.field, column.title, value_, parts_[at], faults);
        if (!column.prefix.empty()) note_fields(column.prefix, in_prefix_, column.title, parts_[at], head, faults);
    }
}

void RowCutter::read_fixed_text(const Row& row, std::string_view bytes, Record& head, std::vector<RowFault>& faults) {
    const auto text = decode(shape_.encoding, bytes, text_);
    if (!text) {
        faults.push_back(not_decodable(shape_));
        return;
    }
    const bool is_heading = row.kind == RowKind::heading;
    Record in_text;
    const auto rest = is_heading ? std::nullopt : row.text.take(*text, in_text);
    if (is_heading ? *text != heading_text(shape_, row) : !rest || !rest->empty()) {
        const std::string expected = is_heading ? heading_text(shape_, row) : row.text.literal_text();
        faults.push_back(
            {{},
             masked(*text),
             {fmt::format("此行应为“{}”", expected), fmt::format("this line should be \"{}\"", expected)}});
        return;
    }
    const std::string_view named_by_field;
    note_fields(row.text, in_text, named_by_field, *text, head, faults);
}

void RowCutter::read_row(const Row& row, std::string_view bytes, Record& head, Record& line,
                         std::vector<RowFault>& faults) {
    if (row.kind == RowKind::record || row.kind == RowKind::detail) {
        read_columns(row, bytes, head, line, faults);
        return;
    }
    if (row.reading == Reading::exact) read_fixed_text(row, bytes, head, faults);
}

}  // namespace mingzhang::bank::layouts
