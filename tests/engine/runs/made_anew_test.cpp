// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A month's run is withdrawn after a later run gave backpay for that month, and is made anew.
#include <catch2/catch.hpp>

#include "engine/runs/views.hpp"
#include "tests/engine/runs/town.hpp"

namespace mingzhang::test {

TEST_CASE("a month made anew pays nobody what a later run gave as backpay") {
    Office office;
    office.set_day("2022-08-20");
    load_one_household(office);
    const std::int64_t august = approved_run(office, "2022-08");
    // A household registered late: September's run pays it August too.
    REQUIRE(office.import_text(ImportKind::households, household_heading + "YX2,,rural_dibao,500110999001," + zhao +
                                                           ",2022-05-09,,,,household,rcb,6299991070434192544,赵梅\n"));
    REQUIRE(office.import_text(ImportKind::members, member_heading + "YX2," + zhao + ",,赵梅,户主,yes,,,,\n"));
    const std::int64_t september = approved_run(office, "2022-09");
    CHECK(equation(office, september).due == Money::fen(3 * 51'500));

    REQUIRE(runs::withdraw(office.desk(), Office::person(Role::officer), step(office, august, "重办")));
    const auto anew = office.calculate("2022-08");
    REQUIRE(anew.has_value());
    CHECK(anew->number("lines") == 1);
    CHECK(anew->number("overpayments") == 0);
    CHECK(csv_of(*runs::lines_table(office.store(), office.county(), anew->number("run"))).find("YX2") ==
          std::string::npos);
    REQUIRE(office.approve(anew->number("run")));

    // Nobody was paid twice, so nothing is to be got back.
    office.set_day("2022-10-20");
    const auto october = office.calculate("2022-10");
    REQUIRE(october.has_value());
    CHECK(october->number("overpayments") == 0);
    CHECK(october->number("backpay") == 0);
}

}  // namespace mingzhang::test
