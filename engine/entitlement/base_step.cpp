// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/base_step.hpp"

#include <algorithm>
#include <limits>

#include "base/values/check.hpp"
#include "engine/entitlement/presence.hpp"

namespace mingzhang::entitlement {

namespace {

using policy::Wide;

std::int64_t narrow(Wide value) noexcept {
    MINGZHANG_CHECK(value >= std::numeric_limits<std::int64_t>::min());
    MINGZHANG_CHECK(value <= std::numeric_limits<std::int64_t>::max());
    return static_cast<std::int64_t>(value);
}

Wide a_year_for(Money monthly, std::int32_t people) noexcept {
    return Wide{12} * monthly.fen() * people;
}

bool is_in_force(const registry::IncomeRow& row, Month month) noexcept {
    return row.from_month <= month && (!row.to_month || month <= *row.to_month);
}

bool is_present(const BaseStep& step, registry::PersonId id) noexcept {
    return std::any_of(step.members.begin(), step.members.end(), [id](const MemberAssessment& member) {
        return member.person->id == id && is_present(member.standing);
    });
}

// A later row does not close an earlier one: all in force count.
void add_up_income(BaseStep& step, const registry::Household& household) {
    for (const registry::IncomeRow& row : household.incomes) {
        if (!is_in_force(row, step.month)) continue;
        const bool included = !row.person || is_present(step, *row.person);
        step.incomes.push_back({&row, included});
        if (included) step.income_sum = sum(step.income_sum, row.annual_amount);
    }
    step.income = std::max(step.income_sum, Money{});
}

// Each counted member's own rows and no others: the household's rows are nobody's.
void take_off_own_income(BaseStep& step) {
    Wide total = 0;
    for (MemberAssessment& member : step.members) {
        if (member.standing != Standing::counted) continue;
        Money own;
        for (const IncomeUse& use : step.incomes)
            if (use.row->person == member.person->id) own = sum(own, use.row->annual_amount);
        member.own_income = std::max(own, Money{});
        total += std::max(Wide{0}, a_year_for(step.standard, 1) - member.own_income.fen());
    }
    step.twelvefold = narrow(total);
}

Formula single_formula(policy::SingleCoverMode mode) noexcept {
    switch (mode) {
        case policy::SingleCoverMode::full:
            return Formula::single_full;
        case policy::SingleCoverMode::difference:
            return Formula::single_difference;
        case policy::SingleCoverMode::fixed:
            return Formula::single_fixed;
    }
    MINGZHANG_CHECK(false);
    return Formula::none;
}

void work_out_twelvefold(BaseStep& step) {
    const policy::SingleCover& single = step.pack->dibao.single_cover;
    step.formula =
        step.version->cover == registry::Cover::single ? single_formula(single.mode) : Formula::household_difference;
    switch (step.formula) {
        case Formula::household_difference:
            step.twelvefold = narrow(a_year_for(step.standard, step.covered) - step.income.fen());
            break;
        case Formula::single_full:
            step.twelvefold = narrow(a_year_for(step.standard, step.covered));
            break;
        case Formula::single_fixed:
            step.twelvefold = narrow(a_year_for(single.amount, step.covered));
            break;
        case Formula::single_difference:
            take_off_own_income(step);
            break;
        case Formula::none:
        case Formula::tekun:
            MINGZHANG_CHECK(false);
    }
}

}  // namespace

void clear(BaseStep& step, Month month) {
    BaseStep empty;
    empty.month = month;
    empty.members.swap(step.members);
    empty.incomes.swap(step.incomes);
    step = std::move(empty);
    step.members.clear();
    step.incomes.clear();
}

void count_members(BaseStep& step, const registry::Household& household) {
    const auto& rows = household.members;
    for (std::size_t i = 0; i < rows.size();) {
        MemberAssessment member;
        const registry::PersonId id = rows[i].person;
        for (; i < rows.size() && rows[i].person == id; ++i) {
            if (rows[i].from_month && *rows[i].from_month > step.month) continue;
            if (member.version == nullptr || rows[i].from_month > member.version->from_month) member.version = &rows[i];
        }
        member.person = &person_of(household, id);
        member.standing = standing_in(member.version, *member.person, step.month);
        if (member.standing == Standing::counted) ++step.covered;
        step.members.push_back(member);
    }
}

void apply_dibao_rules(BaseStep& step, const registry::Household& household) {
    add_up_income(step, household);
    if (step.covered == 0) {
        step.nothing = Nothing::nobody_covered;
        return;
    }
    work_out_twelvefold(step);
    if (step.twelvefold <= 0) {
        step.nothing = Nothing::income_reaches_standard;
        return;
    }
    step.rounded = policy::round(step.twelvefold, 12, step.pack->dibao.rounding);
    step.base = std::max(step.rounded, step.pack->dibao.minimum_per_household);
}

void apply_tekun_rules(BaseStep& step) {
    if (step.covered == 0) {
        step.nothing = Nothing::nobody_covered;
        return;
    }
    step.formula = Formula::tekun;
    step.base = Money::fen(narrow(Wide{step.standard.fen()} * step.covered));
}

void work_out_base_before(BaseStep& step, const registry::Household& household, const policy::PackBook& packs,
                          Month month) {
    clear(step, month);
    const auto nothing = [&step](Nothing why) { step.nothing = why; };
    step.version = version_in_force(household, month);
    if (step.version == nullptr) return nothing(Nothing::no_version);
    if (!is_dibao(step.version->program)) return nothing(Nothing::not_dibao);
    step.pack = packs.in_force(step.version->division, month);
    if (step.pack == nullptr) return nothing(Nothing::no_pack);
    const auto standard = step.pack->standard(step.version->program);
    if (!standard) return nothing(Nothing::no_standard);
    step.standard = *standard;
    count_members(step, household);
    apply_dibao_rules(step, household);
}

}  // namespace mingzhang::entitlement
