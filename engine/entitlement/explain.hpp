// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <string>

#include "base/values/text.hpp"
#include "engine/entitlement/assessment.hpp"
#include "engine/registry/household.hpp"

namespace mingzhang::entitlement {

// The calculation as one would write it on paper, good to be read to the household: pack, members, income, the formula
// with its own numbers, rounding, top-ups, total. ID numbers are masked. Lines end in a newline. Of each list, members,
// incomes, top-ups, at most `rows_max` rows; the rest of it is counted and summed in one line.
[[nodiscard]] std::string explain(const registry::Household& household, const Assessment& assessment, Language language,
                                  std::size_t rows_max = static_cast<std::size_t>(-1));

// What differs between the month as it was computed before and as it is now, one line each: for backpay and
// overpayment. Says so when nothing differs.
[[nodiscard]] std::string what_changed(const Assessment& before, const Assessment& now, Language language);

}  // namespace mingzhang::entitlement
