// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/household_lines.hpp"

#include <algorithm>

#include "engine/entitlement/institution.hpp"

namespace mingzhang::runs {

namespace {

Accrued accrued_for(const std::vector<Accrued>& accrued, Month month) {
    const auto found = std::find_if(accrued.begin(), accrued.end(), [&](const Accrued& a) { return a.month == month; });
    return found == accrued.end() ? Accrued{month, {}} : *found;
}

}  // namespace

RefusalWords words(LineRefusal) noexcept {
    return {"run.calculate/no_budget_code", "户 {0} {1}：政策包“{2}”给低保边缘发钱，但低保边缘没有预算科目",
            "household {0} in {1}: the pack \"{2}\" pays edge households, which have no budget code",
            "请从政策包 [edge] 中去掉 pays，另行发放", "take pays out of [edge] of the pack and pay it another way"};
}

Result<void, Refusal> HouseholdLines::assess(const registry::Household& household, Month month) {
    const auto assessed = entitlement::assess_into(assessment_, household, packs_, month);
    if (!assessed) return tl::unexpected{entitlement::to_refusal(household, assessed.error())};
    entitlement::leave_to_prepayment(assessment_);
    if (assessment_.total.is_positive() && budget_code(assessment_.now.version->program).empty())
        return refuse(LineRefusal::no_budget_code, household.no.text(), to_string(month), assessment_.now.pack->id);
    return {};
}

Result<void, Refusal> HouseholdLines::look_back(const registry::Household& household, Month month,
                                                const Accrued& accrued) {
    const auto* version = entitlement::version_in_force(household, month);
    if (version == nullptr) return {};
    if (!accrued.paid_before && !coverage_.covers(month, version->division, version->program)) return {};
    if (auto assessed = assess(household, month); !assessed) return assessed;
    const Money now = assessment_.total;
    if (now > accrued.amount)
        owed_.lines.push_back({month, LineKind::backpay, version->program, assessment_.covered, assessment_.base,
                               assessment_.topup, difference(now, accrued.amount)});
    else if (accrued.amount > now)
        owed_.overpayments.push_back({month, version->program, difference(accrued.amount, now)});
    return {};
}

Result<const Owed*, Refusal> HouseholdLines::of(const registry::Household& household,
                                                const std::vector<Accrued>& accrued) {
    owed_.lines.clear();
    owed_.overpayments.clear();
    owed_.held = entitlement::has_death_conflict(household, month_);
    for (Month month = month_ - months_looked_back; month < month_; month = month + 1)
        if (auto done = look_back(household, month, accrued_for(accrued, month)); !done) return pass_on(done);

    if (auto assessed = assess(household, month_); !assessed) return pass_on(assessed);
    // A later run may have paid the month as backpay before: its own run was withdrawn since, and is made anew.
    const Accrued before = accrued_for(accrued, month_);
    const Program program = assessment_.now.version->program;
    if (assessment_.total > before.amount && !before.paid_before)
        owed_.lines.push_back({month_, LineKind::regular, program, assessment_.covered, assessment_.base,
                               assessment_.topup, difference(assessment_.total, before.amount)});
    else if (before.amount > assessment_.total)
        owed_.overpayments.push_back({month_, program, difference(before.amount, assessment_.total)});
    return &owed_;
}

}  // namespace mingzhang::runs
