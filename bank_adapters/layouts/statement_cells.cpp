// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What the cells of a statement mean, each by itself.
#include <algorithm>
#include <array>

#include "bank_adapters/layouts/record.hpp"
#include "bank_adapters/layouts/statement_rows.hpp"
#include "bank_adapters/statement_amount.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang::bank::layouts {
namespace {

struct Named {
    StatementField field;
    std::string_view name;
};
constexpr std::array<Named, statement_field_count> names{{
    {StatementField::date, "date"},
    {StatementField::time, "time"},
    {StatementField::debit, "debit"},
    {StatementField::credit, "credit"},
    {StatementField::amount, "amount"},
    {StatementField::direction, "direction"},
    {StatementField::balance, "balance"},
    {StatementField::name, "name"},
    {StatementField::account, "account"},
    {StatementField::memo, "memo"},
    {StatementField::reference, "reference"},
    {StatementField::own_account, "own_account"},
}};

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

// Takes thousands separators out, where they stand as they should: "12,34" is no amount.
std::optional<std::string> ungrouped(std::string_view text) {
    const std::string_view whole = text.substr(0, text.find('.'));
    if (whole.find(',') == std::string_view::npos) return std::string{text};
    constexpr std::size_t group = 3;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        const bool is_place = (whole.size() - at) % (group + 1) == 0;
        if (is_place ? whole[at] != ',' || at == 0 : !is_digit(whole[at])) return std::nullopt;
    }
    std::string digits{text};
    std::erase(digits, ',');
    return digits;
}

// Reads up to `digits_max` digits and what parts them from the next number.
std::optional<int> take_number(std::string_view& text, std::size_t digits_max) {
    std::size_t length = 0;
    int number = 0;
    while (length < digits_max && length < text.size() && is_digit(text[length]))
        number = number * 10 + (text[length++] - '0');
    if (length == 0) return std::nullopt;
    text.remove_prefix(length);
    return number;
}

bool take_mark(std::string_view& text, std::string_view mark) {
    if (!text.starts_with(mark)) return false;
    text.remove_prefix(mark.size());
    return true;
}

bool take_any_mark(std::string_view& text, std::initializer_list<std::string_view> marks) {
    return std::ranges::any_of(marks, [&](std::string_view mark) { return take_mark(text, mark); });
}

}  // namespace

std::string_view name(StatementField field) noexcept {
    return names[static_cast<std::size_t>(field)].name;
}

std::optional<StatementField> parse_statement_field(std::string_view text) noexcept {
    const auto found = std::ranges::find(names, text, &Named::name);
    if (found == names.end()) return std::nullopt;
    return found->field;
}

std::optional<std::int64_t> parse_statement_amount(std::string_view text) {
    text = trim(text);
    bool is_negative = false;
    const auto take_sign = [&] {
        if (take_mark(text, "-")) {
            is_negative = true;
            return;
        }
        take_mark(text, "+");
    };
    take_sign();
    if (take_any_mark(text, {"￥", "¥", "CNY", "RMB"})) {
        text = trim(text);
        if (!is_negative) take_sign();
    }
    const auto digits = ungrouped(text);
    if (!digits) return std::nullopt;
    constexpr unsigned decimals = 2;
    const auto units = parse_units(*digits, '.', decimals);
    if (!units) return std::nullopt;
    return is_negative ? -*units : *units;
}

std::optional<Date> parse_statement_date(std::string_view text) {
    text = trim(text);
    constexpr std::size_t year_digits = 4;
    constexpr std::size_t part_digits = 2;
    if (text.size() < year_digits || !std::ranges::all_of(text.substr(0, year_digits), is_digit)) return std::nullopt;
    const auto year = take_number(text, year_digits);
    const bool is_parted = take_any_mark(text, {"-", "/", ".", "年"});
    const std::size_t before_month = text.size();
    const auto month = take_number(text, part_digits);
    if (!month || (!is_parted && before_month - text.size() != part_digits)) return std::nullopt;
    if (is_parted && !take_any_mark(text, {"-", "/", ".", "月"})) return std::nullopt;
    const std::size_t before_day = text.size();
    const auto day = take_number(text, part_digits);
    if (!day || (!is_parted && before_day - text.size() != part_digits)) return std::nullopt;
    take_mark(text, "日");
    // A time of day: "10:03:07", "T100307", or its six digits at once.
    const auto is_time = [](char c) { return is_digit(c) || c == ':' || c == ' ' || c == '.' || c == 'T'; };
    constexpr std::size_t time_digits = 6;
    if (!text.empty() && is_digit(text.front()) && (is_parted || text.size() != time_digits)) return std::nullopt;
    if (!std::ranges::all_of(text, is_time)) return std::nullopt;
    const std::int64_t number = (std::int64_t{*year} * 100 + *month) * 100 + *day;
    if (!is_day(number)) return std::nullopt;
    return date_from_number(number);
}

}  // namespace mingzhang::bank::layouts
