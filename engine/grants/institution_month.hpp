// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>

#include "engine/grants/institution_book.hpp"
#include "engine/grants/institutions.hpp"

namespace mingzhang::grants {

// What a month of an institution costs, by the days its people were there.
struct MonthCost {
    std::int64_t people = 0;
    std::int64_t head_days = 0;
    std::map<Program, Money> settled;
    [[nodiscard]] Money total() const;
};

// From the lists as they are now. Refused where a household's month cannot be assessed, where the pack has a run pay
// its people, or where a run paid them.
[[nodiscard]] Result<MonthCost, Refusal> cost_of(soci::session& sql, County county, const Institution& institution,
                                                 Month month);

}  // namespace mingzhang::grants
