// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>

#include "base/tables/table.hpp"
#include "engine/forecast/policy_compare.hpp"

// A comparison of packs as people read it.
namespace mingzhang::forecast {

// By program: households, same, up, down, in, out, before, now, difference, and the three amounts for twelve months as
// this one.
[[nodiscard]] Table compared_programs_table(const Comparison& compared);

// The same by village, with its name.
[[nodiscard]] Table compared_villages_table(store::Store& store, const Comparison& compared);

// Who could not be worked out, and why.
[[nodiscard]] Table not_compared_table(const Comparison& compared);

// Every household that changes: household_no, division, program, change, covered_before, covered_now, before, now,
// difference; and those that could not be worked out, without amounts. Works the month out anew as the rows are sent;
// what came of it is left in `compared`.
[[nodiscard]] Table changes_table(store::Store& store, County county, const CompareCall& call, LongWork work,
                                  Comparison& compared);

}  // namespace mingzhang::forecast
