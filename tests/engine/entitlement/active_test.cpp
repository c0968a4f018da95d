// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "tests/engine/entitlement/sample.hpp"

// When a household is paid at all, and when its month cannot be computed.
namespace mingzhang::entitlement {

using namespace mingzhang::test;

TEST_CASE("A household is paid from the month after approval to the month of its end") {
    struct Row {
        const char* why;
        const char* approved_on;
        const char* ended_on;
        Nothing expected;
    };
    const auto row = GENERATE(values<Row>({
        {"approved on the last day of the month before", "2022-07-31", "", Nothing::no},
        {"approved on the first day of the month", "2022-08-01", "", Nothing::not_approved_yet},
        {"approved later", "2022-10-01", "", Nothing::not_approved_yet},
        {"ended on the first day of the month", "2021-01-01", "2022-08-01", Nothing::no},
        {"ended on the last day of the month before", "2021-01-01", "2022-07-31", Nothing::ended},
        {"ends later", "2021-01-01", "2023-01-01", Nothing::no},
    }));
    CAPTURE(row.why);
    auto home = household_of(1);
    home.versions[0].approved_on = on(row.approved_on);
    home.versions[0].ended_on = parse_date(row.ended_on);
    const auto assessment = owed(home, book({pack("600")}), "2022-08");
    CHECK(assessment.nothing == row.expected);
    CHECK(assessment.total == yuan(row.expected == Nothing::no ? "600" : "0"));
}

TEST_CASE("Nothing is owed before the first version, to edge households, and when nobody counts") {
    const auto packs = book({pack("600")});
    auto home = household_of(1);
    home.versions[0].from_month = in("2022-09");
    CHECK(owed(home, packs, "2022-08").nothing == Nothing::no_version);
    CHECK(owed(home, packs, "2022-09").nothing == Nothing::no);

    CHECK(owed(household_of(1, Program::edge), packs, "2022-08").nothing == Nothing::edge);
    CHECK(owed(household_of(0), packs, "2022-08").nothing == Nothing::nobody_covered);
    CHECK(owed(household_of(0, Program::urban_tekun), packs, "2022-08").nothing == Nothing::nobody_covered);
}

TEST_CASE("Tekun pays the standard and the care of each covered member, whatever the income") {
    auto rules = pack("930.5");
    rules.dibao.rounding = {policy::RoundingUnit::yuan, policy::RoundingMode::ceil};
    rules.dibao.minimum_per_household = yuan("9999");
    rules.topup.categories = {item("disabled", "77")};
    auto home = household_of(4, GENERATE(Program::urban_tekun, Program::rural_tekun));
    using enum registry::SelfCare;
    home.members[0].self_care = full;
    home.members[1].self_care = partial;
    home.members[2].self_care = none;
    home.members[3].self_care = none;
    home.members[3].covered = false;
    home.members[0].categories = {"disabled"};
    home.versions[0].cover = registry::Cover::single;
    home.versions[0].grace_from = in("2020-01");
    add_income(home, 0, "999999");
    const auto assessment = owed(home, book({rules}), "2022-08");
    CHECK(assessment.covered == 3);
    CHECK(assessment.base == yuan("2791.5"));
    CHECK(assessment.topup == yuan("550"));
    CHECK(assessment.total == yuan("3341.5"));
}

TEST_CASE("An active household without pack, standard or care amount is refused, naming household, month and pack") {
    const auto late = [] {
        auto rules = pack("600");
        rules.effective_from = in("2022-09");
        return rules;
    };
    auto rules = pack("600");
    rules.standards[1].reset();
    rules.tekun_care[1].reset();
    const auto reason = [](const registry::Household& home, const policy::PackBook& packs) {
        const auto assessment = assess(home, packs, in("2022-08"));
        REQUIRE_FALSE(assessment.has_value());
        return assessment.error().reason;
    };
    CHECK(reason(household_of(1), book({late()})) == AssessError::no_pack);
    CHECK(reason(household_of(0), book({late()})) == AssessError::no_pack);
    CHECK(reason(household_of(1), book({rules})) == AssessError::no_standard);
    auto carer = household_of(1, Program::rural_tekun);
    carer.members[0].self_care = registry::SelfCare::partial;
    CHECK(reason(carer, book({rules})) == AssessError::no_care_amount);
    carer.members[0].self_care.reset();
    CHECK(reason(carer, book({rules})) == AssessError::no_care_amount);

    const auto packs = book({rules});
    const auto refused = assess(household_of(1), packs, in("2022-08"));
    const Refusal refusal = to_refusal(household_of(1), refused.error());
    for (const char* part : {"YX000001", "2022-08", "sample"}) {
        CHECK_THAT(refusal.what().en, Catch::Contains(part));
        CHECK_THAT(refusal.what().zh, Catch::Contains(part));
    }
}

TEST_CASE("What does not concern a household does not refuse its month") {
    auto rules = pack("600");
    rules.effective_from = in("2022-09");
    const auto none = book({rules});
    CHECK(assess(household_of(1, Program::edge), none, in("2022-08")).has_value());
    auto ended = household_of(1);
    ended.versions[0].ended_on = on("2022-01-01");
    CHECK(assess(ended, none, in("2022-08")).has_value());

    auto careless = pack("600");
    careless.tekun_care = {};
    CHECK(assess(household_of(1), book({careless}), in("2022-08")).has_value());
    auto home = household_of(1, Program::rural_tekun);
    home.members[0].covered = false;
    home.members[0].self_care.reset();
    CHECK(assess(home, book({careless}), in("2022-08")).has_value());
}

TEST_CASE("The pack follows the division of the version in force") {
    auto town = pack("700");
    town.id = "town";
    town.division = DivisionScope::parse("500110998").value();
    const auto packs = book({pack("600"), town});
    auto home = household_of(1);
    auto moved = home.versions[0];
    moved.from_month = in("2022-09");
    moved.division = DivisionCode::parse("500110998001").value();
    home.versions.push_back(moved);
    CHECK(owed(home, packs, "2022-08").total == yuan("600"));
    CHECK(owed(home, packs, "2022-09").total == yuan("700"));
}

TEST_CASE("An assessment used before gives the same answer as a new one") {
    auto rules = pack("600");
    rules.topup.categories = {item("disabled", "30")};
    const auto packs = book({rules});
    auto grace = household_of(3);
    grace.versions[0].grace_from = in("2022-07");
    grace.members[0].categories = {"disabled"};
    add_income(grace, 1, "600");
    Assessment used;
    REQUIRE(assess_into(used, grace, packs, in("2022-08")).has_value());
    CHECK(used.in_grace);
    auto with_income = household_of(2);
    add_income(with_income, 2, "600");
    for (const auto& home : {with_income, household_of(2), household_of(0), household_of(1, Program::edge),
                             household_of(1, Program::urban_tekun), grace}) {
        REQUIRE(assess_into(used, home, packs, in("2022-08")).has_value());
        const auto fresh = owed(home, packs, "2022-08");
        CHECK(used.total == fresh.total);
        CHECK(used.topup == fresh.topup);
        CHECK(used.covered == fresh.covered);
        CHECK(used.nothing == fresh.nothing);
        CHECK(used.in_grace == fresh.in_grace);
        CHECK(used.topups.size() == fresh.topups.size());
        CHECK(used.now.members.size() == fresh.now.members.size());
        CHECK(used.now.incomes.size() == fresh.now.incomes.size());
        CHECK(used.now.income_sum == fresh.now.income_sum);
    }
    REQUIRE(assess_into(used, grace, packs, in("2022-12")).has_value());  // The percent of before must be forgotten.
    CHECK(used.nothing == Nothing::grace_over);
}

}  // namespace mingzhang::entitlement
