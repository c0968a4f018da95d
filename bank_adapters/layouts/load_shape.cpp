// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include <algorithm>
#include <array>

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
    const auto text = table.text(key);
    if (!text) return std::nullopt;
    const auto amount = parse_yuan(*text);
    if (amount && amount->is_positive()) return *amount;
    table.fault(key, *text, {"应为大于零的金额（元）", "should be an amount in yuan above zero"});
    return std::nullopt;
}

Limits load_limits(const TomlNode& node, const std::string& path, std::vector<Finding>& faults) {
    TomlTable table{node, path, faults};
    Limits limits;
    const auto rows_min = table.number("rows_min");
    const auto rows_max = table.number("rows_max");
    if (rows_min) limits.rows_min = static_cast<std::uint64_t>(*rows_min);
    if (rows_max) limits.rows_max = static_cast<std::uint64_t>(*rows_max);
    if (limits.rows_max && *limits.rows_max < limits.rows_min)
        table.fault("rows_max", fmt::format("{}", *rows_max), {"小于 rows_min", "is below rows_min"});
    limits.amount_max = load_amount(table, "amount_max");
    limits.total_max = load_amount(table, "total_max");
    return limits;
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

void load_columns(TomlTable& table, Row& row, const FileShape& shape, Direction direction,
                  std::vector<Finding>& faults) {
    std::size_t at = 0;
    for (const TomlNode* node : table.tables("columns")) {
        const std::string path = fmt::format("{}[{}]", table.path("columns"), ++at);
        row.columns.push_back(load_column(*node, path, shape, row.kind, direction, faults));
    }
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
    if (!table.has("text")) table.fault("text", {}, {"缺少这个键", "this key is missing"});
    row.reading = table.choice("reading", {"exact", "any"}) == 1 ? Reading::any : Reading::exact;
    for (const std::string& line : table.texts("text")) {
        row.text = load_pattern(table, "text", line);
        if (line.find_first_of("\r\n") != std::string::npos)
            table.fault("text", {}, {"一行中不能有换行", "a line break inside a line"});
        check_encodable(table, "text", row.text.literal_text(), shape.encoding);
        shape.rows.push_back(row);
    }
}

void load_row(const TomlNode& node, const std::string& path, FileShape& shape, Direction direction,
              std::vector<Finding>& faults) {
    TomlTable table{node, path, faults};
    Row row;
    if (!table.has("kind")) table.fault("kind", {}, {"缺少这个键", "this key is missing"});
    row.kind = static_cast<RowKind>(table.choice("kind", {"text", "heading", "record", "detail"}));
    if (row.kind == RowKind::text) {
        load_text_rows(table, row, shape);
        return;
    }
    row.end = table.text("end").value_or("");
    check_ascii(table, "end", row.end);
    if (row.kind != RowKind::heading) load_columns(table, row, shape, direction, faults);
    shape.rows.push_back(std::move(row));
}

// Without these the file could not be paid from, or its answers not be matched.
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

}  // namespace

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

FileShape load_shape(const TomlNode& node, Direction direction, std::vector<Finding>& faults) {
    const std::string path = direction == Direction::payment ? "payment" : "result";
    const std::size_t faults_before = faults.size();
    TomlTable table{node, path, faults};
    FileShape shape;
    shape.file_name = load_pattern(table, "file_name", table.required_text("file_name"));
    if (!table.has("encoding")) table.fault("encoding", {}, {"缺少这个键", "this key is missing"});
    shape.encoding = static_cast<FileEncoding>(table.choice("encoding", {"GB18030", "GBK", "UTF-8"}));
    shape.line_end = table.choice("line_end", {"CRLF", "LF"}) == 1 ? LineEnd::lf : LineEnd::crlf;
    shape.separator = table.text("separator").value_or("");
    shape.comment = table.text("comment").value_or("");
    check_ascii(table, "separator", shape.separator);
    check_ascii(table, "comment", shape.comment);
    if (is_ascii(shape.separator) && shape.separator.size() > 1)
        table.fault("separator", shape.separator, {"须为一个字符", "must be one character"});
    if (const TomlNode* limits = table.table("limits")) shape.limits = load_limits(*limits, path + ".limits", faults);
    std::size_t at = 0;
    for (const TomlNode* row : table.tables("rows"))
        load_row(*row, fmt::format("{}.rows[{}]", path, ++at), shape, direction, faults);
    if (faults.size() == faults_before) check_detail(table, shape, direction);  // Else a misspelt field counts twice.
    return shape;
}

}  // namespace mingzhang::bank::layouts
