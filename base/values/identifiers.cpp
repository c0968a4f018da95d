// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/identifiers.hpp"

#include <algorithm>
#include <array>

namespace mingzhang {

namespace {

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), is_digit);
}

std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::optional<Date> birth_date_in(std::string_view eight_digits) noexcept {
    const std::string date = std::string{eight_digits.substr(0, 4)} + "-" + std::string{eight_digits.substr(4, 2)} +
                             "-" + std::string{eight_digits.substr(6, 2)};
    // The standard reaches back to people born before 1900.
    const int year = std::stoi(date.substr(0, 4));
    const Date parsed{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(std::stoi(date.substr(5, 2)))},
                      std::chrono::day{static_cast<unsigned>(std::stoi(date.substr(8, 2)))}};
    if (year < 1800 || year > 2199 || !parsed.ok()) return std::nullopt;
    return parsed;
}

}  // namespace

char id_check_character(std::string_view first_17_digits) noexcept {
    constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view characters = "10X98765432";
    int total = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) total += weights[i] * (first_17_digits[i] - '0');
    return characters[static_cast<std::size_t>(total % 11)];
}

Result<IdNumber, IdNumberError> IdNumber::parse(std::string_view text) {
    const auto refuse = [](IdNumberError why) { return tl::unexpected<IdNumberError>{why}; };
    std::string number{trimmed(text)};
    if (number.empty()) return refuse(IdNumberError::empty);
    if (number.size() != 15 && number.size() != 18) return refuse(IdNumberError::wrong_length);
    if (number.back() == 'x') number.back() = 'X';

    const bool first_generation = number.size() == 15;
    const bool characters_fit = first_generation ? all_digits(number)
                                                 : all_digits(std::string_view{number}.substr(0, 17)) &&
                                                       (is_digit(number.back()) || number.back() == 'X');
    if (!characters_fit) return refuse(IdNumberError::wrong_character);
    if (first_generation) number = number.substr(0, 6) + "19" + number.substr(6);
    if (!birth_date_in(std::string_view{number}.substr(6, 8))) return refuse(IdNumberError::impossible_birth_date);

    const char check = id_check_character(number);
    if (first_generation) number.push_back(check);
    if (number.back() != check) return refuse(IdNumberError::wrong_check_digit);
    return IdNumber{std::move(number)};
}

Date IdNumber::birth_date() const noexcept {
    return *birth_date_in(std::string_view{text_}.substr(6, 8));
}

std::string IdNumber::masked() const {
    return text_.substr(0, 6) + "********" + text_.substr(14);
}

Result<AccountNumber, AccountNumberError> AccountNumber::parse(std::string_view text) {
    std::string number;
    std::string_view rest = trimmed(text);
    if (!rest.empty() && rest.front() == '\'') rest.remove_prefix(1);
    std::copy_if(rest.begin(), rest.end(), std::back_inserter(number), [](char c) { return c != ' '; });
    if (number.empty()) return tl::unexpected<AccountNumberError>{AccountNumberError::empty};
    if (number.size() < 6 || number.size() > 32)
        return tl::unexpected<AccountNumberError>{AccountNumberError::wrong_length};
    if (!all_digits(number)) return tl::unexpected<AccountNumberError>{AccountNumberError::wrong_character};
    return AccountNumber{std::move(number)};
}

std::optional<DivisionCode> DivisionCode::parse(std::string_view text) {
    if (text.size() != 12 || !all_digits(text)) return std::nullopt;
    return DivisionCode{std::string{text}};
}

County DivisionCode::county() const noexcept {
    std::int64_t number = 0;
    for (std::size_t i = 0; i < 6; ++i) number = number * 10 + (text_[i] - '0');
    return County{number};
}

std::optional<DivisionScope> DivisionScope::parse(std::string_view text) {
    if (text.size() < 2 || text.size() > 12 || !all_digits(text)) return std::nullopt;
    if (text.size() < 12) return DivisionScope{std::string{text}};
    constexpr std::array<std::size_t, 4> level_digits{9, 6, 4, 2};  // town, county, city, province
    std::size_t length = 12;
    for (const std::size_t digits : level_digits)
        if (text.substr(digits).find_first_not_of('0') == std::string_view::npos) length = digits;
    return DivisionScope{std::string{text.substr(0, length)}};
}

std::optional<County> DivisionScope::county() const noexcept {
    if (prefix_.size() < 6) return std::nullopt;
    return DivisionCode::parse(prefix_ + std::string(12 - prefix_.size(), '0'))->county();
}

std::optional<HouseholdNo> HouseholdNo::parse(std::string_view text) {
    if (text.empty() || text.size() > 32) return std::nullopt;
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f) return std::nullopt;
    return HouseholdNo{std::string{text}};
}

}  // namespace mingzhang
