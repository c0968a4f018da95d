// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/presence.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/entitlement/sample.hpp"

namespace mingzhang::entitlement {

using namespace mingzhang::test;

TEST_CASE("The month of joining is not paid, the months of leaving and of death are") {
    struct Row {
        const char* why;
        const char* joined_on;
        const char* left_on;
        const char* died_on;
        bool covered;
        Standing expected;
    };
    const auto row = GENERATE(values<Row>({
        {"always there", "", "", "", true, Standing::counted},
        {"not covered", "", "", "", false, Standing::not_covered},
        {"joined on the last day of the month before", "2022-07-31", "", "", true, Standing::counted},
        {"joined on the first day of the month", "2022-08-01", "", "", true, Standing::not_joined},
        {"joins later", "2022-09-01", "", "", true, Standing::not_joined},
        {"left on the first day of the month", "", "2022-08-01", "", true, Standing::counted},
        {"left on the last day of the month before", "", "2022-07-31", "", true, Standing::left},
        {"leaves later", "", "2022-09-01", "", true, Standing::counted},
        {"died on the first day of the month", "", "", "2022-08-01", true, Standing::counted},
        {"died on the last day of the month before", "", "", "2022-07-31", true, Standing::died},
        {"dies later", "", "", "2022-12-31", true, Standing::counted},
        {"left and died: left is said first", "", "2022-05-01", "2022-06-01", true, Standing::left},
        {"not covered and dead", "", "", "2021-06-01", false, Standing::died},
    }));
    CAPTURE(row.why);
    auto home = household_of(1);
    auto& member = home.members.front();
    member.joined_on = parse_date(row.joined_on);
    member.left_on = parse_date(row.left_on);
    member.covered = row.covered;
    if (*row.died_on != '\0') add_death(home, 1, row.died_on);
    CHECK(standing_in(&member, home.persons.front(), in("2022-08")) == row.expected);
    const auto assessment = owed(home, book({pack("600")}), "2022-08");
    REQUIRE(assessment.now.members.size() == 1);
    CHECK(assessment.now.members[0].standing == row.expected);
    CHECK(assessment.covered == (row.expected == Standing::counted ? 1 : 0));
}

TEST_CASE("A member counts by the version in force and not before the first") {
    auto home = household_of(2);
    home.members[1].from_month = in("2022-03");
    auto later = home.members[1];
    later.from_month = in("2022-06");
    later.covered = false;
    home.members.push_back(later);
    const auto packs = book({pack("600")});
    const auto standing = [&](const char* month) { return owed(home, packs, month).now.members.at(1).standing; };
    CHECK(standing("2022-02") == Standing::no_version);
    CHECK(standing("2022-03") == Standing::counted);
    CHECK(standing("2022-05") == Standing::counted);
    CHECK(standing("2022-06") == Standing::not_covered);
    CHECK(owed(home, packs, "2022-02").covered == 1);
    CHECK(owed(home, packs, "2022-03").covered == 2);
}

TEST_CASE("The household version in force is the latest that has begun") {
    auto home = household_of(1);
    auto second = home.versions.front();
    second.from_month = in("2022-03");
    second.program = Program::urban_dibao;
    home.versions.push_back(second);
    CHECK(version_in_force(home, in("1999-01"))->program == Program::rural_dibao);
    CHECK(version_in_force(home, in("2022-02"))->program == Program::rural_dibao);
    CHECK(version_in_force(home, in("2022-03"))->program == Program::urban_dibao);
    home.versions.erase(home.versions.begin());
    CHECK(version_in_force(home, in("2022-02")) == nullptr);
}

TEST_CASE("The smallest reported date of death rules until officers settle one") {
    auto home = household_of(1);
    CHECK_FALSE(death_date(home.persons[0]).has_value());
    add_death(home, 1, "2022-08-20");
    add_death(home, 1, "2022-07-31");
    add_death(home, 1, "2022-09-01");
    CHECK(death_date(home.persons[0]) == on("2022-07-31"));
    CHECK(owed(home, book({pack("600")}), "2022-08").covered == 0);
    home.persons[0].settled_death = on("2022-08-20");
    CHECK(death_date(home.persons[0]) == on("2022-08-20"));
    CHECK(owed(home, book({pack("600")}), "2022-08").covered == 1);
    CHECK(owed(home, book({pack("600")}), "2022-09").covered == 0);
}

TEST_CASE("Reported deaths more than seven days apart hold the household while the person is a covered member") {
    struct Row {
        const char* why;
        const char* first;
        const char* last;
        bool covered;
        const char* member_from;
        const char* settled;
        bool expected;
    };
    const auto row = GENERATE(values<Row>({
        {"one date", "2022-08-01", "2022-08-01", true, "", "", false},
        {"seven days", "2022-08-01", "2022-08-08", true, "", "", false},
        {"eight days", "2022-08-01", "2022-08-09", true, "", "", true},
        {"eight days across a leap February", "2020-02-25", "2020-03-04", true, "", "", true},
        {"seven days across a leap February", "2020-02-25", "2020-03-03", true, "", "", false},
        {"not covered", "2022-08-01", "2022-08-30", false, "", "", false},
        {"dead long before, still covered", "2020-08-01", "2020-08-30", true, "", "", true},
        {"member from the run's month", "2022-08-01", "2022-08-30", true, "2022-09", "", true},
        {"member after the run's month", "2022-08-01", "2022-08-30", true, "2022-10", "", false},
        {"settled", "2022-08-01", "2022-08-30", true, "", "2022-08-15", false},
    }));
    CAPTURE(row.why);
    auto home = household_of(2);
    home.members[1].covered = row.covered;
    home.members[1].from_month = parse_month(row.member_from);
    add_death(home, 2, row.last);
    add_death(home, 2, row.first);
    home.persons[1].settled_death = parse_date(row.settled);
    CHECK(has_death_conflict(home, in("2022-09")) == row.expected);
}

TEST_CASE("A conflict is judged by the member version of the run's month") {
    auto home = household_of(1);
    add_death(home, 1, "2022-08-01");
    add_death(home, 1, "2022-08-30");
    auto later = home.members.front();
    later.from_month = in("2022-10");
    later.covered = false;
    home.members.push_back(later);
    CHECK(has_death_conflict(home, in("2022-09")));
    CHECK_FALSE(has_death_conflict(home, in("2022-10")));
}

TEST_CASE("A birthday counts from the month after its month") {
    struct Row {
        const char* born;
        const char* month;
        int age;
    };
    const auto row = GENERATE(values<Row>({
        {"1952-08-15", "2022-07", 69},
        {"1952-08-15", "2022-08", 69},
        {"1952-08-01", "2022-08", 69},
        {"1952-08-31", "2022-09", 70},
        {"1952-12-31", "2022-12", 69},
        {"1952-12-31", "2023-01", 70},
        {"1952-01-01", "2022-01", 69},
        {"1952-01-01", "2022-02", 70},
        {"2004-02-29", "2022-02", 17},
        {"2004-02-29", "2022-03", 18},
        {"2004-02-29", "2024-02", 19},
        {"2004-02-29", "2024-03", 20},
        {"2022-08-10", "2022-08", 0},
        {"2022-08-10", "2023-08", 0},
        {"2022-08-10", "2023-09", 1},
    }));
    CAPTURE(row.born, row.month);
    CHECK(age_in(in(row.month), on(row.born)) == row.age);
}

}  // namespace mingzhang::entitlement
