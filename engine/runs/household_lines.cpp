// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/household_lines.hpp"

#include <algorithm>

#include "engine/entitlement/institution.hpp"

namespace mingzhang::runs {

namespace {

// The accrued amounts of one household, asked for month after month.
class InOrder {
public:
    explicit InOrder(const std::vector<Accrued>& accrued) : at_{accrued.begin()}, end_{accrued.end()} {}
    [[nodiscard]] Accrued of(Month month) {
        while (at_ != end_ && at_->month < month) ++at_;
        return at_ != end_ && at_->month == month ? *at_ : Accrued{month, {}};
    }

private:
    std::vector<Accrued>::const_iterator at_;
    std::vector<Accrued>::const_iterator end_;
};

}  // namespace

RefusalWords words(LineRefusal) noexcept {
    return {"run.calculate/no_budget_code", "户 {0} {1}：政策包“{2}”给低保边缘发钱，但没有写预算科目",
            "household {0} in {1}: the pack \"{2}\" pays edge households and names no budget code for it",
            "请按财政下达的科目在政策包 [edge] 的 pays 中补上 budget_code",
            "add budget_code to pays in [edge] of the pack, as finance granted it"};
}

void HouseholdLines::begin_stretch(const registry::Household& household, Month month) {
    version_ = entitlement::version_in_force(household, month);
    assessed_ = false;
}

Result<void, Refusal> HouseholdLines::assess(const registry::Household& household, Month month) {
    if (assessed_) return {};
    const auto assessed = entitlement::assess_into(assessment_, household, packs_, month);
    if (!assessed) return tl::unexpected{entitlement::to_refusal(household, assessed.error())};
    entitlement::leave_to_prepayment(assessment_);
    const auto& now = assessment_.now;
    if (assessment_.total.is_positive() && now.version->program == Program::edge &&
        now.pack->edge->pays->budget_code.empty())
        return refuse(LineRefusal::no_budget_code, household.no.text(), to_string(month), assessment_.now.pack->id);
    assessed_ = true;
    return {};
}

Result<void, Refusal> HouseholdLines::look_back(const registry::Household& household, Month month,
                                                const Accrued& accrued) {
    if (version_ == nullptr) return {};
    if (!accrued.paid_before && !coverage_.covers(month, version_->division, version_->program)) return {};
    if (auto assessed = assess(household, month); !assessed) return assessed;
    const Money now = assessment_.total;
    if (now > accrued.amount)
        owed_.lines.push_back({month, LineKind::backpay, version_->program, assessment_.covered, assessment_.base,
                               assessment_.topup, difference(now, accrued.amount)});
    else if (accrued.amount > now)
        owed_.overpayments.push_back({month, version_->program, difference(accrued.amount, now)});
    return {};
}

void HouseholdLines::begin(const registry::Household& household) {
    owed_.lines.clear();
    owed_.overpayments.clear();
    owed_.held = entitlement::has_death_conflict(household, month_);
}

Result<const Owed*, Refusal> HouseholdLines::of_the_month(const registry::Household& household, const Accrued& before) {
    if (auto assessed = assess(household, month_); !assessed) return pass_on(assessed);
    // A later run may have paid the month as backpay before: its own run was withdrawn since, and is made anew.
    if (assessment_.total > before.amount && !before.paid_before)
        owed_.lines.push_back({month_, LineKind::regular, version_->program, assessment_.covered, assessment_.base,
                               assessment_.topup, difference(assessment_.total, before.amount)});
    else if (before.amount > assessment_.total)
        owed_.overpayments.push_back({month_, version_->program, difference(before.amount, assessment_.total)});
    return &owed_;
}

Result<const Owed*, Refusal> HouseholdLines::of(const registry::Household& household,
                                                const std::vector<Accrued>& accrued) {
    begin(household);
    InOrder in_order{accrued};
    const std::uint32_t changes = stretches_.of(household);
    for (int i = 0; i <= months_looked_back; ++i) {
        const Month month = month_ - months_looked_back + i;
        if ((changes >> static_cast<unsigned>(i) & 1U) != 0) begin_stretch(household, month);
        if (month == month_) break;
        if (auto done = look_back(household, month, in_order.of(month)); !done) return pass_on(done);
    }
    return of_the_month(household, in_order.of(month_));
}

Result<const Owed*, Refusal> HouseholdLines::of_unchanged(const registry::Household& household) {
    begin(household);
    begin_stretch(household, month_);
    return of_the_month(household, {month_, {}});
}

}  // namespace mingzhang::runs
