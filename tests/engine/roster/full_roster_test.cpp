// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "tests/engine/roster/roster_office.hpp"

namespace mingzhang::test {

using Lines = std::vector<std::string>;
using registry::FullRosterRefusal;

TEST_CASE("a household a full roster leaves out is asked about, named with program and last amount, and held") {
    Office office;
    load_two_households(office);
    approved_run(office, "2022-08");
    const auto loaded = import_full(office, household_row("YX1"));
    REQUIRE(loaded.has_value());
    CHECK(loaded->number("absent") == 1);
    CHECK(loaded->text("division") == "500110999001");
    CHECK(pending(office) == Lines{"YX2 名册缺户"});
    worklist::read_items(office.sql(), office.county(), /*only_open=*/true, [](const worklist::Item& item) {
        CHECK(item.what.kind == worklist::Kind::missing_from_roster);
        CHECK(item.what.subject == "YX2");
        CHECK(item.what.amount == Money::fen(51500));
        CHECK(item.what.detail.zh.find("农村低保") != std::string::npos);
        CHECK(item.what.detail.zh.find("2022-08 515.00") != std::string::npos);
    });
    CHECK(calculated_lines(office, "2022-09") ==
          Lines{"YX1 2022-09 515.00 none", "YX2 2022-09 515.00 missing_from_roster"});
}

TEST_CASE("the same file again changes nothing, asked about or decided") {
    Office office;
    load_two_households(office);
    REQUIRE(import_full(office, household_row("YX1")).has_value());
    CHECK(import_full(office, household_row("YX1"))->number("absent") == 0);
    CHECK(pending(office).size() == 1);
    REQUIRE(keep(office, "YX2").has_value());
    CHECK(import_full(office, household_row("YX1"))->number("absent") == 0);
    CHECK(pending(office).empty());
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("another full roster asks again about a household that was kept") {
    Office office;
    load_two_households(office);
    REQUIRE(import_full(office, household_row("YX1")).has_value());
    REQUIRE(keep(office, "YX2").has_value());
    CHECK(import_full(office, household_row("YX1", first_account, "2022-09"))->number("absent") == 1);
}

TEST_CASE("a kept household is paid on, with a reason, and its approved lines join the next batch") {
    Office office;
    load_two_households(office);
    REQUIRE(import_full(office, household_row("YX1")).has_value());
    const std::int64_t run = approved_run(office, "2022-08");
    CHECK(equation(office, run).held == Money::fen(51500));
    CHECK(keep(office, "YX2", "").error().is(roster::DecideRefusal::reason_needed));
    CHECK(keep(office, "YX1").error().is(roster::DecideRefusal::nothing_asked));
    CHECK(keep(office, "YX2")->number("lifted") == 1);
    CHECK(equation(office, run).held.is_zero());
    CHECK(open_items(office) == 0);
    CHECK(calculated_lines(office, "2022-09") == Lines{"YX1 2022-09 515.00 none", "YX2 2022-09 515.00 none"});
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("a household that is ended stops after the month of its day, and what was accrued beyond is taken back") {
    Office office;
    load_two_households(office);
    REQUIRE(import_rows(office, household_row("YX2", other_account, "2022-10")).has_value());
    REQUIRE(import_full(office, household_row("YX1")).has_value());
    const std::int64_t run = approved_run(office, "2022-08");
    CHECK(end_it(office, "YX2", "2022-04-30").error().is(roster::DecideRefusal::before_approval));
    CHECK(end_it(office, "YX2", "2022-07-31", "").error().is(roster::DecideRefusal::reason_needed));
    CHECK(end_it(office, "YX2", "2022-07-31")->number("lifted") == 0);
    CHECK(pending(office).empty());
    office.set_day("2022-09-20");
    CHECK(calculated_lines(office, "2022-09") == Lines{"YX1 2022-09 515.00 none"});
    CHECK(calculated_lines(office, "2022-11") == Lines{"YX1 2022-11 515.00 none"});
    REQUIRE(office.approve(office.calculate("2022-09")->number("run")).has_value());
    CHECK(equation(office, run).withdrawn == Money::fen(51500));
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("ending a household lifts what waited for months up to its last") {
    Office office;
    load_two_households(office);
    REQUIRE(import_full(office, household_row("YX1")).has_value());
    const std::int64_t run = approved_run(office, "2022-08");
    CHECK(end_it(office, "YX2", "2022-08-15")->number("lifted") == 1);
    CHECK(equation(office, run).held.is_zero());
}

TEST_CASE("a household that stands in a later full roster, or has ended by another list, needs no answer") {
    Office office;
    load_two_households(office);
    REQUIRE(import_full(office, household_row("YX1")).has_value());
    SECTION("it stands in it") {
        REQUIRE(import_full(office, household_row("YX1") + household_row("YX2", other_account)).has_value());
    }
    SECTION("it has ended") {
        REQUIRE(
            import_rows(office, household_row("YX2", other_account, "", "500110999001", ended("2022-07-31", "死亡")))
                .has_value());
        REQUIRE(import_full(office, household_row("YX1")).has_value());
    }
    CHECK(pending(office).empty());
    CHECK(open_items(office) == 0);
}

TEST_CASE("a run calculated before the full roster is stale, since it pays on whom the roster leaves out") {
    Office office;
    load_two_households(office);
    const std::int64_t run = office.calculate("2022-08")->number("run");
    REQUIRE(import_full(office, household_row("YX1")).has_value());
    CHECK(office.approve(run).error().is(StepRefusal::stale));
}

TEST_CASE("of what place a full roster is, is said or clear from its rows") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX2", other_account, "", "500110999002") +
                                    household_row("YX3", other_account, "", "500110999002") +
                                    household_row("YX4", other_account, "", "500110999001"))
                .has_value());
    const std::string both = household_row("YX1") + household_row("YX2", other_account, "", "500110999002");
    SECTION("villages of one town: the town") {
        const auto loaded = import_full(office, both);
        CHECK(loaded->text("division") == "500110999");
        CHECK(pending(office) == Lines{"YX3 名册缺户", "YX4 名册缺户"});
    }
    SECTION("one village: the village") {
        CHECK(import_full(office, household_row("YX1"))->text("division") == "500110999001");
        CHECK(pending(office) == Lines{"YX4 名册缺户"});
    }
    SECTION("one village, said to be the town's") {
        CHECK(import_full(office, household_row("YX1"), "500110999000")->number("absent") == 3);
    }
    SECTION("a place the file goes beyond is refused") {
        CHECK(import_full(office, both, "500110999001").error().is(FullRosterRefusal::outside_place));
        CHECK(pending(office).empty());
    }
    SECTION("a file of nobody is refused") {
        CHECK(import_full(office, "", "500110999001").error().is(FullRosterRefusal::nobody_listed));
    }
}

TEST_CASE("a full roster of two villages is not guessed to be a third one's as well") {
    Office office;
    load_one_household(office);
    REQUIRE(office.import_text(ImportKind::divisions, divisions_list + "500110999003,三村,village,500110999000\n")
                .has_value());
    REQUIRE(import_rows(office, household_row("YX2", other_account, "", "500110999002") +
                                    household_row("YX3", other_account, "", "500110999003"))
                .has_value());
    const std::string two = household_row("YX1") + household_row("YX2", other_account, "", "500110999002");
    CHECK(import_full(office, two).error().is(FullRosterRefusal::place_unclear));
    CHECK(import_full(office, two, "500110999")->number("absent") == 1);
}

TEST_CASE("only a list of households is a full roster") {
    Office office;
    load_one_household(office);
    SilentProgress silent;
    CHECK(registry::import_file(
              office.desk(), office.sealer(), Office::person(Role::officer),
              {ImportKind::members, office.file("m.csv", one_member), std::nullopt, "", registry::FullRoster{}},
              {silent, {}})
              .error()
              .is(FullRosterRefusal::only_households));
}

}  // namespace mingzhang::test
