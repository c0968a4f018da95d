// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <array>

#include "bank_adapters/layouts/load.hpp"
#include "bank_adapters/statement_amount.hpp"

namespace mingzhang::bank::layouts {
namespace {

std::vector<std::string> load_words(TomlTable& table, std::string_view key) {
    std::vector<std::string> words = table.texts(key);
    if (std::ranges::any_of(words, [](const std::string& word) { return word.empty(); }))
        table.fault(key, {}, {"不能为空", "must not be empty"});
    return words;
}

bool required_by_default(StatementField field) noexcept {
    switch (field) {
        case StatementField::date:
        case StatementField::debit:
        case StatementField::credit:
        case StatementField::amount:
        case StatementField::direction:
        case StatementField::balance:
            return true;
        default:
            return false;
    }
}

StatementColumn load_statement_column(TomlTable table) {
    StatementColumn column;
    const auto field_name = load_text(table, "field");
    const auto field = parse_statement_field(field_name);
    if (!field && !field_name.empty()) table.fault("field", field_name, {"没有这个字段", "there is no such field"});
    column.field = field.value_or(StatementField::memo);
    column.titles = load_words(table, "title");
    if (column.titles.empty()) table.fault("title", {}, {"须写明标题", "must name its heading"});
    column.required = table.flag("required").value_or(required_by_default(column.field));
    column.debit = load_words(table, "debit");
    column.credit = load_words(table, "credit");
    const bool is_direction = column.field == StatementField::direction;
    for (const std::string_view key : {"debit", "credit"}) {
        if (table.has(key) && !is_direction) table.fault(key, {}, {"只用于借贷方向", "is for a direction only"});
        if (!table.has(key) && is_direction)
            table.fault(key, {}, {"须写明表示借、贷的文字", "must list the texts that mean it"});
    }
    if (!column.required && required_by_default(column.field))
        table.fault("required", {}, {"这一列不能没有", "a statement cannot be proven without it"});
    table.refuse_unknown_keys();
    return column;
}

// What a statement cannot be proven without.
void check_columns(TomlTable& table, const StatementShape& shape) {
    std::array<std::size_t, statement_field_count> times{};
    for (const StatementColumn& column : shape.columns) ++times[static_cast<std::size_t>(column.field)];
    const auto has = [&](StatementField field) { return times[static_cast<std::size_t>(field)] > 0; };
    for (std::size_t field = 0; field < times.size(); ++field) {
        const auto which = static_cast<StatementField>(field);
        if (times[field] > 1 && which != StatementField::memo)
            table.fault("columns", std::string{name(which)}, {"字段出现两次", "the field stands twice"});
    }
    for (const StatementField field : {StatementField::date, StatementField::balance})
        if (!has(field)) table.fault("columns", std::string{name(field)}, {"缺少这个字段", "this field is missing"});
    const bool two_columns = has(StatementField::debit) && has(StatementField::credit);
    const bool neither = !has(StatementField::debit) && !has(StatementField::credit);
    const bool one_column = has(StatementField::amount);
    if (one_column ? !neither : !two_columns)
        table.fault("columns", {},
                    {"须有 debit 和 credit 两列，或 amount 一列", "there must be debit and credit, or amount alone"});
    if (has(StatementField::direction) && !one_column)
        table.fault("columns", "direction", {"须与 amount 同用", "goes with amount"});
}

}  // namespace

StatementShape load_statement(TomlTable table) {
    const std::size_t faults_before = table.faults_in_file();
    StatementShape shape;
    shape.is_workbook = load_choice(table, "format", {"csv", "xlsx"}, Presence::required) == 1;
    if (shape.is_workbook) {
        shape.sheet = table.text("sheet", Presence::optional).value_or("");
    } else {
        if (table.has("encoding"))
            shape.encoding =
                load_choice(table, "encoding", {"GB18030", "UTF-8"}) == 1 ? FileEncoding::utf8 : FileEncoding::gb18030;
        const std::string separator = table.text("separator", Presence::optional).value_or(",");
        if (separator.size() == 1 && separator != "\"")
            shape.separator = separator.front();
        else
            table.fault("separator", separator, {"须为一个字符", "must be one character"});
    }
    shape.order = static_cast<RowOrder>(load_choice(table, "order", {"found_out", "ascending", "descending"}));
    shape.currency = table.text("currency", Presence::optional).value_or("CNY");
    if (!is_currency_code(shape.currency) || currency_decimals(shape.currency) != 2)
        table.fault(
            "currency", shape.currency,
            {"须为两位小数的币种代码，如 CNY", "must be the code of a currency with two decimals, such as CNY"});
    shape.account = load_words(table, "account");
    shape.opening = load_words(table, "opening");
    shape.closing = load_words(table, "closing");
    shape.end = load_words(table, "end");
    const std::size_t columns = table.item_count("columns");
    for (std::size_t i = 0; i < columns; ++i) shape.columns.push_back(load_statement_column(table.item("columns", i)));
    if (table.faults_in_file() == faults_before) check_columns(table, shape);
    table.refuse_unknown_keys();
    return shape;
}

}  // namespace mingzhang::bank::layouts
