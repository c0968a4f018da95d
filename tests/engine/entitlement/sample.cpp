// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/entitlement/sample.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

namespace mingzhang::test {

using namespace mingzhang::registry;

Household household(Program program) {
    Household out{HouseholdNo::parse("YX000001").value(), {}, {}, {}, {}};
    out.versions.push_back({.from_month = {},
                            .program = program,
                            .division = DivisionCode::parse("500110999001").value(),
                            .applicant = {},
                            .approved_on = on("2020-06-15"),
                            .ended_on = {},
                            .end_reason = {},
                            .grace_from = {},
                            .cover = Cover::household,
                            .bank_code = {},
                            .account = {},
                            .account_name = {}});
    return out;
}

Household household_of(int people, Program program) {
    Household out = household(program);
    for (int number = 1; number <= people; ++number) add_member(out, number);
    return out;
}

MemberVersion& add_member(Household& household, std::int64_t number, const char* birth_date) {
    household.persons.push_back({.id = {number},
                                 .birth_date = on(birth_date),
                                 .id_masked = fmt::format("999901********{:04}", number),
                                 .deaths = {},
                                 .settled_death = {}});
    household.members.push_back({.person = {number},
                                 .from_month = {},
                                 .name = fmt::format("成员{}", number),
                                 .relation = "户主",
                                 .covered = true,
                                 .joined_on = {},
                                 .left_on = {},
                                 .categories = {},
                                 .self_care = SelfCare::full});
    return household.members.back();
}

Person& person(Household& household, std::int64_t number) {
    for (Person& one : household.persons)
        if (one.id.number == number) return one;
    FAIL("no such person");
    return household.persons.front();
}

IncomeRow& add_income(Household& household, std::int64_t number, const char* amount) {
    household.incomes.push_back({.person = number == 0 ? std::nullopt : std::optional{PersonId{number}},
                                 .kind = number == 0 ? "farm" : "wage",
                                 .annual_amount = yuan(amount),
                                 .from_month = in("2020-01"),
                                 .to_month = {}});
    return household.incomes.back();
}

void add_death(Household& household, std::int64_t number, const char* died_on) {
    person(household, number).deaths.push_back({on(died_on), DeathSource::police, std::nullopt});
}

policy::Pack pack(const char* standard) {
    policy::Pack pack;
    pack.id = "sample";
    pack.title = "样例政策包";
    pack.division = DivisionScope::parse("500110").value();
    pack.effective_from = in("2020-01");
    pack.standards.fill(yuan(standard));
    pack.tekun_care = {yuan("50.00"), yuan("200.00"), yuan("300.00")};
    pack.dibao.grace = {{100}, {75}, {50}};
    return pack;
}

policy::PackBook book(std::vector<policy::Pack> packs) {
    policy::PackBook book;
    for (policy::Pack& pack : packs) REQUIRE(book.add(std::move(pack)).has_value());
    return book;
}

policy::TopupItem item(const char* code, const char* amount) {
    return {code, yuan(amount), {}, {}};
}
policy::TopupItem percent_item(const char* code, int percent) {
    return {code, policy::Percent{percent}, {}, {}};
}

entitlement::Assessment owed(const Household& household, const policy::PackBook& packs, const char* month) {
    auto assessment = entitlement::assess(household, packs, in(month));
    REQUIRE(assessment.has_value());
    return std::move(*assessment);
}

}  // namespace mingzhang::test
