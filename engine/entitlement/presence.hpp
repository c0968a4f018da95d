// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/entitlement/assessment.hpp"
#include "engine/registry/household.hpp"

// Who counts in a month.
namespace mingzhang::entitlement {

// The household version in force in the month; null before the first.
[[nodiscard]] const registry::HouseholdVersion* version_in_force(const registry::Household& household, Month month);

// The person's row; everyone named in the household has one.
[[nodiscard]] const registry::Person& person_of(const registry::Household& household, registry::PersonId id);

// The date two officers settled while it rules, else the smallest reported; absent: no death is known.
[[nodiscard]] std::optional<Date> death_date(const registry::Person& person);

// The largest reported date of death is more than 7 days after the smallest, and no settled date rules.
[[nodiscard]] bool has_death_conflict(const registry::Person& person);

// One of the household's people has such a conflict and a member version in force in the run's month that is covered,
// present or not: every line of the household in the run is held.
[[nodiscard]] bool has_death_conflict(const registry::Household& household, Month run_month);

// `version`: the member's version in force in the month; null when there is none.
[[nodiscard]] Standing standing_in(const registry::MemberVersion* version, const registry::Person& person, Month month,
                                   const policy::MonthRules& rules = {});

// Whether the row in force, which the member must have, lists the category.
[[nodiscard]] bool lists(const MemberAssessment& member, std::string_view category);

// Whether it lists the pack's category of institutions; without one in the pack nobody lives there.
[[nodiscard]] bool lives_in_institution(const policy::Pack& pack, const MemberAssessment& member);

// The full years reached, where a birthday counts from the month the rules say, by default the one after it. Someone
// born on 29 February has it in February every year.
[[nodiscard]] std::int32_t age_in(Month month, Date birth_date, const policy::MonthRules& rules = {}) noexcept;

}  // namespace mingzhang::entitlement
