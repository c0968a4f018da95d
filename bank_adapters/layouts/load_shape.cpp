// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "bank_adapters/layouts/load.hpp"

namespace mingzhang::bank::layouts {
namespace {

bool is_ascii(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\t'; });
}

void check_ascii(TomlTable& table, std::string_view key, std::string_view text) {
    if (!is_ascii(text))
        table.fault(key, std::string{text}, {"须为可见的 ASCII 字符", "must be printable ASCII characters"});
}

std::optional<Money> load_amount(TomlTable& table, std::string_view key) {
    const auto text = table.text(key, Presence::optional);
    if (!text) return std::nullopt;
    const auto amount = parse_yuan(*text);
    if (amount && amount->is_positive()) return *amount;
    table.fault(key, *text, {"应为大于零的金额（元）", "should be an amount in yuan above zero"});
    return std::nullopt;
}

void check_no_field_twice(TomlTable& table, const Row& row) {
    std::array<bool, field_count> seen{};
    for (const Column& column : row.columns) {
        if (place(column.field) == FieldPlace::anywhere) continue;
        bool& before = seen[static_cast<std::size_t>(column.field)];
        if (before) table.fault("columns", std::string{name(column.field)}, {"字段出现两次", "the field stands twice"});
        before = true;
    }
}

void load_columns(TomlTable& table, Row& row, const FileShape& shape, Direction direction) {
    const std::size_t columns = table.item_count("columns");
    for (std::size_t i = 0; i < columns; ++i)
        row.columns.push_back(load_column(table.item("columns", i), shape, row.kind, direction));
    if (row.columns.empty()) {
        table.fault("columns", {}, {"至少要有一列", "there must be at least one column"});
        return;
    }
    check_no_field_twice(table, row);
    for (const char c : row.end)
        if (shape.separator.find(c) == std::string::npos) row.columns.back().forbidden += c;
}

// A text may be several lines; each becomes a row.
void load_text_rows(TomlTable& table, Row row, FileShape& shape) {
    table.require("text");
    row.reading = load_choice(table, "reading", {"exact", "any"}) == 1 ? Reading::any : Reading::exact;
    for (const std::string& line : table.texts("text")) {
        row.text = load_pattern(table, "text", line);
        if (line.find_first_of("\r\n") != std::string::npos)
            table.fault("text", {}, {"一行中不能有换行", "a line break inside a line"});
        check_encodable(table, "text", row.text.literal_text(), shape.encoding);
        shape.rows.push_back(row);
    }
}

void load_row(TomlTable table, FileShape& shape, Direction direction) {
    Row row;
    row.kind =
        static_cast<RowKind>(load_choice(table, "kind", {"text", "heading", "record", "detail"}, Presence::required));
    if (row.kind == RowKind::text) {
        load_text_rows(table, row, shape);
        table.refuse_unknown_keys();
        return;
    }
    if (!shape.is_workbook) row.end = table.text("end", Presence::optional).value_or("");
    check_ascii(table, "end", row.end);
    if (row.kind != RowKind::heading) load_columns(table, row, shape, direction);
    table.refuse_unknown_keys();
    shape.rows.push_back(std::move(row));
}

}  // namespace

void check_detail(TomlTable& table, const FileShape& shape, Direction direction) {
    const auto details = std::ranges::count(shape.rows, RowKind::detail, &Row::kind);
    if (details != 1) {
        table.fault("rows", {}, {"须有且只有一种明细行", "there must be exactly one detail row"});
        return;
    }
    const auto need = [&](Field field) {
        if (!shape.carries(field))
            table.fault("rows", std::string{name(field)}, {"明细行缺少这个字段", "the detail row lacks this field"});
    };
    need(Field::amount);
    if (direction == Direction::payment) {
        need(Field::account);
        need(Field::name);
        return;
    }
    need(Field::status);
    if (!shape.carries(Field::serial) && !shape.carries(Field::number) && !shape.carries(Field::account))
        table.fault("rows", {},
                    {"明细行须有 serial、number 或 account 之一，否则无法核对",
                     "the detail row needs serial, number or account, or nothing can be matched"});
}

Limits load_limits(TomlTable table) {
    Limits limits;
    const auto rows_min = load_number(table, "rows_min");
    const auto rows_max = load_number(table, "rows_max");
    limits.rows_min = rows_min.value_or(limits.rows_min);
    limits.rows_max = rows_max;
    if (limits.rows_max && *limits.rows_max < limits.rows_min)
        table.fault("rows_max", fmt::format("{}", *rows_max), {"小于 rows_min", "is below rows_min"});
    limits.amount_max = load_amount(table, "amount_max");
    limits.total_max = load_amount(table, "total_max");
    table.refuse_unknown_keys();
    return limits;
}

std::string load_text(TomlTable& table, std::string_view key) {
    auto text = table.text(key, Presence::required);
    if (text && text->empty()) table.fault(key, {"不能为空", "must not be empty"});
    return std::move(text).value_or("");
}

std::optional<std::uint64_t> load_number(TomlTable& table, std::string_view key) {
    const auto number = table.whole_number(key, 1, std::numeric_limits<std::int64_t>::max());
    if (!number) return std::nullopt;
    return static_cast<std::uint64_t>(*number);
}

std::size_t load_choice(TomlTable& table, std::string_view key, std::initializer_list<std::string_view> words,
                        Presence presence) {
    return table.choice(key, {words.begin(), words.size()}, presence).value_or(0);
}

Pattern load_pattern(TomlTable& table, std::string_view key, const std::string& text) {
    auto pattern = Pattern::parse(text);
    if (pattern) return *std::move(pattern);
    table.fault(key, text, pattern.error());
    return {};
}

void check_encodable(TomlTable& table, std::string_view key, std::string_view text, FileEncoding encoding) {
    const auto bytes = encode(encoding, text);
    if (!bytes) table.fault(key, std::string{text}, bytes.error());
}

void load_rows(TomlTable& table, FileShape& shape, Direction direction) {
    if (auto limits = table.table("limits", Presence::optional)) shape.limits = load_limits(*std::move(limits));
    const std::size_t rows = table.item_count("rows");
    for (std::size_t i = 0; i < rows; ++i) load_row(table.item("rows", i), shape, direction);
}

FileShape load_shape(TomlTable table, Direction direction) {
    if (table.has("message")) return load_message(std::move(table), direction);
    if (load_choice(table, "format", {"text", "xlsx"}) == 1) return load_workbook(std::move(table), direction);
    const std::size_t faults_before = table.faults_in_file();
    FileShape shape;
    shape.file_name = load_pattern(table, "file_name", load_text(table, "file_name"));
    shape.encoding =
        static_cast<FileEncoding>(load_choice(table, "encoding", {"GB18030", "GBK", "UTF-8"}, Presence::required));
    shape.line_end = load_choice(table, "line_end", {"CRLF", "LF"}) == 1 ? LineEnd::lf : LineEnd::crlf;
    shape.separator = table.text("separator", Presence::optional).value_or("");
    shape.comment = table.text("comment", Presence::optional).value_or("");
    check_ascii(table, "separator", shape.separator);
    check_ascii(table, "comment", shape.comment);
    if (is_ascii(shape.separator) && shape.separator.size() > 1)
        table.fault("separator", shape.separator, {"须为一个字符", "must be one character"});
    load_rows(table, shape, direction);
    // Only then: else a misspelt field counts twice.
    if (table.faults_in_file() == faults_before) check_detail(table, shape, direction);
    table.refuse_unknown_keys();
    return shape;
}

}  // namespace mingzhang::bank::layouts
