// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/month.hpp"

#include <fmt/format.h>

namespace mingzhang {

namespace {

// Reads exactly `digits` decimal digits at `at`; -1 when one is not a digit.
constexpr int number_at(std::string_view text, std::size_t at, std::size_t digits) noexcept {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

constexpr int year_min = 1900;
constexpr int year_max = 2199;

}  // namespace

std::optional<Month> parse_month(std::string_view text) noexcept {
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    const int year = number_at(text, 0, 4);
    const int month = number_at(text, 5, 2);
    if (year < year_min || year > year_max || month < 1 || month > 12) return std::nullopt;
    return Month{year, static_cast<unsigned>(month)};
}

std::string to_string(Month month) {
    return fmt::format("{:04}-{:02}", month.year(), month.month());
}

std::string to_chinese(Month month) {
    return fmt::format("{}年{}月", month.year(), month.month());
}

std::optional<Date> parse_date(std::string_view text) noexcept {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = number_at(text, 0, 4);
    const int month = number_at(text, 5, 2);
    const int day = number_at(text, 8, 2);
    if (year < year_min || year > year_max || month < 1 || day < 1) return std::nullopt;
    const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

std::string to_string(Date date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::int64_t to_number(Date date) noexcept {
    return static_cast<int>(date.year()) * 10000 + static_cast<int>(static_cast<unsigned>(date.month())) * 100 +
           static_cast<int>(static_cast<unsigned>(date.day()));
}

std::int64_t to_number(const std::optional<Date>& date) noexcept {
    return date ? to_number(*date) : 0;
}

std::optional<Date> date_from_number(std::int64_t number) noexcept {
    if (number == 0) return std::nullopt;
    return Date{std::chrono::year{static_cast<int>(number / 10000)},
                std::chrono::month{static_cast<unsigned>(number / 100 % 100)},
                std::chrono::day{static_cast<unsigned>(number % 100)}};
}

std::int64_t to_number(const std::optional<Month>& month) noexcept {
    return month ? month->index() : 0;
}

std::optional<Month> month_from_number(std::int64_t number) noexcept {
    if (number == 0) return std::nullopt;
    return Month::from_index(static_cast<std::int32_t>(number));
}

}  // namespace mingzhang
