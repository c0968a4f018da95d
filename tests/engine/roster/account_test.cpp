// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "engine/runs/views.hpp"
#include "tests/engine/roster/roster_office.hpp"

namespace mingzhang::test {

using Lines = std::vector<std::string>;

TEST_CASE("the first account of a household needs no second person, and the same file again changes nothing") {
    Office office;
    load_one_household(office);
    CHECK(pending(office).empty());
    REQUIRE(import_rows(office, household_row("YX1"))->number("accounts_changed") == 0);
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
}

TEST_CASE("a changed bank, account number or account name of a known household holds its lines") {
    struct Case {
        const char* what;
        std::string row;
    };
    const auto c = GENERATE(values<Case>({
        {"account number", household_row("YX1", other_account)},
        {"bank",
         "YX1,,rural_dibao,500110999001," + shen + ",2022-05-09,,,,household,icbc," + first_account + ",沈文\n"},
        {"name", "YX1,,rural_dibao,500110999001," + shen + ",2022-05-09,,,,household,rcb," + first_account + ",沈武\n"},
        {"from a month on", household_row("YX1", other_account, "2022-07")},
    }));
    CAPTURE(c.what);
    Office office;
    load_one_household(office);
    CHECK(import_rows(office, c.row)->number("accounts_changed") == 1);
    CHECK(pending(office) == Lines{"YX1 账户变更待核验"});
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 account_unverified"});
}

TEST_CASE("a change that begins later holds nothing before it") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account, "2022-09")).has_value());
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
    CHECK(calculated_lines(office, "2022-09") == Lines{"YX1 2022-09 515.00 account_unverified"});
}

TEST_CASE("the lines of earlier months in the same run are held as well") {
    Office office;
    load_one_household(office);
    approved_run(office, "2022-08");
    REQUIRE(office
                .import_text(ImportKind::members, member_heading + "YX1," + shen + ",,沈文,户主,yes,,,,\nYX1," + zhao +
                                                      ",,赵兰,配偶,yes,,,,\n")
                .has_value());
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    for (const std::string& line : calculated_lines(office, "2022-09")) CHECK(line.ends_with("account_unverified"));
    CHECK(calculated_lines(office, "2022-09").size() == 2);
}

TEST_CASE("a second person confirms: runs pay the new account, and the one who imported may not") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    CHECK(confirm(office, "YX1", "officer").error().is(roster::DecideRefusal::same_person));
    CHECK(confirm(office, "YX2").error().is(roster::DecideRefusal::nothing_asked));
    CHECK_FALSE(roster::confirm_account(office.desk(), Office::person(Role::officer, "wang"), about(office, "YX1"))
                    .has_value());
    CHECK(confirm(office).has_value());
    CHECK(pending(office).empty());
    CHECK(open_items(office) == 0);
    CHECK(confirm(office).error().is(roster::DecideRefusal::nothing_asked));
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
    CHECK(import_rows(office, household_row("YX1", other_account, "2022-10"))->number("accounts_changed") == 0);
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("confirming lifts the hold of an approved line, which goes to the new account") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    const std::int64_t run = approved_run(office, "2022-08");
    REQUIRE(runs::release(office.desk(), Office::person(Role::officer), step(office, run)).has_value());
    CHECK(equation(office, run).held == Money::fen(51500));
    CHECK(sendable(office).empty());
    const runs::LiftHoldCall lift{office.county(), 1, "已核实", ""};
    CHECK(runs::lift_hold(office.desk(), Office::person(Role::officer), lift)
              .error()
              .is(runs::HoldRefusal::waits_for_answer));
    CHECK(confirm(office)->number("lifted") == 1);
    CHECK(sendable(office) == Lines{"YX1 515.00 ****0016"});
    CHECK(equation(office, run).held.is_zero());
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("an account confirmed before the run is approved holds nothing, and the run need not be calculated anew") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    const std::int64_t run = office.calculate("2022-08")->number("run");
    REQUIRE(confirm(office).has_value());
    REQUIRE(office.approve(run).has_value());
    CHECK(equation(office, run).held.is_zero());
}

TEST_CASE("a refused account leaves the one before in force, and what waited goes there") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    const std::int64_t run = approved_run(office, "2022-08");
    REQUIRE(runs::release(office.desk(), Office::person(Role::officer), step(office, run)).has_value());
    CHECK(refuse_it(office, "YX1", "").error().is(roster::DecideRefusal::reason_needed));
    CHECK(refuse_it(office)->number("lifted") == 1);
    CHECK(sendable(office) == Lines{"YX1 515.00 ****0008"});
    CHECK(calculated_lines(office, "2022-09") == Lines{"YX1 2022-09 515.00 none"});
    CHECK(pending(office).empty());
    SECTION("the same account imported again is asked about again") {
        CHECK(import_rows(office, household_row("YX1", other_account))->number("accounts_changed") == 1);
        CHECK(calculated_lines(office, "2022-09") == Lines{"YX1 2022-09 515.00 account_unverified"});
    }
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("a change taken back by the next import leaves nothing to ask, and another change asks about itself") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    SECTION("back to the account before") {
        CHECK(import_rows(office, household_row("YX1"))->number("accounts_changed") == 0);
        CHECK(pending(office).empty());
        CHECK(open_items(office) == 0);
        CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
    }
    SECTION("on to a third") {
        CHECK(import_rows(office, household_row("YX1", "6299996907439150024"))->number("accounts_changed") == 1);
        CHECK(pending(office) == Lines{"YX1 账户变更待核验"});
        const std::int64_t run = office.calculate("2022-08")->number("run");
        REQUIRE(refuse_it(office).has_value());
        CHECK(office.approve(run).error().is(StepRefusal::stale));
        CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
    }
}

TEST_CASE("a line approved before the account changed goes to the account it was approved with") {
    Office office;
    load_one_household(office);
    const std::int64_t run = approved_run(office, "2022-08");
    REQUIRE(post(office, {funds(51500)}).has_value());
    REQUIRE(runs::release(office.desk(), Office::person(Role::officer), step(office, run)).has_value());
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    CHECK(sendable(office) == Lines{"YX1 515.00 ****0008"});
}

TEST_CASE("a change that a later roster took back leaves approved lines to two people, and to the account in force") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    const std::int64_t run = approved_run(office, "2022-08");
    REQUIRE(runs::release(office.desk(), Office::person(Role::officer), step(office, run)).has_value());
    REQUIRE(import_rows(office, household_row("YX1")).has_value());
    const auto lift = [&](const char* who) {
        return runs::lift_hold(office.desk(), Office::person(Role::officer, who), {office.county(), 1, "已核实", ""});
    };
    REQUIRE(lift("li").has_value());
    CHECK(sendable(office).empty());
    REQUIRE(lift("wang").has_value());
    CHECK(sendable(office) == Lines{"YX1 515.00 ****0008"});
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("verify names a line that is paid elsewhere though nobody decided so") {
    Office office;
    load_one_household(office);
    const std::int64_t run = approved_run(office, "2022-08");
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    CHECK(office.broken_passes() == Lines{});
    const std::int64_t county = office.county().number, import = last_import(office);
    office.sql() << "INSERT INTO line_payee (county, run, line, from_month, import) VALUES (:county, :run, 1, 0, "
                    ":import)",
        soci::use(county), soci::use(run), soci::use(import);
    REQUIRE(office.broken_passes().size() == 1);
    CHECK(office.broken_passes().front().starts_with("runs.lines: "));
}

TEST_CASE("two reasons to wait are two holds: settling one leaves the other") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    REQUIRE(office
                .import_text(ImportKind::deaths,
                             death_heading + shen + ",2022-08-06,funeral,\n" + shen + ",2022-08-20,police,\n")
                .has_value());
    const std::int64_t run = approved_run(office, "2022-08");
    REQUIRE(confirm(office).has_value());
    CHECK(equation(office, run).held == Money::fen(51500));
}

TEST_CASE("a roster question is not ended by a sentence on the worklist") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    CHECK(worklist::decide(office.desk(), Office::person(Role::officer), office.county(), 1, "看过了", "")
              .error()
              .is(worklist::DecideRefusal::has_its_own_command));
}

TEST_CASE("the list of questions says who and when, of the import and of the decision") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    REQUIRE(confirm(office).has_value());
    CHECK(csv_of(registry::questions_table(office.store(), office.county(), /*only_open=*/true)).find("YX1") ==
          std::string::npos);
    const std::string all = csv_of(registry::questions_table(office.store(), office.county(), /*only_open=*/false));
    for (const char* told : {"YX1", "officer", "reviewer", "2022-08-20 09:00:00", "confirmed", "已核实"}) {
        CAPTURE(told);
        CHECK(all.find(told) != std::string::npos);
    }
}

}  // namespace mingzhang::test
