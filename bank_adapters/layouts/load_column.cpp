// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include <algorithm>

#include "bank_adapters/layouts/load.hpp"

namespace mingzhang::bank::layouts {
namespace {

bool may_stand(Field field, RowKind row, Direction direction) noexcept {
    switch (place(field)) {
        case FieldPlace::anywhere:
            return true;
        case FieldPlace::head:
            return row == RowKind::record || (field != Field::count && field != Field::total);
        case FieldPlace::line:
            return row == RowKind::detail;
        case FieldPlace::payment_line:
            return row == RowKind::detail && direction == Direction::payment;
        case FieldPlace::outcome_line:
            return row == RowKind::detail && direction == Direction::result;
    }
    return false;
}

// What a payment cannot be without, and what a layout asks the head for.
bool required_by_default(Field field) noexcept {
    switch (field) {
        case Field::number:
        case Field::serial:
        case Field::account:
        case Field::name:
        case Field::amount:
            return true;
        default:
            return place(field) == FieldPlace::head;
    }
}

bool is_number(Field field) noexcept {
    return kind(field) == FieldKind::number || kind(field) == FieldKind::amount;
}

void load_source(TomlTable& table, Column& column) {
    const auto constant = table.text("constant", Presence::optional);
    const auto field_name = table.text("field", Presence::optional);
    if (constant.has_value() == field_name.has_value()) {
        table.fault("field", {}, {"field 与 constant 须有且只有一个", "there must be either field or constant"});
        return;
    }
    if (constant) {
        column.field = Field::constant;
        column.constant = *constant;
        return;
    }
    const auto field = parse_field(*field_name);
    if (!field || *field == Field::constant) {
        table.fault("field", *field_name, {"没有这个字段", "there is no such field"});
        return;
    }
    column.field = *field;
}

// Numbers stand right with zeros before them, texts left with spaces behind, unless the layout says otherwise.
void load_padding(TomlTable& table, Column& column) {
    column.width = load_number(table, "width");
    column.max_bytes = load_number(table, "max_bytes");
    const bool zeros =
        load_choice(table, "pad", {"space", "zero"}) == 1 || (!table.has("pad") && is_number(column.field));
    if (column.width || table.has("pad")) column.pad = zeros ? '0' : ' ';
    const bool right = load_choice(table, "align", {"left", "right"}) == 1 || (!table.has("align") && zeros);
    column.align = right ? Align::right : Align::left;
    if (zeros && !right && column.pad)
        table.fault("align", "left", {"补零须右对齐", "zeros are padded on the left: align must be right"});
}

void load_affixes(TomlTable& table, Column& column, const FileShape& shape) {
    column.prefix = load_pattern(table, "prefix", table.text("prefix", Presence::optional).value_or(""));
    column.suffix = table.text("suffix", Presence::optional).value_or("");
    check_encodable(table, "prefix", column.prefix.literal_text(), shape.encoding);
    check_encodable(table, "suffix", column.suffix, shape.encoding);
}

void load_amount_and_date(TomlTable& table, Column& column, bool is_workbook) {
    const bool amount = kind(column.field) == FieldKind::amount;
    for (const std::string_view key : {"unit", "leading_zero"})
        if (table.has(key) && !amount) table.fault(key, {}, {"只用于金额", "is for amounts only"});
    if (amount && !table.has("unit"))
        table.fault("unit", {}, {"金额须写明单位 yuan 或 fen", "an amount must name its unit, yuan or fen"});
    column.unit = load_choice(table, "unit", {"yuan", "fen"}) == 1 ? Unit::fen : Unit::yuan;
    column.leading_zero = table.flag("leading_zero").value_or(true);

    if (table.has("date_format") && kind(column.field) != FieldKind::date)
        table.fault("date_format", {}, {"只用于日期", "is for dates only"});
    if (is_workbook) column.date_format = "yyyy-mm-dd";  // As Excel's own dates are read.
    column.date_format = table.text("date_format", Presence::optional).value_or(column.date_format);
    const auto once = [&](std::string_view part) {
        const std::size_t letters = static_cast<std::size_t>(std::ranges::count(column.date_format, part.front()));
        return letters == part.size() && column.date_format.find(part) != std::string::npos;
    };
    if (!once("yyyy") || !once("mm") || !once("dd"))
        table.fault("date_format", column.date_format,
                    {"须含 yyyy、mm、dd 各一次", "must have yyyy, mm and dd once each"});
}

// The separator and the row's end can never stand inside a value.
void check_against_shape(TomlTable& table, Column& column, const FileShape& shape) {
    column.forbidden += shape.separator;
    check_encodable(table, "title", column.title, shape.encoding);
    check_encodable(table, "constant", column.constant, shape.encoding);
    const bool holds_separator =
        !shape.separator.empty() &&
        (column.constant + column.title + column.suffix + column.prefix.literal_text()).find(shape.separator) !=
            std::string::npos;
    if (holds_separator) table.fault("title", column.title, {"含有分隔符", "holds the separator"});
    if (!shape.separator.empty()) return;
    if (!column.width)
        table.fault("width", {}, {"定长文件的每列须有宽度", "a fixed-width file needs it in every column"});
    if (!column.prefix.empty() || !column.suffix.empty())
        table.fault("suffix", {}, {"定长文件不能有前后缀", "a fixed-width file has no prefix or suffix"});
}

}  // namespace

Column load_column(TomlTable table, const FileShape& shape, RowKind kind, Direction direction) {
    Column column;
    load_source(table, column);
    if (!may_stand(column.field, kind, direction))
        table.fault("field", std::string{name(column.field)}, {"不能用在这种行", "cannot stand in this kind of row"});
    column.title = table.text("title", Presence::optional).value_or(std::string{name(column.field)});
    column.required = table.flag("required").value_or(required_by_default(column.field));
    column.forbidden = table.text("forbidden", Presence::optional).value_or("");
    load_padding(table, column);
    load_affixes(table, column, shape);
    load_amount_and_date(table, column, shape.is_workbook);
    check_against_shape(table, column, shape);
    table.refuse_unknown_keys();
    return column;
}

}  // namespace mingzhang::bank::layouts
