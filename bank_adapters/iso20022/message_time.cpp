// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/message_time.hpp"

#include <algorithm>

namespace mingzhang::bank::iso20022 {

namespace {

constexpr std::chrono::hours china{8};

// "08:30" of `text`, up to `hours_max`; none when it is not that.
std::optional<std::chrono::minutes> parse_hours_and_minutes(std::string_view text, int hours_max) noexcept {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const auto two_digits = [text](std::size_t at) {
        const bool are_digits = text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
        return are_digits ? (text[at] - '0') * 10 + (text[at + 1] - '0') : -1;
    };
    const int hours = two_digits(0);
    const int minutes = two_digits(3);
    if (hours < 0 || hours > hours_max || minutes < 0 || minutes > 59) return std::nullopt;
    return std::chrono::hours{hours} + std::chrono::minutes{minutes};
}

// Of "Z", "+08:00" or nothing.
std::optional<std::chrono::minutes> parse_offset(std::string_view text) noexcept {
    if (text.empty()) return china;
    if (text == "Z") return std::chrono::minutes{0};
    if (text.front() != '+' && text.front() != '-') return std::nullopt;
    constexpr int hours_max = 14;
    const auto offset = parse_hours_and_minutes(text.substr(1), hours_max);
    if (!offset) return std::nullopt;
    return text.front() == '-' ? -*offset : *offset;
}

}  // namespace

std::string message_time(Instant at) {
    std::string text = to_office_text(at);
    text[text.find(' ')] = 'T';
    return text + "+08:00";
}

std::optional<Instant> parse_message_time(std::string_view text) noexcept {
    constexpr std::size_t day_size = 10;
    constexpr std::size_t seconds_size = 19;  // "2022-08-06T09:02:03"
    if (text.size() < seconds_size || text[day_size] != 'T' || text[16] != ':') return std::nullopt;
    const auto day = parse_date(text.substr(0, day_size));
    constexpr int hours_max = 23;
    const auto time = parse_hours_and_minutes(text.substr(day_size + 1, 5), hours_max);
    const std::string_view seconds = text.substr(17, 2);
    const bool seconds_fit = seconds[0] >= '0' && seconds[0] <= '5' && seconds[1] >= '0' && seconds[1] <= '9';
    if (!day || !time || !seconds_fit) return std::nullopt;
    std::string_view rest = text.substr(seconds_size);
    if (rest.starts_with('.')) rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
    const auto offset = parse_offset(rest);
    if (!offset) return std::nullopt;
    return std::chrono::sys_days{*day} + *time + std::chrono::seconds{(seconds[0] - '0') * 10 + (seconds[1] - '0')} -
           *offset;
}

}  // namespace mingzhang::bank::iso20022
