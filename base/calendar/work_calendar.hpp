// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "base/calendar/calendar_year.hpp"

namespace mingzhang::calendar {

// Why a day is not counted: its year was not announced, and holidays are never guessed.
enum class CalendarRefusal : std::uint8_t { year_unknown };  // {0} year
[[nodiscard]] RefusalWords words(CalendarRefusal reason);

// A last day for people to do something by.
struct DueDay {
    Date day;
    // The first year on the way that was not announced: from there on only Saturdays and Sundays were left out, and
    // whoever tells the day says so.
    std::optional<int> unknown_year = std::nullopt;

    friend bool operator==(const DueDay&, const DueDay&) = default;
};

// Which days are worked, of the years it was given.
class WorkCalendar {
public:
    void add(CalendarYear year);  // In place of the same year given before.

    [[nodiscard]] bool knows(int year) const { return years_.contains(year); }
    [[nodiscard]] const std::map<int, CalendarYear>& years() const noexcept { return years_; }

    [[nodiscard]] Result<bool, Refusal> is_work_day(Date day) const;
    [[nodiscard]] Result<Date, Refusal> next_work_day(Date day) const;  // After the day.
    // So many work days later; none later is the day itself, worked or not.
    [[nodiscard]] Result<Date, Refusal> work_days_after(Date day, std::int32_t count) const;

    // The same for a day that must be named whatever is known.
    [[nodiscard]] DueDay due_after(Date day, std::int32_t count) const;

private:
    [[nodiscard]] bool worked(std::chrono::sys_days day) const;  // By what is known; else by the week.

    std::map<int, CalendarYear> years_;
    std::map<std::chrono::sys_days, bool> settled_;  // Whether a day a notice names is worked.
};

}  // namespace mingzhang::calendar
