// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/rounding.hpp"

#include <limits>

#include "base/values/check.hpp"

namespace mingzhang::policy {

namespace {

// Whether to go up from `quotient` whole units, `rest` of one more unit being left over.
bool goes_up(Wide quotient, Wide rest, Wide whole, RoundingMode mode) noexcept {
    switch (mode) {
        case RoundingMode::ceil:
            return rest > 0;
        case RoundingMode::floor:
            return false;
        case RoundingMode::half_up:
            return 2 * rest >= whole;
        case RoundingMode::half_even:
            return 2 * rest > whole || (2 * rest == whole && quotient % 2 == 1);
    }
    MINGZHANG_CHECK(false);
    return false;
}

}  // namespace

Money round(Wide numerator, std::int64_t denominator, Rounding rounding) noexcept {
    MINGZHANG_CHECK(numerator >= 0);
    MINGZHANG_CHECK(denominator > 0);
    const auto unit = static_cast<Wide>(rounding.unit);
    const Wide whole = unit * denominator;
    const Wide quotient = numerator / whole;
    const Wide units = quotient + (goes_up(quotient, numerator % whole, whole, rounding.mode) ? 1 : 0);
    MINGZHANG_CHECK(units <= std::numeric_limits<std::int64_t>::max() / unit);
    return Money::fen(static_cast<std::int64_t>(units * unit));
}

}  // namespace mingzhang::policy
