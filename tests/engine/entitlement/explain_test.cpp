// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/explain.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <string>

#include "tests/engine/entitlement/golden_town.hpp"
#include "tests/engine/entitlement/sample.hpp"
#include "tests/places.hpp"

namespace mingzhang::entitlement {

using namespace mingzhang::test;

namespace {

policy::Pack sample_pack() {
    auto rules = pack("636");
    rules.title = "城关镇低保政策";
    rules.dibao.rounding = {policy::RoundingUnit::yuan, policy::RoundingMode::ceil};
    auto elderly = item("elderly_70", "45");
    elderly.age_min = 70;
    rules.topup.categories = {percent_item("severe_disability", 20), item("serious_illness", "60"), elderly};
    rules.topup.stack = {item("disabled", "30")};
    return rules;
}

registry::Household sample_household() {
    auto home = household_of(0);
    add_member(home, 1, "1950-01-01").name = "沈文";
    add_member(home, 2).name = "赵梅";
    add_member(home, 3).name = "沈平";
    add_member(home, 4).name = "吕兰桂";
    home.members[0].categories = {"severe_disability", "disabled"};
    home.members[2].covered = false;
    add_death(home, 4, "2022-07-13");
    add_income(home, 0, "3600");
    add_income(home, 1, "-400");
    add_income(home, 3, "4000.50");
    add_income(home, 4, "1000");
    return home;
}

// An explanation as it was once checked by hand.
std::string golden(const std::string& name) {
    return read_text(MINGZHANG_SOURCE_DIR "/tests/engine/entitlement/explanations/" + name + ".txt");
}

std::string explained(const registry::Household& home, const policy::PackBook& packs, const char* month,
                      Language language = Language::zh) {
    return explain(home, owed(home, packs, month), language);
}

bool has_long_number(const std::string& text) {
    std::size_t run = 0;
    for (const char c : text) {
        run = std::isdigit(static_cast<unsigned char>(c)) != 0 ? run + 1 : 0;
        if (run >= 15) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("A household's month is explained as one would write it on paper") {
    CHECK(explained(sample_household(), book({sample_pack()}), "2022-08") == golden("household_zh"));
}

TEST_CASE("The explanation is the same in English") {
    CHECK(explained(sample_household(), book({sample_pack()}), "2022-08", Language::en) == golden("household_en"));
}

TEST_CASE("Income taken off each person alone is shown person by person, with what is left aside") {
    auto rules = sample_pack();
    rules.dibao.single_cover.mode = policy::SingleCoverMode::difference;
    rules.dibao.minimum_per_household = yuan("2000");
    auto home = sample_household();
    home.versions[0].cover = registry::Cover::single;
    add_income(home, 2, "9000");
    CHECK(explained(home, book({rules}), "2022-08") == golden("single_difference_zh"));
}

TEST_CASE("Grace is explained from the month before it") {
    auto home = household_of(1);
    home.members[0].name = "严磊";
    add_income(home, 1, "1201");
    home.versions[0].grace_from = in("2022-07");
    CHECK(explained(home, book({sample_pack()}), "2022-08") == golden("grace_zh"));
    CHECK_THAT(explained(home, book({sample_pack()}), "2022-12"), Catch::Contains("政策包规定 3 个月，已满\n"));
}

TEST_CASE("Tekun is explained by standard and care") {
    auto home = household_of(1, Program::rural_tekun);
    home.members[0].name = "严磊";
    home.members[0].self_care = registry::SelfCare::none;
    CHECK(explained(home, book({sample_pack()}), "2022-08") == golden("tekun_zh"));
}

TEST_CASE("A household that is owed nothing is told why") {
    auto home = household_of(1);
    home.versions[0].ended_on = on("2022-03-15");
    home.versions[0].end_reason = "moved";
    CHECK(explained(home, book({sample_pack()}), "2022-08") ==
          "户编号 YX000001，2022年8月，农村低保\n应发：0.00 元。2022-03-15 停保（迁出），自次月起不再发放。\n");
    home.versions[0].from_month = in("2022-09");
    CHECK(explained(home, book({sample_pack()}), "2022-08") ==
          "户编号 YX000001，2022年8月\n应发：0.00 元。该户本月尚未登记。\n");
}

TEST_CASE("What changed names packs, members, income and the result, and nothing that is the same") {
    auto later = sample_pack();
    later.effective_from = in("2022-08");
    later.title = "城关镇低保政策（二）";
    later.standards.fill(yuan("717"));
    later.dibao.rounding = {policy::RoundingUnit::fen, policy::RoundingMode::half_up};
    const auto packs_before = book({sample_pack()});
    const auto packs_now = book({sample_pack(), later});
    auto before = sample_household();
    before.persons[3].deaths.clear();
    auto now = sample_household();
    now.members[1].categories = {"serious_illness"};
    now.incomes[0].annual_amount = yuan("4800");
    CHECK(what_changed(owed(before, packs_before, "2022-08"), owed(now, packs_now, "2022-08"), Language::zh) ==
          golden("changes_zh"));
    CHECK(what_changed(owed(before, packs_before, "2022-08"), owed(before, packs_before, "2022-08"), Language::zh) ==
          "没有变化\n");
}

TEST_CASE("What changed in the month before a grace is said apart") {
    auto before = household_of(1);
    before.versions[0].grace_from = in("2022-07");
    auto now = before;
    add_income(now, 0, "1200");
    const auto packs = book({sample_pack()});
    CHECK(what_changed(owed(before, packs, "2022-08"), owed(now, packs, "2022-08"), Language::zh) ==
          golden("changes_before_grace_zh"));
}

TEST_CASE("Every explanation of the golden towns gives the total and shows neither codes nor ID numbers") {
    GoldenTown town{"golden-town-2"};
    for (const Month month : town.months()) town.import_month(month);
    const Month month = in("2022-06");
    std::size_t paid = 0;
    for (const registry::Household& home : town.households()) {
        const auto assessment = assess(home, town.packs(), month).value();
        for (const Language language : {Language::zh, Language::en}) {
            const std::string text = explain(home, assessment, language);
            CAPTURE(text);
            CHECK(text.find('_') == std::string::npos);
            CHECK_FALSE(has_long_number(text));
            const std::string total = to_yuan_grouped(assessment.total);
            CHECK(text.find(total + (language == Language::zh ? " 元" : " yuan")) != std::string::npos);
        }
        if (assessment.total.is_positive()) ++paid;
    }
    CHECK(paid > 80);
}

}  // namespace mingzhang::entitlement
