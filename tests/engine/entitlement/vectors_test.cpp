// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include <string>

#include "engine/policy/parse_pack.hpp"
#include "tests/engine/entitlement/sample.hpp"

// The vectors of the field's rules (domain §2.9), each under its letter, with packs as an office writes them.
namespace mingzhang::entitlement {

using namespace mingzhang::test;

namespace {

struct Rules {
    std::string standard = "581.00";
    std::string rounding = R"({ unit = "fen", mode = "half_up" })";
    std::string from = "2015-01";
    std::string more = {};
};

policy::Pack pack_of(const Rules& rules) {
    const std::string text = "id = \"vector-" + rules.from + "\"\ntitle = \"合成\"\ndivision = \"500110\"\n" +
                             "effective_from = \"" + rules.from + "\"\n[standards]\nrural_dibao = \"" + rules.standard +
                             "\"\n[dibao]\nrounding = " + rules.rounding + "\nsingle_cover = { mode = \"full\" }\n" +
                             rules.more;
    auto pack = policy::parse_pack(text, "vector.toml");
    REQUIRE(pack.has_value());
    return std::move(*pack);
}

registry::Household of_three(const char* income_a_year) {
    auto home = household_of(3);
    home.versions[0].approved_on = on("2015-06-15");
    add_income(home, 0, income_a_year).from_month = in("2015-01");
    return home;
}

const std::string ceil_yuan = R"({ unit = "yuan", mode = "ceil" })";
const std::string person_ceil_yuan = R"({ unit = "yuan", mode = "ceil", level = "person" })";
const std::string person_fen = R"({ unit = "fen", mode = "half_up", level = "person" })";
const std::string fen = R"({ unit = "fen", mode = "half_up" })";

}  // namespace

TEST_CASE("Vectors a, b, c and g: the difference of a household of three") {
    struct Row {
        const char* vector;
        const char* standard;
        const std::string* rounding;
        const char* income;  // A year.
        const char* owed;
    };
    const auto row = GENERATE(values<Row>({
        {"(a) 7200 a year", "581.00", &fen, "7200", "1143.00"},
        {"(b) 1894 a month, the household rounded", "632.00", &ceil_yuan, "22728", "2.00"},
        {"(b) each person rounded first gives a yuan more", "632.00", &person_ceil_yuan, "22728", "3.00"},
        {"(c) to the fen", "515.00", &fen, "10000", "711.67"},
        {"(c) each person to the fen first", "515.00", &person_fen, "10000", "711.66"},
        {"(c) up to the yuan", "515.00", &ceil_yuan, "10000", "712.00"},
        {"(g) the income of each is the standard: strictly below it is the rule", "581.00", &fen, "20916.00", "0.00"},
        {"(g) one fen a month less for each", "581.00", &fen, "20915.64", "0.03"},
        {"(g) the same, up to the yuan", "581.00", &ceil_yuan, "20915.64", "1.00"},
    }));
    CAPTURE(row.vector);
    const auto packs = book({pack_of({.standard = row.standard, .rounding = *row.rounding})});
    const auto assessment = owed(of_three(row.income), packs, "2017-08");
    CHECK(assessment.total == yuan(row.owed));
    CHECK((assessment.nothing == Nothing::income_reaches_standard) == (row.owed == std::string{"0.00"}));
}

TEST_CASE("Vector g: a least payment lifts three fen") {
    const auto home = of_three("20915.64");
    const auto owed_by = [&](const std::string& more) {
        return owed(home, book({pack_of({.more = more})}), "2017-08").total;
    };
    CHECK(owed_by("minimum_per_household = \"10.00\"\n") == yuan("10.00"));
    CHECK(owed_by("minimum_per_person = \"10.00\"\n") == yuan("30.00"));
    CHECK(owed_by("minimum_per_household = \"50.00\"\nminimum_per_person = \"10.00\"\n") == yuan("50.00"));
}

TEST_CASE("Vector d: a member of three dies") {
    const auto packs = book({pack_of({})});
    auto home = of_three("7200");
    SECTION("(d) 600 a month of income stays: 581 overpaid a month") {
        add_death(home, 3, "2017-03-20");
        CHECK(owed(home, packs, "2017-03").total == yuan("1143.00"));
        CHECK(owed(home, packs, "2017-04").total == yuan("562.00"));
    }
    SECTION("(d) 200 of the 600 were the dead member's: 381 overpaid a month") {
        home.incomes[0].annual_amount = yuan("4800");
        add_income(home, 3, "2400").from_month = in("2015-01");
        add_death(home, 3, "2017-03-20");
        CHECK(owed(home, packs, "2017-03").total == yuan("1143.00"));
        CHECK(owed(home, packs, "2017-04").total == yuan("762.00"));
    }
}

TEST_CASE("Vector e: a standard risen from 2021-09 and first paid in November leaves 19 for each person and month") {
    const auto before = pack_of({.standard = "496.00"});
    const auto after = pack_of({.standard = "515.00", .from = "2021-09"});
    const auto home = of_three("7200");
    const auto more = [&](const char* month) {
        return difference(owed(home, book({before, after}), month).total, owed(home, book({before}), month).total);
    };
    CHECK(more("2021-08") == Money{});
    CHECK(sum(more("2021-09"), more("2021-10")) == yuan("114.00"));  // 19 × 3 × 2
}

TEST_CASE("Vector f: deaths in March and April, last paid in November, are 8 and 7 months too many") {
    struct Row {
        const char* vector;
        const char* died_on;
        int months;
    };
    const auto row = GENERATE(values<Row>({{"(f) March", "2017-03-11", 8}, {"(f) April", "2017-04-30", 7}}));
    CAPTURE(row.vector);
    auto home = household_of(1);
    home.versions[0].approved_on = on("2015-06-15");
    add_death(home, 1, row.died_on);
    const auto packs = book({pack_of({})});
    int too_many = 0;
    for (Month month = in("2017-01"); month <= in("2017-11"); month = month + 1)
        if (assess(home, packs, month)->total.is_zero()) ++too_many;
    CHECK(too_many == row.months);
}

TEST_CASE("Vector h: the ends of the edge band") {
    struct Row {
        const char* vector;
        const char* income;
        bool by_notice;  // Both ends open.
        bool by_law;     // Who stands exactly at the standard is in.
    };
    const auto row = GENERATE(values<Row>({
        {"(h) a fen below the standard", "6971.99", false, false},
        {"(h) exactly the standard: the notice and national law differ", "6972.00", false, true},
        {"(h) a fen above it", "6972.01", true, true},
        {"(h) a fen below one and a half", "10457.99", true, true},
        {"(h) exactly one and a half", "10458.00", false, false},
    }));
    CAPTURE(row.vector);
    auto home = household_of(1, Program::edge);
    home.versions[0].approved_on = on("2015-06-15");
    add_income(home, 0, row.income).from_month = in("2015-01");
    const auto is_in = [&](const std::string& lower) {
        const auto packs = book(
            {pack_of({.more = "[edge]\nstandard = \"rural_dibao\"\nband = { from_percent = 100, lower = \"" + lower +
                              "\", to_percent = 150, upper = \"open\" }\n"
                              "pays = { amount = \"50.00\", per = \"household\" }\n"})});
        const auto assessment = owed(home, packs, "2017-08");
        CHECK((assessment.total == yuan("50.00")) == (assessment.nothing == Nothing::no));
        return assessment.total.is_positive();
    };
    CHECK(is_in("open") == row.by_notice);
    CHECK(is_in("closed") == row.by_law);
}

TEST_CASE("Vector i: an age reached on the 15th tells in the same month or the next") {
    struct Row {
        const char* vector;
        const char* born;
        const char* bounds;
        bool before;  // Whether the category applies in the month before it tells.
    };
    const auto row = GENERATE(values<Row>({
        {"(i) 16", "2001-08-15", "age_max = 15", true},
        {"(i) 18", "1999-08-15", "age_max = 17", true},
        {"(i) 60", "1957-08-15", "age_min = 60", false},
        {"(i) 70", "1947-08-15", "age_min = 70", false},
    }));
    CAPTURE(row.vector);
    auto home = household_of(0);
    home.versions[0].approved_on = on("2015-06-15");
    add_member(home, 1, row.born);
    const auto applies = [&](const std::string& months, const char* month) {
        const auto packs = book(
            {pack_of({.more = months + "[topup]\ncombine = \"max\"\nrounding = " + fen +
                              "\n[[topup.category]]\ncode = \"by_age\"\namount = \"45.00\"\n" + row.bounds + "\n"})});
        return owed(home, packs, month).topup == yuan("45.00");
    };
    CHECK(applies("", "2017-08") == row.before);
    CHECK(applies("", "2017-09") != row.before);
    CHECK(applies("[months]\nbirthday = \"same\"\n", "2017-07") == row.before);
    CHECK(applies("[months]\nbirthday = \"same\"\n", "2017-08") != row.before);
}

}  // namespace mingzhang::entitlement
