// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/presence.hpp"

#include <algorithm>
#include <chrono>

#include "base/values/check.hpp"

namespace mingzhang::entitlement {

namespace {

constexpr std::chrono::days death_dates_apart_max{7};

struct Deaths {
    Date first;
    Date last;
};

std::optional<Deaths> reported_deaths(const registry::Person& person) {
    if (person.deaths.empty()) return std::nullopt;
    Deaths range{person.deaths.front().died_on, person.deaths.front().died_on};
    for (const registry::DeathRow& row : person.deaths) {
        range.first = std::min(range.first, row.died_on);
        range.last = std::max(range.last, row.died_on);
    }
    return range;
}

bool is_covered_member(const registry::Household& household, registry::PersonId id, Month month) {
    const registry::MemberVersion* in_force = nullptr;
    for (const registry::MemberVersion& version : household.members) {
        if (version.person != id || (version.from_month && *version.from_month > month)) continue;
        if (in_force == nullptr || version.from_month > in_force->from_month) in_force = &version;
    }
    return in_force != nullptr && in_force->covered;
}

}  // namespace

const registry::HouseholdVersion* version_in_force(const registry::Household& household, Month month) {
    const registry::HouseholdVersion* in_force = nullptr;
    for (const registry::HouseholdVersion& version : household.versions) {
        if (version.from_month && *version.from_month > month) continue;
        // An absent month is from the beginning and compares before every other.
        if (in_force == nullptr || version.from_month > in_force->from_month) in_force = &version;
    }
    return in_force;
}

const registry::Person& person_of(const registry::Household& household, registry::PersonId id) {
    const auto person = std::lower_bound(household.persons.begin(), household.persons.end(), id,
                                         [](const registry::Person& p, registry::PersonId i) { return p.id < i; });
    MINGZHANG_CHECK(person != household.persons.end() && person->id == id);
    return *person;
}

std::optional<Date> death_date(const registry::Person& person) {
    if (person.settled_death) return person.settled_death;
    const auto deaths = reported_deaths(person);
    return deaths ? std::optional{deaths->first} : std::nullopt;
}

bool has_death_conflict(const registry::Person& person) {
    if (person.settled_death) return false;
    const auto deaths = reported_deaths(person);
    return deaths && std::chrono::sys_days{deaths->last} - std::chrono::sys_days{deaths->first} > death_dates_apart_max;
}

bool has_death_conflict(const registry::Household& household, Month run_month) {
    return std::any_of(household.persons.begin(), household.persons.end(), [&](const registry::Person& person) {
        return has_death_conflict(person) && is_covered_member(household, person.id, run_month);
    });
}

Standing standing_in(const registry::MemberVersion* version, const registry::Person& person, Month month,
                     const policy::MonthRules& rules) {
    const auto tells = [&](policy::Event event, const std::optional<Date>& date) {
        return date && rules.tells_from(event, *date) <= month;
    };
    if (version == nullptr) return Standing::no_version;
    if (version->joined_on && !tells(policy::Event::joined, version->joined_on)) return Standing::not_joined;
    if (tells(policy::Event::left, version->left_on)) return Standing::left;
    if (tells(policy::Event::died, death_date(person))) return Standing::died;
    return version->covered ? Standing::counted : Standing::not_covered;
}

bool lists(const MemberAssessment& member, std::string_view category) {
    const auto& listed = member.version->categories;
    return std::find(listed.begin(), listed.end(), category) != listed.end();
}

bool lives_in_institution(const policy::Pack& pack, const MemberAssessment& member) {
    return pack.institution && lists(member, pack.institution->code);
}

std::int32_t age_in(Month month, Date birth_date, const policy::MonthRules& rules) noexcept {
    const int months = month - rules.tells_from(policy::Event::birthday, birth_date);
    return months < 0 ? 0 : months / 12;
}

}  // namespace mingzhang::entitlement
