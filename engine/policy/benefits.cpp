// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/benefits.hpp"

namespace mingzhang::policy {

bool IncomeBand::holds(Money annual_income, Money standard, std::int32_t people) const noexcept {
    const Wide income = Wide{annual_income.fen()} * 100;
    const Wide percent = Wide{12} * standard.fen() * people;
    const Wide low = percent * from.value;
    const Wide high = percent * to.value;
    const bool above = lower == BandEnd::closed ? income >= low : income > low;
    const bool below = upper == BandEnd::closed ? income <= high : income < high;
    return above && below;
}

}  // namespace mingzhang::policy
