// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "engine/entitlement/assess.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/entitlement/stretches.hpp"
#include "engine/runs/lines.hpp"
#include "engine/runs/look_back.hpp"

namespace mingzhang::runs {

// Why what a household is owed cannot become a line.
enum class LineRefusal : std::uint8_t {
    no_budget_code,  // Edge money of a pack that names no expenditure code for it.
};
[[nodiscard]] RefusalWords words(LineRefusal reason) noexcept;

// What one household gets in a run: amounts only, in order of the month owed for.
struct Owed {
    struct Line {
        Month month;
        LineKind kind;
        Program program;
        std::int64_t covered = 0;
        Money base;
        Money topup;
        Money amount;
    };
    struct Overpayment {
        Month month;
        Program program;
        Money amount;
    };
    bool held = false;  // Reported dates of death differ: every line waits.
    std::vector<Line> lines;
    std::vector<Overpayment> overpayments;
};

// The one rule of a run (entitlement.md, "The run for month m"): the month itself, and for each of the twelve months
// before that an approved run covered, what is owed now against what was accrued for it. A month the household was paid
// for before the books began is not owed again: what is missing follows as backpay in the month after.
class HouseholdLines {
public:
    // `packs` must outlive this.
    HouseholdLines(const policy::PackBook& packs, Coverage coverage, Month month)
        : packs_{packs},
          coverage_{std::move(coverage)},
          month_{month},
          stretches_{packs, month - months_looked_back, months_looked_back + 1} {}

    // Refused when a month to be computed has no pack, standard, care amount or tier, or owes what no budget code
    // carries. Good until the next call.
    [[nodiscard]] Result<const Owed*, Refusal> of(const registry::Household& household,
                                                  const std::vector<Accrued>& accrued);

    // Of a household that is as last month's run left it: the month itself is all there is to find.
    [[nodiscard]] Result<const Owed*, Refusal> of_unchanged(const registry::Household& household);

private:
    void begin(const registry::Household& household);
    [[nodiscard]] Result<const Owed*, Refusal> of_the_month(const registry::Household& household,
                                                            const Accrued& before);
    void begin_stretch(const registry::Household& household, Month month);
    [[nodiscard]] Result<void, Refusal> assess(const registry::Household& household, Month month);
    [[nodiscard]] Result<void, Refusal> look_back(const registry::Household& household, Month month,
                                                  const Accrued& accrued);

    const policy::PackBook& packs_;
    Coverage coverage_;
    Month month_;
    entitlement::Stretches stretches_;
    const registry::HouseholdVersion* version_ = nullptr;  // Of the stretch at hand.
    bool assessed_ = false;                                // And its assessment, once asked for.
    entitlement::Assessment assessment_;
    Owed owed_;
};

}  // namespace mingzhang::runs
