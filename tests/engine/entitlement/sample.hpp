// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/entitlement/assess.hpp"
#include "engine/policy/pack_book.hpp"
#include "engine/registry/household.hpp"

// Small households and packs for tables of cases. Everyone is invented.
namespace mingzhang::test {

inline Money yuan(const char* text) {
    return parse_yuan(text).value();
}
inline Month in(const char* text) {
    return parse_month(text).value();
}
inline Date on(const char* text) {
    return parse_date(text).value();
}

// Rural dibao of one division, approved long ago, nobody in it.
registry::Household household(Program program = Program::rural_dibao);

// The people 1, 2, 3 …, born in 1980, covered, members from the beginning.
registry::Household household_of(int people, Program program = Program::rural_dibao);

// Adds a member from the beginning and the person; give them in the order of their numbers.
registry::MemberVersion& add_member(registry::Household& household, std::int64_t number,
                                    const char* birth_date = "1980-05-15");
registry::Person& person(registry::Household& household, std::int64_t number);

// From 2020-01 and open; number 0: the household's own.
registry::IncomeRow& add_income(registry::Household& household, std::int64_t number, const char* amount);
void add_death(registry::Household& household, std::int64_t number, const char* died_on);

// From 2020-01 in the households' county: every program at the standard, fen half up, max, grace 100, 75, 50.
policy::Pack pack(const char* standard);
policy::PackBook book(std::vector<policy::Pack> packs);

policy::TopupItem item(const char* code, const char* amount);
policy::TopupItem percent_item(const char* code, int percent);

// What the household is owed; the test fails when it is refused.
entitlement::Assessment owed(const registry::Household& household, const policy::PackBook& packs, const char* month);

}  // namespace mingzhang::test
