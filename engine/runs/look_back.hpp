// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <vector>

#include "engine/registry/household.hpp"
#include "engine/registry/past_payments.hpp"
#include "engine/runs/run.hpp"

// What approved runs have accrued for earlier months: the ground a retroactive line stands on.
namespace mingzhang::runs {

inline constexpr int months_looked_back = 12;

// Whether an approved regular run covered a division and program in a month, or the office said what it paid there
// before the books began.
class Coverage {
public:
    explicit Coverage(const std::vector<Run>& runs, const std::vector<registry::PastMonth>& past = {});
    [[nodiscard]] bool covers(Month month, const DivisionCode& division, Program program) const;

private:
    struct Place {
        DivisionScope division;
        std::optional<Program> program;  // Absent: all.
    };
    void add(Month month, Place place);

    std::vector<std::vector<Place>> by_month_;  // From `first_` on.
    Month first_{1900, 1};
};

struct Accrued {
    Month month;
    // All lines of approved runs for the month and all payments made for it before the books began, less every
    // overpayment approved runs proposed for it.
    Money amount;
    bool paid_before = false;  // Something was paid, or came back, for it before the books began.
};

// Of how many households accrued amounts are asked for: of most, the months are read through side by side; of few, each
// is looked up.
enum class Asked : std::uint8_t { of_most, of_few };

// The accrued amounts of a county's households over one month and those looked back at from it, in order of
// household_no: asked for each household once, in that order. What was paid, or came back, before the books began is as
// known at an import.
class AccrualReader {
public:
    AccrualReader(soci::session& sql, registry::KnownAt at, const std::vector<Run>& runs, Month month, Asked asked);
    ~AccrualReader();
    AccrualReader(const AccrualReader&) = delete;
    AccrualReader& operator=(const AccrualReader&) = delete;

    // Months without an accrual are not in it. Good until the next call.
    [[nodiscard]] const std::vector<Accrued>& of(const HouseholdNo& household);

private:
    struct Streams;
    std::unique_ptr<Streams> streams_;
    std::vector<Accrued> found_;
};

}  // namespace mingzhang::runs
