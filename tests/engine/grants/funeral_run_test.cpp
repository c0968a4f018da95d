// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "engine/benefits/lists.hpp"
#include "engine/grants/explain.hpp"
#include "tests/engine/grants/paid_town.hpp"

namespace mingzhang::test {

namespace {

const std::string head = "household_no,entitlement_month,kind,covered,base,topup,amount,state\n";
const std::string one_line = head + "YX2,2024-03,funeral,1,5736.00,0.00,5736.00,payable\n";

void report_death(Office& office, const std::string& died_on, const std::string& source = "police") {
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + zhao + "," + died_on + "," + source + ",\n"));
}

}  // namespace

TEST_CASE("a funeral grant is paid beside the month of death, from the household's own fund line") {
    Office office{store_under_test(), whole_office_parts()};
    load_town(office);
    report_death(office, "2024-03-05");
    const std::int64_t month = number_of(office.calculate("2024-03"));
    REQUIRE(office.approve(month));
    const auto calculated = calculate_funeral(office);
    REQUIRE(calculated);
    CHECK(calculated->number("payable_fen") == 5'736'00);
    const std::int64_t run = calculated->number("run");
    CHECK(lines_of(office, run) == one_line);
    REQUIRE(office.approve(run));  // The month itself is owed to the same household under the same program.
    receive_funds(office, Program::rural_tekun, 10'000);
    receive_funds(office, Program::rural_dibao, 10'000);
    REQUIRE(runs::release(office.desk(), Office::person(Role::officer), step(office, month)));
    pay_to_the_end(office, run);
    REQUIRE(runs::close(office.desk(), Office::person(Role::officer), step(office, month)));
    CHECK(balance(office, ledger::Account::payable).fen() == 0);
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a funeral grant is paid a person once, whatever is reported later") {
    Office office;
    load_town(office);
    report_death(office, "2024-03-05");
    REQUIRE(office.approve(number_of(calculate_funeral(office))));
    const auto again = calculate_funeral(office);
    REQUIRE_FALSE(again);
    CHECK(again.error().is(grants::OneOffRefusal::overlaps_approved));
    // The date is settled in another month: the grant stays the one that was made.
    report_death(office, "2024-04-02");
    const auto april = calculate_funeral(office, Month{2024, 4});
    REQUIRE_FALSE(april);
    CHECK(april.error().is(grants::OneOffRefusal::nothing_to_pay));
}

TEST_CASE("a death reported late is granted by the next funeral run, where one covered its month") {
    Office office;
    load_town(office);
    const std::string liu = "999901195812052224";
    REQUIRE(office.import_text(ImportKind::households, household_heading + "YX4,,rural_tekun,500110999001," + liu +
                                                           ",2022-05-09,,,,household,rcb,6299991070434192569,刘贵\n"));
    REQUIRE(office.import_text(ImportKind::members, member_heading + "YX4," + liu + ",,刘贵,户主,yes,,,,none\n"));
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + liu + ",2024-03-02,police,\n"));
    SECTION("its month was covered") {
        REQUIRE(office.approve(number_of(calculate_funeral(office))));
        report_death(office, "2024-03-05");
        CHECK(lines_of(office, number_of(calculate_funeral(office, Month{2024, 4}))) == one_line);
    }
    SECTION("its month was not: what was paid for it before is not known here") {
        report_death(office, "2024-03-05");
        CHECK_FALSE(calculate_funeral(office, Month{2024, 4}));
    }
}

TEST_CASE("where dates of death differ, the funeral grant is held") {
    Office office;
    load_town(office);
    report_death(office, "2024-03-05");
    report_death(office, "2024-03-25", "health");
    const auto run = calculate_funeral(office);
    REQUIRE(run);
    CHECK(run->number("held") == 1);
    CHECK(run->number("payable_fen") == 0);
}

TEST_CASE("the lines of a funeral run are those of its list, and are explained") {
    Office office;
    load_town(office);
    report_death(office, "2024-03-05");
    const std::string list = csv_of(benefits::funeral_table(office.store(), office.county(), scope(town_code), march));
    CHECK_THAT(list, Catch::Contains("YX2,500110999002,rural_tekun,赵梅,2024-03-05,5736.00,payable"));
    const std::int64_t number = number_of(calculate_funeral(office));
    const auto run = runs::find_run(office.sql(), office.county(), number);
    const auto words = grants::explain_line(office.store(), *run, HouseholdNo::parse("YX2").value(), Language::zh);
    REQUIRE(words);
    CHECK_THAT(*words, Catch::Contains("丧葬补助 5,736.00 元") && Catch::Contains("2024-03-05 去世"));
}

TEST_CASE("a funeral run taken back gives its people free again") {
    Office office;
    load_town(office);
    report_death(office, "2024-03-05");
    const std::int64_t run = number_of(calculate_funeral(office));
    REQUIRE(office.approve(run));
    REQUIRE(runs::withdraw(office.desk(), Office::person(Role::officer), step(office, run, "重办")));
    CHECK(balance(office, ledger::Account::payable).fen() == 0);
    const std::int64_t anew = number_of(calculate_funeral(office));
    CHECK(lines_of(office, anew) == one_line);
    REQUIRE(office.approve(anew));
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

}  // namespace mingzhang::test
