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

std::string write_text(const FileShape& shape, std::string_view text, std::vector<RowFault>& faults) {
    auto bytes = encode(shape.encoding, text);
    if (bytes) return *std::move(bytes);
    faults.push_back({{}, {}, bytes.error()});
    return {};
}

std::string write_pattern(const FileShape& shape, const Row& row, const Record& head, std::vector<RowFault>& faults) {
    const auto text = row.text.fill(head);
    if (text) return write_text(shape, *text, faults);
    faults.push_back(
        {std::string{name(text.error())}, {}, {"缺少，或与宽度不符", "missing, or does not fit its width"}});
    return {};
}

std::string heading_text(const FileShape& shape, const Row& row) {
    std::string text;
    for (const Column& column : shape.detail().columns) {
        if (&column != &shape.detail().columns.front()) text += shape.separator;
        text += column.title;
    }
    return text + row.end;
}

std::string write_columns(const FileShape& shape, const Row& row, const Record& head, const Record& line,
                          std::vector<RowFault>& faults) {
    std::string bytes;
    for (const Column& column : row.columns) {
        if (&column != &row.columns.front()) bytes += shape.separator;
        const Record& source = is_about_file(column) ? head : line;
        const auto text = write_column(column, shape.encoding, source[column.field], head);
        if (text) {
            bytes += *text;
        } else {
            faults.push_back({column.title, {}, text.error()});
        }
    }
    if (!shape.comment.empty() && bytes.starts_with(shape.comment)) {
        faults.push_back({row.columns.front().title,
                          {},
                          {fmt::format("以注释符号“{}”开头，会被当作注释", shape.comment),
                           fmt::format("begins with \"{}\" and would be read as a comment", shape.comment)}});
    }
    return bytes + row.end;
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

std::vector<std::string> split(std::string_view text, std::string_view separator) {
    std::vector<std::string> parts;
    for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
        parts.emplace_back(text.substr(0, at));
        text.remove_prefix(at + separator.size());
    }
    parts.emplace_back(text);
    return parts;
}

RowFault not_decodable(const FileShape& shape) {
    return {
        {}, {}, {fmt::format("不是{}编码", name(shape.encoding)), fmt::format("not {} text", name(shape.encoding))}};
}

// Decoded first and split then: the second byte of a Chinese character may look like the separator.
std::vector<std::string> separated(const FileShape& shape, const Row& row, std::string_view bytes,
                                   std::vector<RowFault>& faults) {
    const auto text = decode(shape.encoding, bytes);
    if (!text) {
        faults.push_back(not_decodable(shape));
        return {};
    }
    if (!text->ends_with(row.end)) {
        faults.push_back(end_missing(row, *text));
        return {};
    }
    auto parts = split(std::string_view{*text}.substr(0, text->size() - row.end.size()), shape.separator);
    if (parts.size() == row.columns.size()) return parts;
    faults.push_back(column_count_differs(parts.size(), row.columns.size(), *text));
    return {};
}

// Cut first and decoded then: widths are bytes.
std::vector<std::string> cut(const FileShape& shape, const Row& row, std::string_view bytes,
                             std::vector<RowFault>& faults) {
    const std::size_t width =
        std::accumulate(row.columns.begin(), row.columns.end(), row.end.size(),
                        [](std::size_t sum, const Column& c) { return sum + c.width.value_or(0); });
    if (bytes.size() != width) {
        faults.push_back({{},
                          {},
                          {fmt::format("长{}字节，应为{}字节", bytes.size(), width),
                           fmt::format("{} bytes long, should be {}", bytes.size(), width)}});
        return {};
    }
    if (!bytes.ends_with(row.end)) {
        faults.push_back(end_missing(row, {}));
        return {};
    }
    std::vector<std::string> parts;
    for (const Column& column : row.columns) {
        const auto text = decode(shape.encoding, bytes.substr(0, *column.width));
        if (!text) {
            faults.push_back(not_decodable(shape));
            return {};
        }
        parts.push_back(*text);
        bytes.remove_prefix(*column.width);
    }
    return parts;
}

// A value said of the file once already must not be said differently.
void note(Record& target, Field field, const std::string& title, const FieldValue& value, std::string_view text,
          std::vector<RowFault>& faults) {
    if (!value.present) return;
    if (target[field].present && target[field] != value) {
        faults.push_back({title, masked(text), {"与前文不一致", "differs from what stands before"}});
        return;
    }
    target.set(field, value);
}

void read_columns(const FileShape& shape, const Row& row, std::string_view bytes, Record& head, Record& line,
                  std::vector<RowFault>& faults) {
    const auto parts = shape.separator.empty() ? cut(shape, row, bytes, faults) : separated(shape, row, bytes, faults);
    Record in_prefix;  // Only ever read where the column has fields in its prefix.
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const Column& column = row.columns[at];
        if (!column.prefix.empty()) in_prefix.clear();
        const auto value = read_column(column, parts[at], in_prefix);
        if (!value) {
            faults.push_back({column.title, masked(parts[at]), value.error()});
            continue;
        }
        note(is_about_file(column) ? head : line, column.field, column.title, *value, parts[at], faults);
        if (column.prefix.empty()) continue;
        for (const Field field : column.prefix.fields())
            note(head, field, column.title, in_prefix[field], parts[at], faults);
    }
}

void read_fixed_text(const FileShape& shape, const Row& row, std::string_view bytes, Record& head,
                     std::vector<RowFault>& faults) {
    const auto text = decode(shape.encoding, bytes);
    if (!text) {
        faults.push_back(not_decodable(shape));
        return;
    }
    const bool is_heading = row.kind == RowKind::heading;
    Record in_text;
    const auto rest = is_heading ? std::nullopt : row.text.take(*text, in_text);
    if (is_heading ? *text != heading_text(shape, row) : !rest || !rest->empty()) {
        const std::string expected = is_heading ? heading_text(shape, row) : row.text.literal_text();
        faults.push_back(
            {{},
             masked(*text),
             {fmt::format("此行应为“{}”", expected), fmt::format("this line should be \"{}\"", expected)}});
        return;
    }
    for (const Field field : row.text.fields())
        note(head, field, std::string{name(field)}, in_text[field], *text, faults);
}

}  // namespace

std::string write_row(const FileShape& shape, const Row& row, const Record& head, const Record& line,
                      std::vector<RowFault>& faults) {
    switch (row.kind) {
        case RowKind::text:
            return write_pattern(shape, row, head, faults);
        case RowKind::heading:
            return write_text(shape, heading_text(shape, row), faults);
        case RowKind::record:
        case RowKind::detail:
            break;
    }
    return write_columns(shape, row, head, line, faults);
}

void read_row(const FileShape& shape, const Row& row, std::string_view bytes, Record& head, Record& line,
              std::vector<RowFault>& faults) {
    if (row.kind == RowKind::record || row.kind == RowKind::detail) {
        read_columns(shape, row, bytes, head, line, faults);
        return;
    }
    if (row.reading == Reading::exact) read_fixed_text(shape, row, bytes, head, faults);
}

}  // namespace mingzhang::bank::layouts
