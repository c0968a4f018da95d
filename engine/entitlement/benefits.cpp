// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/benefits.hpp"

#include <algorithm>
#include <limits>

#include "base/values/check.hpp"
#include "engine/entitlement/base_step.hpp"
#include "engine/entitlement/presence.hpp"

namespace mingzhang::entitlement {

namespace {

using policy::Wide;

Money times(Money each, std::int32_t count) noexcept {
    const Wide product = Wide{each.fen()} * count;
    MINGZHANG_CHECK(product <= std::numeric_limits<std::int64_t>::max());
    return Money::fen(static_cast<std::int64_t>(product));
}

bool names(const std::vector<Program>& programs, Program program) {
    return std::find(programs.begin(), programs.end(), program) != programs.end();
}

bool reaches(const std::optional<policy::Rise>& mark, policy::Rise rise) {
    return mark && rise >= *mark;
}

// By the dibao standard of town or country, and for edge by the one of its band.
Money price_standard(const policy::Pack& pack, Program program) {
    if (program == Program::edge) return *pack.standard(Program::edge);
    const bool urban = program == Program::urban_dibao || program == Program::urban_tekun;
    return *pack.standard(urban ? Program::urban_dibao : Program::rural_dibao);
}

std::vector<registry::PersonId> covered_in(const registry::Household& household, const policy::Pack& pack,
                                           Month month) {
    BaseStep step;
    step.month = month;
    step.pack = &pack;
    count_members(step, household);
    std::vector<registry::PersonId> persons;
    for (const MemberAssessment& member : step.members)
        if (member.standing == Standing::counted) persons.push_back(member.person->id);
    return persons;
}

void sum_up(PriceSubsidy& subsidy) {
    subsidy.people = static_cast<std::int32_t>(subsidy.persons.size());
    subsidy.amount = times(subsidy.each, subsidy.people);
    if (subsidy.people == 0) {
        subsidy.nothing = NoGrant::nobody;
    } else if (subsidy.amount.is_zero()) {
        subsidy.nothing = NoGrant::rounds_to_zero;
    }
}

bool is_active(Nothing nothing) {
    return nothing != Nothing::no_version && nothing != Nothing::not_approved_yet && nothing != Nothing::ended;
}

// What stands against the subsidy before any amount is worked out.
NoGrant against(const PriceSubsidy& subsidy, const Assessment& regular) {
    if (!is_active(regular.nothing)) return NoGrant::not_active;
    if (subsidy.pack == nullptr || !subsidy.pack->price_subsidy) return NoGrant::no_rule;
    const policy::PriceSubsidyRules& rules = *subsidy.pack->price_subsidy;
    if (!names(rules.programs, subsidy.program)) return NoGrant::not_named;
    if (subsidy.program != Program::edge && regular.total.is_zero()) return NoGrant::not_paid;
    const bool marked =
        reaches(rules.prices_at_least, subsidy.rise.prices) || reaches(rules.food_at_least, subsidy.rise.food);
    return marked ? NoGrant::no : NoGrant::below_marks;
}

// The member as they stood in the month, the death aside.
bool counted_until_death(const registry::MemberVersion* version, const registry::Person& person, Month month,
                         const policy::MonthRules& rules) {
    registry::Person alive = person;
    alive.deaths.clear();
    alive.settled_death.reset();
    return standing_in(version, alive, month, rules) == Standing::counted;
}

const registry::MemberVersion* member_version(const registry::Household& household, registry::PersonId id,
                                              Month month) {
    const registry::MemberVersion* in_force = nullptr;
    for (const registry::MemberVersion& version : household.members) {
        if (version.person != id || (version.from_month && *version.from_month > month)) continue;
        if (in_force == nullptr || version.from_month > in_force->from_month) in_force = &version;
    }
    return in_force;
}

}  // namespace

Result<PriceSubsidy, AssessRefusal> price_subsidy(const registry::Household& household, const policy::PackBook& packs,
                                                  Month month, const PriceRise& rise) {
    const auto regular = assess(household, packs, month);
    if (!regular) return tl::unexpected{regular.error()};
    PriceSubsidy subsidy;
    subsidy.rise = rise;
    if (const auto* version = regular->now.version) {
        subsidy.program = version->program;
        subsidy.pack = packs.in_force(version->division, month);
    }
    subsidy.nothing = against(subsidy, *regular);
    if (subsidy.nothing != NoGrant::no) return subsidy;

    const policy::PriceSubsidyRules& rules = *subsidy.pack->price_subsidy;
    subsidy.standard = price_standard(*subsidy.pack, subsidy.program);
    subsidy.persons = covered_in(household, *subsidy.pack, month);
    const std::int32_t hundredths = std::max(0, rise.prices.hundredths);
    subsidy.rounded = policy::round(Wide{subsidy.standard.fen()} * hundredths, 100'00, rules.rounding);
    subsidy.each = std::max(subsidy.rounded, rules.minimum_per_person);
    sum_up(subsidy);
    return subsidy;
}

bool PriceSubsidy::is_urban() const {
    const Program by = program == Program::edge && pack != nullptr && pack->edge ? pack->edge->standard : program;
    return by == Program::urban_dibao || by == Program::urban_tekun;
}

void pay_once(PriceSubsidy& subsidy, std::set<registry::PersonId>& paid) {
    if (subsidy.nothing != NoGrant::no) return;
    std::erase_if(subsidy.persons, [&](registry::PersonId person) { return !paid.insert(person).second; });
    sum_up(subsidy);
}

std::vector<FuneralGrant> funeral_grants(const registry::Household& household, const policy::PackBook& packs,
                                         Month month) {
    std::vector<FuneralGrant> grants;
    const auto* version = version_in_force(household, month);
    const policy::Pack* pack = version == nullptr ? nullptr : packs.in_force(version->division, month);
    if (pack == nullptr || !pack->funeral || !names(pack->funeral->programs, version->program)) return grants;
    const policy::FuneralRules& rules = *pack->funeral;
    const bool approved = pack->months.tells_from(policy::Event::approved, version->approved_on) <= month;
    const bool ended = version->ended_on && pack->months.tells_from(policy::Event::ended, *version->ended_on) <= month;
    if (!approved || ended) return grants;

    for (const registry::Person& person : household.persons) {
        const auto died = death_date(person);
        if (!died || Month::of(*died) != month) continue;
        const auto* member = member_version(household, person.id, month);
        if (!counted_until_death(member, person, month, pack->months)) continue;
        FuneralGrant grant;
        grant.pack = pack;
        grant.person = &person;
        grant.version = member;
        grant.program = version->program;
        grant.died_on = *died;
        grant.months = rules.months;
        if (rules.months) grant.standard = *pack->standard(version->program);
        grant.amount = rules.months ? times(grant.standard, *rules.months) : *rules.amount.in(version->program);
        grant.held = has_death_conflict(person);
        grants.push_back(grant);
    }
    return grants;
}

RefusalWords words(TemporaryError reason) noexcept {
    switch (reason) {
        case TemporaryError::no_rule:
            return {"temporary/no_rule", "政策包“{0}”没有临时救助规则",
                    "the pack \"{0}\" has no rule of temporary assistance", "请在政策包中补上 [temporary]",
                    "add [temporary] to the pack"};
        case TemporaryError::unknown_cause:
            return {"temporary/unknown_cause", "政策包“{0}”没有救助事由“{1}”", "the pack \"{0}\" has no cause \"{1}\"",
                    "请改用政策包 [[temporary.cause]] 中的事由", "take a cause of [[temporary.cause]] of the pack"};
        case TemporaryError::not_positive:
            return {"temporary/not_positive", "救助人数和月数都应大于零", "people and months must both be above zero",
                    "请填写人数和月数", "give the number of people and months"};
        case TemporaryError::same_cause_again:
            return {"temporary/same_cause_again", "同一事由“{1}”在 {2} 已救助过，未满政策包“{0}”规定的间隔",
                    "the same cause \"{1}\" was helped in {2}, too recently by the pack \"{0}\"",
                    "请核对是否重复申请；确有新的事由请另行登记",
                    "check for a repeated application; record a new cause if there is one"};
        case TemporaryError::year_is_spent:
            break;
    }
    return {"temporary/year_is_spent", "该户本年度临时救助已达政策包“{0}”的年度限额",
            "the household has reached the year's limit of the pack \"{0}\"", "请按一事一议程序上报",
            "put the case forward as an exception"};
}

Result<TemporaryGrant, Refusal> temporary_grant(const policy::Pack& pack, const TemporaryCase& facts) {
    const auto refused = [&](TemporaryError why) {
        const std::string last = facts.same_cause_paid ? to_string(*facts.same_cause_paid) : std::string{};
        return refuse(why, pack.id, facts.cause, last);
    };
    if (!pack.temporary) return refused(TemporaryError::no_rule);
    const policy::TemporaryRules& rules = *pack.temporary;
    const auto cause = std::find_if(rules.causes.begin(), rules.causes.end(),
                                    [&](const policy::TemporaryCause& c) { return c.code == facts.cause; });
    if (cause == rules.causes.end()) return refused(TemporaryError::unknown_cause);
    if (facts.people < 1 || facts.months < 1) return refused(TemporaryError::not_positive);
    const bool too_soon =
        rules.same_cause_gap && facts.same_cause_paid && facts.decided < *facts.same_cause_paid + *rules.same_cause_gap;
    if (too_soon) return refused(TemporaryError::same_cause_again);

    TemporaryGrant grant;
    grant.pack = &pack;
    grant.cause = &*cause;
    grant.standard = *pack.standard(rules.standard);
    grant.people = std::min(facts.people, rules.people_max);
    grant.months = std::min(facts.months, cause->months_max);
    grant.worked_out = times(times(grant.standard, grant.people), grant.months);
    grant.amount = grant.worked_out;
    if (rules.cap_per_case) grant.amount = std::min(grant.amount, *rules.cap_per_case);
    if (rules.cap_per_year) {
        grant.left_this_year = std::max(Money{}, difference(*rules.cap_per_year, facts.paid_this_year));
        if (grant.left_this_year->is_zero()) return refused(TemporaryError::year_is_spent);
        grant.amount = std::min(grant.amount, *grant.left_this_year);
    }
    const bool small = rules.town_decides_up_to && grant.amount <= *rules.town_decides_up_to;
    grant.decider = small ? Decider::town : Decider::county;
    grant.paid_first = grant.amount;
    if (facts.emergency && rules.emergency) {
        grant.paid_first = std::min(grant.amount, rules.emergency->up_to);
        grant.papers_within_working_days = rules.emergency->papers_within_working_days;
    }
    return grant;
}

}  // namespace mingzhang::entitlement
