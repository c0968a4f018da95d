// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "tests/engine/entitlement/sample.hpp"

// 渐退: from grace_from on the base of the month before is paid by falling percents.
namespace mingzhang::entitlement {

using namespace mingzhang::test;

namespace {

// 600 a month, income 1200 a year: 500 in 2022-05; grace from 2022-06 by 100, 75, 50.
registry::Household sample_household() {
    auto home = household_of(1);
    add_income(home, 1, "1200").to_month = in("2022-05");
    add_income(home, 1, "60000").from_month = in("2022-06");  // The job that ends the need.
    home.versions[0].grace_from = in("2022-06");
    return home;
}

policy::Pack sample_pack() {
    auto rules = pack("600");
    rules.dibao.rounding = {policy::RoundingUnit::yuan, policy::RoundingMode::ceil};
    rules.topup.categories = {item("ill", "60"), percent_item("severe", 10)};
    return rules;
}

}  // namespace

TEST_CASE("Grace pays the base of the month before by the percent of its step, then nothing") {
    struct Row {
        const char* month;
        const char* base;
        const char* topup;
        Nothing nothing;
    };
    const auto row = GENERATE(values<Row>({
        {"2022-05", "500", "60", Nothing::no},
        {"2022-06", "500", "60", Nothing::no},
        {"2022-07", "375", "60", Nothing::no},
        {"2022-08", "250", "60", Nothing::no},
        {"2022-09", "0", "0", Nothing::grace_over},
        {"2023-09", "0", "0", Nothing::grace_over},
    }));
    CAPTURE(row.month);
    auto home = sample_household();
    home.members[0].categories = {"ill"};
    const auto assessment = owed(home, book({sample_pack()}), row.month);
    CHECK(assessment.base == yuan(row.base));
    CHECK(assessment.topup == yuan(row.topup));
    CHECK(assessment.nothing == row.nothing);
    CHECK(assessment.in_grace == (in(row.month) >= in("2022-06")));
}

TEST_CASE("Percent and rounding come from the month's pack, the base from the pack of the month before the grace") {
    auto later = sample_pack();
    later.effective_from = in("2022-06");
    later.standards.fill(yuan("900"));
    later.dibao.grace = {{99}, {33}};
    later.dibao.rounding = {policy::RoundingUnit::jiao, policy::RoundingMode::floor};
    later.dibao.minimum_per_household = yuan("9999");  // Rule 4 is not applied for the month.
    auto home = sample_household();
    home.incomes[0].annual_amount = yuan("1213");
    home.members[0].categories = {"severe"};
    const auto packs = book({sample_pack(), later});
    const auto first = owed(home, packs, "2022-06");
    CHECK(first.grace.before.base == yuan("499"));  // 498.92 up to the yuan by the earlier pack.
    CHECK(first.base == yuan("494"));               // 494.01 down to the jiao by the later.
    CHECK(first.topup == yuan("90"));               // Top-ups follow the month's standard.
    CHECK(owed(home, packs, "2022-07").base == yuan("164.60"));
    CHECK(owed(home, packs, "2022-08").nothing == Nothing::grace_over);
}

TEST_CASE("The minimum of the month before the grace belongs to its base") {
    auto rules = sample_pack();
    rules.dibao.minimum_per_household = yuan("520");
    CHECK(owed(sample_household(), book({rules}), "2022-07").base == yuan("390"));
}

TEST_CASE("The base counts whether the household was active in that month or not") {
    auto home = sample_household();
    home.versions[0].approved_on = on("2022-05-20");  // Paid from June, yet May has a base.
    CHECK(owed(home, book({sample_pack()}), "2022-05").total == Money{});
    CHECK(owed(home, book({sample_pack()}), "2022-07").base == yuan("375"));
    home.versions[0].ended_on = on("2022-06-30");
    CHECK(owed(home, book({sample_pack()}), "2022-07").nothing == Nothing::ended);
}

TEST_CASE("The base takes members, cover and versions of the month before the grace") {
    auto home = sample_household();
    add_member(home, 2).joined_on = on("2022-05-10");
    add_member(home, 3).left_on = on("2022-05-10");
    const auto packs = book({sample_pack()});
    const auto assessment = owed(home, packs, "2022-06");
    CHECK(assessment.grace.before.covered == 2);
    CHECK(assessment.base == yuan("1100"));
    CHECK(assessment.covered == 2);

    auto changed = sample_household();
    auto later = changed.versions[0];
    later.from_month = in("2022-06");
    changed.versions[0].cover = registry::Cover::single;
    changed.versions[0].grace_from.reset();
    changed.versions.push_back(later);
    CHECK(owed(changed, packs, "2022-06").base == yuan("600"));  // Single and full in May.
}

TEST_CASE("An earlier grace of the month before the grace is not applied to the base") {
    auto home = sample_household();
    home.versions[0].grace_from = in("2022-01");
    auto later = home.versions[0];
    later.from_month = in("2022-06");
    later.grace_from = in("2022-06");
    home.versions.push_back(later);
    CHECK(owed(home, book({sample_pack()}), "2022-07").base == yuan("375"));
}

TEST_CASE("A base of zero before the grace leaves nothing, top-ups included") {
    auto home = sample_household();
    home.members[0].categories = {"ill"};
    const auto nothing_before = [](const registry::Household& of, const policy::PackBook& packs, Nothing why) {
        const auto assessment = owed(of, packs, "2022-06");
        CHECK(assessment.total == Money{});
        CHECK(assessment.topup == Money{});
        CHECK(assessment.nothing == Nothing::grace_base_zero);
        CHECK(assessment.grace.before.nothing == why);
    };
    const auto packs = book({sample_pack()});

    auto rich = home;
    rich.incomes[0].annual_amount = yuan("7200");
    nothing_before(rich, packs, Nothing::income_reaches_standard);

    auto alone = home;
    alone.members[0].joined_on = on("2022-05-01");
    nothing_before(alone, packs, Nothing::nobody_covered);

    auto young = home;
    young.versions[0].from_month = in("2022-06");
    nothing_before(young, packs, Nothing::no_version);

    auto late = sample_pack();
    late.effective_from = in("2022-06");
    nothing_before(home, book({late}), Nothing::no_pack);

    auto bare = sample_pack();
    bare.standards[1].reset();
    nothing_before(home, book({bare, late}), Nothing::no_standard);

    auto edge = home;
    auto now = edge.versions[0];
    now.from_month = in("2022-06");
    edge.versions[0].program = GENERATE(Program::edge, Program::rural_tekun);
    edge.versions.push_back(now);
    nothing_before(edge, packs, Nothing::not_dibao);

    auto down = sample_pack();
    down.dibao.rounding.mode = policy::RoundingMode::floor;
    auto nearly = home;
    nearly.incomes[0].annual_amount = yuan("7199");
    nothing_before(nearly, book({down}), Nothing::no);
}

TEST_CASE("Nobody counted in the month is nothing, whatever the grace") {
    auto home = sample_household();
    add_death(home, 1, "2022-06-20");
    const auto packs = book({sample_pack()});
    CHECK(owed(home, packs, "2022-06").base == yuan("500"));
    CHECK(owed(home, packs, "2022-07").nothing == Nothing::nobody_covered);
    CHECK(owed(home, packs, "2022-07").total == Money{});
}

TEST_CASE("A percent of zero pays no base and keeps the top-ups") {
    auto rules = sample_pack();
    rules.dibao.grace = {{0}};
    auto home = sample_household();
    CHECK(owed(home, book({rules}), "2022-06").nothing == Nothing::rounded_to_zero);
    home.members[0].categories = {"ill"};
    CHECK(owed(home, book({rules}), "2022-06").total == yuan("60"));
}

TEST_CASE("Urban dibao before and rural dibao after is one grace") {
    auto home = sample_household();
    auto later = home.versions[0];
    later.from_month = in("2022-06");
    home.versions[0].program = Program::urban_dibao;
    home.versions.push_back(later);
    CHECK(owed(home, book({sample_pack()}), "2022-07").base == yuan("375"));
}

}  // namespace mingzhang::entitlement
