// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/row_fields.hpp"

#include <algorithm>

#include "base/tables/masking.hpp"

namespace mingzhang::registry {

namespace {

constexpr std::size_t text_bytes_max = 300;

Text reason(IdNumberError error) {
    switch (error) {
        case IdNumberError::empty:
            return {"身份证号不能为空", "an ID number is needed"};
        case IdNumberError::wrong_length:
            return {"身份证号应为 18 位（或第一代 15 位）",
                    "an ID number has 18 digits (or 15 of the first generation)"};
        case IdNumberError::wrong_character:
            return {"身份证号只能是数字，末位可为 X", "an ID number holds digits only, the last may be X"};
        case IdNumberError::impossible_birth_date:
            return {"身份证号中的出生日期不存在", "the birth date in the ID number does not exist"};
        case IdNumberError::wrong_check_digit:
            return {"身份证号校验位不对，请核对原件",
                    "the check digit of the ID number is wrong; compare it with the card"};
    }
    return {};
}

Text reason(AccountNumberError error) {
    switch (error) {
        case AccountNumberError::empty:
            return {"账号不能为空", "an account number is needed"};
        case AccountNumberError::wrong_length:
            return {"账号应为 6 至 32 位数字", "an account number has 6 to 32 digits"};
        case AccountNumberError::wrong_character:
            return {"账号只能是数字", "an account number holds digits only"};
    }
    return {};
}

Text reason(MoneyError error) {
    switch (error) {
        case MoneyError::empty:
            return {"金额不能为空", "an amount is needed"};
        case MoneyError::not_a_number:
            return {"不是金额，请写成 1143.00，不带千分位", "not an amount; write it as 1143.00, without separators"};
        case MoneyError::too_many_decimals:
            return {"金额最多两位小数", "an amount has at most two decimals"};
        case MoneyError::out_of_range:
            return {"金额超出范围（最大十亿元）", "the amount is out of range (at most a billion yuan)"};
    }
    return {};
}

std::string expected(std::span<const Choice> choices, bool chinese) {
    std::string list;
    for (const Choice& c : choices)
        list += (list.empty() ? "" : chinese ? "、" : ", ") + std::string{chinese ? c.chinese : c.code};
    return list;
}

}  // namespace

void RowFields::fault(std::size_t column, std::string shown, Text why) {
    sound_ = false;
    reader_.report(row_, column, std::move(shown), std::move(why));
}

void RowFields::fault(std::size_t column, Text why) {
    fault(column, std::string{row_.cell(column).substr(0, text_bytes_max)}, std::move(why));
}

bool RowFields::missing(std::size_t column) {
    if (!empty(column)) return false;
    fault(column, {"不能为空", "may not be empty"});
    return true;
}

std::string RowFields::text(std::size_t column) {
    const std::string_view cell = row_.cell(column);
    if (cell.size() > text_bytes_max)
        fault(column, {"文字过长（最多 100 个汉字）", "the text is too long (at most 100 Chinese characters)"});
    else if (std::any_of(cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }))
        fault(column, "", {"含有换行或控制字符", "holds a line break or control character"});
    return std::string{cell};
}

std::string RowFields::required_text(std::size_t column) {
    return missing(column) ? std::string{} : text(column);
}

std::optional<Date> RowFields::date(std::size_t column) {
    if (empty(column)) return std::nullopt;
    const auto date = parse_date(row_.cell(column));
    if (!date) fault(column, {"日期不存在或格式不对，请写成 2022-08-06", "no such date, or not written as 2022-08-06"});
    return date;
}

std::optional<Date> RowFields::required_date(std::size_t column) {
    return missing(column) ? std::nullopt : date(column);
}

std::optional<Month> RowFields::month(std::size_t column) {
    if (empty(column)) return std::nullopt;
    const auto month = parse_month(row_.cell(column));
    if (!month) fault(column, {"月份不存在或格式不对，请写成 2022-08", "no such month, or not written as 2022-08"});
    return month;
}

std::optional<Month> RowFields::required_month(std::size_t column) {
    return missing(column) ? std::nullopt : month(column);
}

std::optional<Money> RowFields::required_amount(std::size_t column) {
    const auto amount = parse_yuan(row_.cell(column));
    if (amount) return *amount;
    fault(column, reason(amount.error()));
    return std::nullopt;
}

std::optional<IdNumber> RowFields::id_number(std::size_t column) {
    return empty(column) ? std::nullopt : required_id_number(column);
}

std::optional<IdNumber> RowFields::required_id_number(std::size_t column) {
    auto number = IdNumber::parse(row_.cell(column));
    if (number) return *number;
    fault(column, mask(Personal::id_number, row_.cell(column)), reason(number.error()));
    return std::nullopt;
}

std::optional<AccountNumber> RowFields::account_number(std::size_t column) {
    if (empty(column)) return std::nullopt;
    auto number = AccountNumber::parse(row_.cell(column));
    if (number) return *number;
    fault(column, mask(Personal::account_number, row_.cell(column)), reason(number.error()));
    return std::nullopt;
}

std::optional<HouseholdNo> RowFields::required_household_no(std::size_t column) {
    if (missing(column)) return std::nullopt;
    auto no = HouseholdNo::parse(row_.cell(column));
    if (!no)
        fault(column,
              {"户编号最多 32 个字符，不含空格", "a household number has at most 32 characters and no white space"});
    return no;
}

std::optional<DivisionCode> RowFields::required_division(std::size_t column) {
    if (missing(column)) return std::nullopt;
    auto code = DivisionCode::parse(row_.cell(column));
    if (!code) fault(column, {"区划代码应为 12 位数字", "a division code has 12 digits"});
    return code;
}

std::optional<Program> RowFields::required_program(std::size_t column) {
    if (missing(column)) return std::nullopt;
    const auto program = parse_program(row_.cell(column));
    if (!program || !is_of_households(*program)) {
        fault(column, {"没有这个救助类别；应为城市低保、农村低保、城市特困、农村特困或低保边缘",
                       "no such program; it is urban_dibao, rural_dibao, urban_tekun, rural_tekun or edge"});
        return std::nullopt;
    }
    return program;
}

int RowFields::choice(std::size_t column, std::span<const Choice> choices) {
    const std::string_view cell = row_.cell(column);
    if (cell.empty()) return 0;
    for (const Choice& c : choices)
        if (cell == c.code || cell == c.chinese) return c.number;
    fault(column, {"应为" + expected(choices, true) + "之一", "must be one of " + expected(choices, false)});
    return 0;
}

int RowFields::required_choice(std::size_t column, std::span<const Choice> choices) {
    return missing(column) ? 0 : choice(column, choices);
}

}  // namespace mingzhang::registry
