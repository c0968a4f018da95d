// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <vector>

#include "engine/registry/household.hpp"
#include "engine/runs/run.hpp"

// What approved runs have accrued for earlier months: the ground a retroactive line stands on.
namespace mingzhang::runs {

inline constexpr int months_looked_back = 12;

// Whether an approved run covered a division and program in a month.
class Coverage {
public:
    explicit Coverage(const std::vector<Run>& runs);
    [[nodiscard]] bool covers(Month month, const DivisionCode& division, Program program) const;

private:
    std::vector<Run> accrued_;
};

struct Accrued {
    Month month;
    Money amount;  // All lines of approved runs for the month, less every overpayment approved runs proposed for it.
};

// The accrued amounts of a county's households over one month and those looked back at from it, in order of
// household_no: asked for each household once, in that order.
class AccrualReader {
public:
    AccrualReader(soci::session& sql, County county, const std::vector<Run>& runs, Month month,
                  const std::optional<HouseholdNo>& only = std::nullopt);
    ~AccrualReader();
    AccrualReader(const AccrualReader&) = delete;
    AccrualReader& operator=(const AccrualReader&) = delete;

    // Months without an accrual are not in it. Good until the next call.
    [[nodiscard]] const std::vector<Accrued>& of(const HouseholdNo& household);

private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
    std::vector<Accrued> found_;
};

}  // namespace mingzhang::runs
