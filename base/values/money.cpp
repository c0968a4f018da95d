// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/money.hpp"

#include <fmt/format.h>

#include "base/values/check.hpp"

namespace mingzhang {

Money sum(Money a, Money b) noexcept {
    const auto result = add(a, b);
    MINGZHANG_CHECK(result.has_value());
    return *result;
}

Money difference(Money a, Money b) noexcept {
    const auto result = subtract(a, b);
    MINGZHANG_CHECK(result.has_value());
    return *result;
}

namespace {

constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

}  // namespace

Result<Money, MoneyError> parse_yuan(std::string_view text) noexcept {
    const auto refuse = [](MoneyError why) { return tl::unexpected<MoneyError>{why}; };
    if (text.empty()) return refuse(MoneyError::empty);
    const bool negative = text.front() == '-';
    if (negative) text.remove_prefix(1);

    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view decimals = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() || (point != std::string_view::npos && decimals.empty())) return refuse(MoneyError::not_a_number);
    for (const char c : whole)
        if (!is_digit(c)) return refuse(MoneyError::not_a_number);
    for (const char c : decimals)
        if (!is_digit(c)) return refuse(MoneyError::not_a_number);
    if (decimals.size() > 2) return refuse(MoneyError::too_many_decimals);

    std::int64_t fen = 0;
    const auto take = [&fen](char digit) {
        if (fen <= amount_limit.fen()) fen = fen * 10 + (digit - '0');  // Past the limit more digits change nothing.
    };
    for (const char c : whole) take(c);
    for (std::size_t i = 0; i < 2; ++i) take(i < decimals.size() ? decimals[i] : '0');
    if (fen > amount_limit.fen()) return refuse(MoneyError::out_of_range);
    return Money::fen(negative ? -fen : fen);
}

std::string to_yuan(Money amount) {
    const std::int64_t fen = amount.fen();
    const std::uint64_t size = fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
    return fmt::format("{}{}.{:02}", fen < 0 ? "-" : "", size / 100, size % 100);
}

std::string to_yuan_grouped(Money amount) {
    std::string text = to_yuan(amount);
    const std::size_t first = text.front() == '-' ? 1 : 0;
    for (std::size_t at = text.size() - 3; at > first + 3;) text.insert(at -= 3, 1, ',');
    return text;
}

}  // namespace mingzhang
