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

Money times(Money each, std::int32_t people) noexcept {
    return Money::fen(narrow(Wide{each.fen()} * people));
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

// Sum of the counted members' exact amounts, numerators over one denominator: rounded together or one by one.
class ByMember {
public:
    ByMember(const policy::DibaoRules& rules, std::int64_t denominator) : rules_{rules}, denominator_{denominator} {}

    void add(Wide numerator) {
        exact_ += numerator;
        rounded_ = sum(rounded_, policy::round(numerator, denominator_, rules_.rounding));
    }
    [[nodiscard]] Wide exact() const { return exact_; }
    [[nodiscard]] Money rounded() const {
        if (rules_.rounding_level == policy::Level::person) return rounded_;
        return policy::round(exact_, denominator_, rules_.rounding);
    }

private:
    const policy::DibaoRules& rules_;
    std::int64_t denominator_;
    Wide exact_ = 0;
    Money rounded_;
};

// Each counted member's own rows and no others: the household's rows are nobody's.
void take_off_own_income(BaseStep& step) {
    ByMember total{step.pack->dibao, 12};
    for (MemberAssessment& member : step.members) {
        if (member.standing != Standing::counted) continue;
        Money own;
        for (const IncomeUse& use : step.incomes)
            if (use.row->person == member.person->id) own = sum(own, use.row->annual_amount);
        member.own_income = std::max(own, Money{});
        total.add(std::max(Wide{0}, a_year_for(step.standard, 1) - member.own_income.fen()));
    }
    step.twelvefold = narrow(total.exact());
    step.rounded = total.rounded();
}

// The pack's first tier that applies: by income alone, or because the member's row lists it.
const policy::Tier* tier_of(const BaseStep& step, const MemberAssessment& member) {
    const auto& tiers = step.pack->dibao.tiers;
    const auto found = std::find_if(tiers.begin(), tiers.end(), [&](const policy::Tier& tier) {
        if (!policy::hundredfold(tier.value, step.version->program, step.standard)) return false;
        if (!tier.income_below) return lists(member, tier.code);
        return Wide{step.income.fen()} * 100 < a_year_for(step.standard, step.covered) * tier.income_below->value;
    });
    return found == tiers.end() ? nullptr : &*found;
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

Formula formula_of(const BaseStep& step) {
    const policy::DibaoRules& rules = step.pack->dibao;
    if (step.version->cover == registry::Cover::single) return single_formula(rules.single_cover.mode);
    return rules.basis == policy::Basis::tiers ? Formula::tiers : Formula::household_difference;
}

void work_out_twelvefold(BaseStep& step) {
    const policy::Amount& fixed = step.pack->dibao.single_cover.amount;
    step.formula = formula_of(step);
    switch (step.formula) {
        case Formula::household_difference:
        case Formula::tiers:
            step.twelvefold = narrow(a_year_for(step.standard, step.covered) - step.income.fen());
            break;
        case Formula::single_full:
            step.twelvefold = narrow(a_year_for(step.standard, step.covered));
            break;
        case Formula::single_fixed:
            step.twelvefold = narrow(a_year_for(fixed.in_or_zero(step.version->program), step.covered));
            break;
        case Formula::single_difference:
            take_off_own_income(step);
            break;
        case Formula::none:
        case Formula::tekun:
        case Formula::edge:
            MINGZHANG_CHECK(false);
    }
}

// X above zero, rounded for the household or for each person and then for all.
void round_shortfall(BaseStep& step) {
    const policy::DibaoRules& rules = step.pack->dibao;
    if (step.formula == Formula::single_difference) return;  // Rounded with each person's income.
    if (rules.rounding_level == policy::Level::household) {
        step.rounded = policy::round(step.twelvefold, 12, rules.rounding);
    } else {
        step.rounded =
            times(policy::round(step.twelvefold, 12 * std::int64_t{step.covered}, rules.rounding), step.covered);
    }
}

// False when a counted member has no tier.
bool add_up_tiers(BaseStep& step) {
    ByMember total{step.pack->dibao, 100};
    for (MemberAssessment& member : step.members) {
        if (member.standing != Standing::counted) continue;
        member.tier = tier_of(step, member);
        if (member.tier == nullptr) return false;
        total.add(*policy::hundredfold(member.tier->value, step.version->program, step.standard));
    }
    step.rounded = total.rounded();
    return true;
}

Money minimum_of(const BaseStep& step) {
    const policy::DibaoRules& rules = step.pack->dibao;
    const Program program = step.version->program;
    return std::max(rules.minimum_per_household.in_or_zero(program),
                    times(rules.minimum_per_person.in_or_zero(program), step.covered));
}

Money tekun_standard(const BaseStep& step, const MemberAssessment& member) {
    const auto& institution = step.pack->institution;
    if (!lives_in_institution(*step.pack, member) || !institution->standard) return step.standard;
    return institution->standard->in(step.version->program).value_or(step.standard);
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
        member.standing = standing_in(member.version, *member.person, step.month, step.pack->months);
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
    if (step.formula != Formula::tiers) {
        round_shortfall(step);
    } else if (!add_up_tiers(step)) {
        step.nothing = Nothing::no_tier;
        return;
    }
    step.minimum = minimum_of(step);
    step.base = std::max(step.rounded, step.minimum);
}

void apply_tekun_rules(BaseStep& step) {
    if (step.covered == 0) {
        step.nothing = Nothing::nobody_covered;
        return;
    }
    step.formula = Formula::tekun;
    for (MemberAssessment& member : step.members) {
        if (member.standing != Standing::counted) continue;
        member.part = tekun_standard(step, member);
        step.base = sum(step.base, member.part);
    }
}

void apply_edge_rules(BaseStep& step, const registry::Household& household) {
    const policy::EdgeRules& rules = *step.pack->edge;
    add_up_income(step, household);
    if (step.covered == 0) {
        step.nothing = Nothing::nobody_covered;
        return;
    }
    if (!rules.band.holds(step.income, step.standard, step.covered)) {
        step.nothing = Nothing::outside_band;
        return;
    }
    step.formula = Formula::edge;
    const Money each = policy::value_of(rules.pays->value, Program::edge, step.standard, rules.pays->rounding).value();
    step.base = rules.pays->per == policy::Level::person ? times(each, step.covered) : each;
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
    step.months = &step.pack->months;
    count_members(step, household);
    apply_dibao_rules(step, household);
}

}  // namespace mingzhang::entitlement
