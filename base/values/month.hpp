// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mingzhang {

using Date = std::chrono::year_month_day;  // Always ok() once inside the program.

// A calendar month, compared by year and month. `m + 1` is the next month.
class Month {
public:
    constexpr Month(int year, unsigned month) noexcept  // month: 1 to 12.
        : index_{year * 12 + static_cast<std::int32_t>(month) - 1} {}

    [[nodiscard]] static constexpr Month of(Date date) noexcept {
        return Month{static_cast<int>(date.year()), static_cast<unsigned>(date.month())};
    }
    // The months since year 0, as stores keep it: 2022-08 is 24271.
    [[nodiscard]] static constexpr Month from_index(std::int32_t index) noexcept {
        Month month{0, 1};
        month.index_ = index;
        return month;
    }

    [[nodiscard]] constexpr std::int32_t index() const noexcept { return index_; }
    [[nodiscard]] constexpr int year() const noexcept { return index_ / 12; }
    [[nodiscard]] constexpr unsigned month() const noexcept { return static_cast<unsigned>(index_ % 12) + 1; }

    friend constexpr Month operator+(Month m, int months) noexcept { return from_index(m.index_ + months); }
    friend constexpr Month operator-(Month m, int months) noexcept { return from_index(m.index_ - months); }
    friend constexpr int operator-(Month a, Month b) noexcept { return a.index_ - b.index_; }
    friend constexpr auto operator<=>(Month, Month) = default;

private:
    std::int32_t index_;
};

[[nodiscard]] std::optional<Month> parse_month(std::string_view text) noexcept;  // "2022-08", years 1900 to 2199.
[[nodiscard]] std::string to_string(Month month);                                // "2022-08"
[[nodiscard]] std::string to_chinese(Month month);                               // "2022年8月"

[[nodiscard]] std::optional<Date> parse_date(std::string_view text) noexcept;  // "2022-08-06", a real day.
[[nodiscard]] std::string to_string(Date date);                                // "2022-08-06"

// Dates as stores keep them: the day as a number such as 20220806, zero for none.
[[nodiscard]] std::int64_t to_number(Date date) noexcept;
[[nodiscard]] std::int64_t to_number(const std::optional<Date>& date) noexcept;
[[nodiscard]] std::optional<Date> date_from_number(std::int64_t number) noexcept;

// Months as stores keep them where one may be absent: the index, zero for none.
[[nodiscard]] std::int64_t to_number(const std::optional<Month>& month) noexcept;
[[nodiscard]] std::optional<Month> month_from_number(std::int64_t number) noexcept;

}  // namespace mingzhang
