// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "base/values/money.hpp"

namespace mingzhang::policy {

// Wide enough for every product of amounts, members and percents before it is divided: nothing is lost on the way.
__extension__ typedef __int128 Wide;

enum class RoundingUnit : std::uint8_t { fen = 1, jiao = 10, yuan = 100 };  // 分, 角, 元; the value is the unit in fen.

// 进一, 舍去, 四舍五入, 四舍六入五成双. No law fixes one; each pack names its own [domain §2.4].
enum class RoundingMode : std::uint8_t { ceil = 1, floor, half_up, half_even };

struct Rounding {
    RoundingUnit unit = RoundingUnit::fen;
    RoundingMode mode = RoundingMode::half_up;
    friend bool operator==(const Rounding&, const Rounding&) = default;
};

// Rounds the exact amount numerator / denominator fen. Neither is ever negative here, and the denominator is above
// zero: anything else is a bug and aborts.
[[nodiscard]] Money round(Wide numerator, std::int64_t denominator, Rounding rounding) noexcept;

}  // namespace mingzhang::policy
