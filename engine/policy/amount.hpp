// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <variant>

#include "base/values/money.hpp"
#include "base/values/program.hpp"
#include "engine/policy/rounding.hpp"

// The values a pack states: an amount, one for all programs or one for each, or a percent of a standard.
namespace mingzhang::policy {

class Amount {
public:
    using ByProgram = std::array<std::optional<Money>, household_programs>;

    constexpr Amount() noexcept : Amount{Money{}} {}  // Zero.
    // One for all programs: that is what an amount is unless it says otherwise.
    constexpr Amount(Money for_all) noexcept { amounts_.fill(for_all); }  // NOLINT(google-explicit-constructor)
    constexpr explicit Amount(const ByProgram& amounts) noexcept : amounts_{amounts} {}

    // Absent: the pack says nothing for the program.
    [[nodiscard]] constexpr std::optional<Money> in(Program program) const noexcept {
        return amounts_[static_cast<std::size_t>(program) - 1];
    }
    [[nodiscard]] constexpr Money in_or_zero(Program program) const noexcept { return in(program).value_or(Money{}); }
    friend bool operator==(const Amount&, const Amount&) = default;

private:
    ByProgram amounts_;
};

struct Percent {
    std::int32_t value = 0;  // Whole, 0 to 1000.
    friend bool operator==(const Percent&, const Percent&) = default;
};

using Value = std::variant<Amount, Percent>;

// The value in hundredths of a fen, exact; absent when the pack says nothing for the program.
[[nodiscard]] std::optional<Wide> hundredfold(const Value& value, Program program, Money standard) noexcept;

// An amount as it is; a percent of the standard rounded.
[[nodiscard]] std::optional<Money> value_of(const Value& value, Program program, Money standard,
                                            Rounding rounding) noexcept;

}  // namespace mingzhang::policy
