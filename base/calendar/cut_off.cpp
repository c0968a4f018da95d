// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/calendar/cut_off.hpp"

#include <fmt/format.h>

namespace mingzhang::calendar {

using std::chrono::minutes;

namespace {

constexpr std::chrono::hours china_offset{8};  // One time for the whole country, no summer time.

std::optional<int> two_digits(std::string_view text) noexcept {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return std::nullopt;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

std::optional<minutes> parse_time(std::string_view text) noexcept {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto hour = two_digits(text.substr(0, 2)), minute = two_digits(text.substr(3));
    if (!hour || !minute || *minute > 59 || *hour > 24 || (*hour == 24 && *minute > 0)) return std::nullopt;
    return std::chrono::hours{*hour} + minutes{*minute};
}

Instant at(Date day, minutes time) {
    return Instant{std::chrono::sys_days{day}} + time - china_offset;
}

}  // namespace

std::optional<CutOff> parse_cut_off(std::string_view text) noexcept {
    constexpr std::size_t dash = 5;
    if (text.size() != 2 * dash + 1 || text[dash] != '-') return std::nullopt;
    const auto opens = parse_time(text.substr(0, dash)), closes = parse_time(text.substr(dash + 1));
    if (!opens || !closes || *opens >= *closes) return std::nullopt;
    return CutOff{*opens, *closes};
}

std::string to_string(const CutOff& cut_off) {
    const auto hours = [](minutes time) { return time.count() / 60; };
    const auto rest = [](minutes time) { return time.count() % 60; };
    return fmt::format("{:02}:{:02}-{:02}:{:02}", hours(cut_off.opens), rest(cut_off.opens), hours(cut_off.closes),
                       rest(cut_off.closes));
}

Result<Instant, Refusal> when_sent(const WorkCalendar& calendar, Instant now, const CutOff& cut_off) {
    const Date today = office_date(now);
    auto worked = calendar.is_work_day(today);
    if (!worked) return pass_on(worked);
    if (*worked && now < at(today, cut_off.closes)) return std::max(now, at(today, cut_off.opens));
    auto next = calendar.next_work_day(today);
    if (!next) return pass_on(next);
    return at(*next, cut_off.opens);
}

}  // namespace mingzhang::calendar
