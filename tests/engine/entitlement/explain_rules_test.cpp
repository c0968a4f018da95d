// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include <string>

#include "engine/entitlement/explain.hpp"
#include "engine/entitlement/explain_benefits.hpp"
#include "engine/policy/parse_pack.hpp"
#include "tests/engine/entitlement/golden_town.hpp"
#include "tests/engine/entitlement/sample.hpp"
#include "tests/places.hpp"

// Explanations by the delivered synthetic packs, which use every rule; each page was checked by hand.
namespace mingzhang::entitlement {

using namespace mingzhang::test;

namespace {

policy::Pack delivered(const std::string& name) {
    const std::string file = MINGZHANG_SOURCE_DIR "/engine/policy/packs/" + name + ".toml";
    auto pack = policy::parse_pack(read_text(file), name);
    REQUIRE(pack.has_value());
    return std::move(*pack);
}

std::string golden(const std::string& name) {
    return read_text(MINGZHANG_SOURCE_DIR "/tests/engine/entitlement/explanations/" + name + ".txt");
}

registry::Household town_household(Program program) {
    auto home = household_of(0, program);
    add_member(home, 1, "1950-01-01").name = "沈文";
    add_member(home, 2).name = "赵梅";
    add_member(home, 3, "2012-01-01").name = "沈平";
    return home;
}

}  // namespace

TEST_CASE("A household is told of the cut of a share, the cap, and the source behind each rule") {
    auto home = town_household(Program::urban_dibao);
    home.members[0].categories = {"severe_disability", "serious_illness", "disabled"};
    home.members[1].categories = {"refused_work"};
    add_death(home, 3, "2024-02-27");
    add_income(home, 1, "10000");
    const auto packs = book({delivered("synthetic-full-2024")});
    const auto now = owed(home, packs, "2024-03");
    CHECK(explain(home, now, Language::zh) == golden("every_rule_zh"));
    CHECK(explain(home, now, Language::en) == golden("every_rule_en"));
    CHECK(what_changed(owed(home, packs, "2024-02"), now, Language::zh) == golden("since_last_month_zh"));
}

TEST_CASE("Tiers are explained member by member") {
    auto home = town_household(Program::rural_dibao);
    home.versions[0].division = DivisionCode::parse("500112001001").value();
    home.members[0].categories = {"tier_a"};
    home.members[1].categories = home.members[2].categories = {"tier_c"};
    add_income(home, 1, "6000");
    const auto packs = book({delivered("synthetic-tiers-2024")});
    CHECK(explain(home, owed(home, packs, "2024-03"), Language::zh) == golden("tiers_zh"));
}

TEST_CASE("A person in an institution is told where the money goes") {
    auto home = household_of(2, Program::rural_tekun);
    home.members[0].self_care = registry::SelfCare::partial;
    home.members[1].self_care = registry::SelfCare::none;
    home.members[1].categories = {"in_institution"};
    const auto packs = book({delivered("synthetic-full-2024")});
    CHECK(explain(home, owed(home, packs, "2024-03"), Language::zh) == golden("institution_zh"));
}

TEST_CASE("An edge household is told its band and why nothing is owed") {
    auto home = household_of(1, Program::edge);
    add_income(home, 0, "10800");
    auto rules = delivered("synthetic-full-2024");
    rules.edge->pays = policy::EdgeMoney{policy::Amount{yuan("50")}, policy::Level::person, {}};
    CHECK(explain(home, owed(home, book({rules}), "2024-03"), Language::zh) == golden("edge_outside_zh"));
    home.incomes[0].annual_amount = yuan("7200");
    CHECK_THAT(explain(home, owed(home, book({rules}), "2024-03"), Language::en),
               Catch::Contains("Owed: 50.00 + 0.00 = 50.00 yuan"));
}

TEST_CASE("What is paid once is explained with its own numbers") {
    auto rules = delivered("synthetic-full-2024");
    auto home = household_of(2, Program::rural_tekun);
    add_death(home, 2, "2024-03-05");
    const auto packs = book({rules});
    const auto subsidy = price_subsidy(home, packs, in("2024-03"), {policy::Rise{210}, policy::Rise{650}});
    REQUIRE(subsidy.has_value());
    const auto grants = funeral_grants(home, packs, in("2024-03"));
    REQUIRE(grants.size() == 1);
    TemporaryCase facts;
    facts.cause = "illness";
    facts.people = 3;
    facts.months = 6;
    facts.emergency = true;
    const auto temporary = temporary_grant(rules, facts);
    REQUIRE(temporary.has_value());
    const std::vector<Stay> stays{{{1}, yuan("1400"), {}, {}}, {{2}, yuan("1700"), {}, on("2024-03-05")}};
    const auto institution = settle_institution(*rules.institution, in("2024-03"), stays);
    CHECK(explain(*subsidy, Language::zh) + explain(grants[0], Language::zh) + explain(*temporary, Language::zh) +
              explain(institution, Language::zh) ==
          golden("paid_once_zh"));
    CHECK(explain(*subsidy, Language::en) + explain(grants[0], Language::en) + explain(*temporary, Language::en) +
              explain(institution, Language::en) ==
          golden("paid_once_en"));
}

}  // namespace mingzhang::entitlement
