// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/calendar/work_calendar.hpp"
#include "base/values/clock.hpp"

namespace mingzhang::calendar {

// The hours in which a bank takes files on a work day, in China time (截止时间). What comes at the very minute of
// closing is late.
struct CutOff {
    std::chrono::minutes opens{std::chrono::hours{9}};
    std::chrono::minutes closes{std::chrono::hours{16}};

    friend bool operator==(const CutOff&, const CutOff&) = default;
};
[[nodiscard]] std::optional<CutOff> parse_cut_off(std::string_view text) noexcept;  // "08:30-16:00"
[[nodiscard]] std::string to_string(const CutOff& cut_off);

// When a file that is ready now may be sent: now, or when the bank opens next. Refused (CalendarRefusal) where a year
// on the way is not known: a file must not lie at a closed bank by a guess.
[[nodiscard]] Result<Instant, Refusal> when_sent(const WorkCalendar& calendar, Instant now, const CutOff& cut_off);

}  // namespace mingzhang::calendar
