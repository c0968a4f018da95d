// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "base/values/money.hpp"
#include "engine/registry/snapshot.hpp"

// What was paid before the books began (往期发放), as the registry knew it at an import.
namespace mingzhang::registry {

// A SQL table expression of the payments in force: household_no, program, month, paid_on, amount, division.
[[nodiscard]] std::string past_payments_in_force(KnownAt at);

struct PastPayment {
    Program program;
    Date paid_on;
    Money amount;
};

// Of a household and month, by day.
[[nodiscard]] std::vector<PastPayment> past_payments_of(soci::session& sql, KnownAt at, const HouseholdNo& household,
                                                        Month month);

// A month, a program and a town of which the office said what it paid: runs look back on it.
struct PastMonth {
    Month month;
    Program program;
    DivisionScope town;
};
[[nodiscard]] std::vector<PastMonth> past_months(soci::session& sql, KnownAt at);

}  // namespace mingzhang::registry
