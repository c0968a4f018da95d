// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/values/result.hpp"

namespace mingzhang {

// A whole number of fen (分), signed 64 bits. Never a fraction, never a double.
class Money {
public:
    constexpr Money() noexcept = default;  // Zero.

    [[nodiscard]] static constexpr Money fen(std::int64_t n) noexcept { return Money{n}; }
    template <std::floating_point Number>
    static Money fen(Number) = delete;  // Money never meets a floating point number.

    [[nodiscard]] constexpr std::int64_t fen() const noexcept { return fen_; }
    [[nodiscard]] constexpr bool is_zero() const noexcept { return fen_ == 0; }
    [[nodiscard]] constexpr bool is_positive() const noexcept { return fen_ > 0; }

    friend constexpr auto operator<=>(Money, Money) = default;

private:
    explicit constexpr Money(std::int64_t n) noexcept : fen_{n} {}
    std::int64_t fen_ = 0;
};

// There is no operator+: a sum can overflow, and the caller must say what then.
[[nodiscard]] constexpr std::optional<Money> add(Money a, Money b) noexcept {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.fen(), b.fen(), &sum)) return std::nullopt;
    return Money::fen(sum);
}

[[nodiscard]] constexpr std::optional<Money> subtract(Money a, Money b) noexcept {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.fen(), b.fen(), &difference)) return std::nullopt;
    return Money::fen(difference);
}

// For sums and differences that cannot overflow: every amount was checked against `amount_limit` at the border, so
// an overflow would be a bug, and aborts rather than wraps.
[[nodiscard]] Money sum(Money a, Money b) noexcept;
[[nodiscard]] Money difference(Money a, Money b) noexcept;

// The largest amount accepted from outside: 10^11 fen, a billion yuan. Ninety million such rows still fit a total.
inline constexpr Money amount_limit = Money::fen(100'000'000'000);

// Why a text is not an amount in yuan. Checked in this order.
enum class MoneyError : std::uint8_t { empty, not_a_number, too_many_decimals, out_of_range };

// Reads yuan: "1143", "1143.5", "-2738.00". No separators, no exponent, at most two decimals.
[[nodiscard]] Result<Money, MoneyError> parse_yuan(std::string_view text) noexcept;

// "1143.00": two decimals, no separators, as in files.
[[nodiscard]] std::string to_yuan(Money amount);

// "1,143.00": with thousands separated, as on screen and paper.
[[nodiscard]] std::string to_yuan_grouped(Money amount);

}  // namespace mingzhang
