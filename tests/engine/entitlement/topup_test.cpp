// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "tests/engine/entitlement/sample.hpp"

namespace mingzhang::entitlement {

using namespace mingzhang::test;
using policy::Combine;
using Codes = std::vector<std::string>;

namespace {

// Two percents, two amounts, two age bands, and something added on top.
policy::Pack sample_pack(Combine combine) {
    auto rules = pack("581");
    rules.topup.combine = combine;
    rules.topup.rounding = {policy::RoundingUnit::fen, policy::RoundingMode::half_up};
    auto elderly = item("elderly", "45");
    elderly.age_min = 70;
    auto minor = percent_item("minor", 15);
    minor.age_max = 17;
    auto working = item("working", "1");
    working.age_min = 18;
    working.age_max = 20;
    rules.topup.categories = {percent_item("severe", 20), item("ill", "60"), elderly, minor, working};
    rules.topup.stack = {item("disabled", "30"), item("second", "5")};
    return rules;
}

}  // namespace

TEST_CASE("Categories are combined by max or sum, and stack items are added to either") {
    struct Row {
        const char* why;
        Codes categories;
        const char* born;
        const char* by_max;
        const char* by_sum;
    };
    const auto row = GENERATE(values<Row>({
        {"none", {}, "1980-01-01", "0", "0"},
        {"a code the pack does not know", {"unknown"}, "1980-01-01", "0", "0"},
        {"an amount", {"ill"}, "1980-01-01", "60", "60"},
        {"a percent of the standard", {"severe"}, "1980-01-01", "116.20", "116.20"},
        {"a percent and an amount", {"ill", "severe"}, "1980-01-01", "116.20", "176.20"},
        {"a code listed twice counts once", {"ill", "ill"}, "1980-01-01", "60", "60"},
        {"stack alone", {"disabled"}, "1980-01-01", "30", "30"},
        {"two of the stack", {"disabled", "second"}, "1980-01-01", "35", "35"},
        {"stack on top", {"severe", "disabled", "ill"}, "1980-01-01", "146.20", "206.20"},
        {"old without a code", {}, "1950-01-01", "45", "45"},
        {"not old, though the row lists the code", {"elderly"}, "1980-01-01", "0", "0"},
        {"old and ill", {"ill"}, "1950-01-01", "60", "105"},
        {"70 from the month after", {}, "1952-08-01", "0", "0"},
        {"70 in the month after", {}, "1952-07-31", "45", "45"},
        {"17 until the month after the eighteenth birthday", {}, "2004-08-01", "87.15", "87.15"},
        {"18 in the month after", {}, "2004-07-31", "1", "1"},
        {"20, the upper bound included", {}, "2001-08-31", "1", "1"},
        {"21", {}, "2001-07-31", "0", "0"},
        {"a minor and disabled", {"severe", "disabled"}, "2010-01-01", "146.20", "233.35"},
    }));
    CAPTURE(row.why);
    auto home = household_of(0);
    add_member(home, 1, row.born).categories = row.categories;
    const auto by_max = owed(home, book({sample_pack(Combine::max)}), "2022-08");
    CHECK(by_max.topup == yuan(row.by_max));
    CHECK(by_max.base == yuan("581"));
    CHECK(by_max.total == sum(yuan("581"), yuan(row.by_max)));
    CHECK(owed(home, book({sample_pack(Combine::sum)}), "2022-08").topup == yuan(row.by_sum));
}

TEST_CASE("Only counted members bring top-ups") {
    auto home = household_of(3);
    for (auto& member : home.members) member.categories = {"ill"};
    home.members[1].covered = false;
    add_death(home, 3, "2022-07-01");
    const auto assessment = owed(home, book({sample_pack(Combine::max)}), "2022-08");
    CHECK(assessment.topup == yuan("60"));
    CHECK(assessment.now.members[0].topup == yuan("60"));
    CHECK(assessment.now.members[1].topup == Money{});
}

TEST_CASE("A percent is rounded by the rule for top-ups, each value on its own") {
    auto rules = pack("333.33");
    rules.dibao.rounding = {policy::RoundingUnit::fen, policy::RoundingMode::half_up};
    rules.topup.combine = Combine::sum;
    rules.topup.rounding = {policy::RoundingUnit::jiao, policy::RoundingMode::ceil};
    rules.topup.categories = {percent_item("a", 10), percent_item("b", 10), item("c", "0.01")};
    auto home = household_of(1);
    home.members[0].categories = {"a", "b", "c"};
    CHECK(owed(home, book({rules}), "2022-08").topup == yuan("66.81"));  // 33.40 twice and an amount as it is.
}

TEST_CASE("Without a base above zero before rounding there are no top-ups, with one there are") {
    auto rules = sample_pack(Combine::max);
    rules.dibao.rounding = {policy::RoundingUnit::yuan, policy::RoundingMode::floor};
    auto home = household_of(1);
    home.members[0].categories = {"ill"};
    add_income(home, 0, "6972");
    CHECK(owed(home, book({rules}), "2022-08").total == Money{});
    CHECK(owed(home, book({rules}), "2022-08").topup == Money{});
    home.incomes[0].annual_amount = yuan("6971.99");
    const auto assessment = owed(home, book({rules}), "2022-08");
    CHECK(assessment.base == Money{});
    CHECK(assessment.topup == yuan("60"));
    CHECK(assessment.total == yuan("60"));
    CHECK(assessment.nothing == Nothing::no);
}

TEST_CASE("Under max exactly one category is marked as paid") {
    auto home = household_of(1);
    auto rules = sample_pack(Combine::max);
    rules.topup.categories.push_back(percent_item("same", 20));
    home.members[0].categories = {"severe", "ill", "same", "disabled"};
    const auto assessment = owed(home, book({rules}), "2022-08");
    REQUIRE(assessment.topups.size() == 4);
    CHECK(assessment.topups[0].paid);
    CHECK_FALSE(assessment.topups[1].paid);
    CHECK_FALSE(assessment.topups[2].paid);
    CHECK(assessment.topups[3].paid);
    CHECK(assessment.topup == yuan("146.20"));
}

}  // namespace mingzhang::entitlement
