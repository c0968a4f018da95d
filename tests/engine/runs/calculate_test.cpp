// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "engine/runs/views.hpp"
#include "tests/engine/runs/town.hpp"

namespace mingzhang::test {

TEST_CASE("a calculation answers with what it found") {
    Office office;
    load_one_household(office);
    const auto answer = office.calculate("2022-08");
    REQUIRE(answer.has_value());
    CHECK(answer->number("run") == 1);
    CHECK(answer->text("month") == "2022-08");
    CHECK(answer->number("lines") == 1);
    CHECK(answer->number("payable_fen") == 51500);
    CHECK(answer->number("held") == 0);
    CHECK(answer->number("overpayments") == 0);
}

TEST_CASE("a household that cannot be assessed refuses the whole month, naming household, month and what is missing") {
    Office office;
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::households, household_heading +
                                                         "YX8,,rural_dibao,500110999001,,2021-05-09,,,,,,,\n"
                                                         "YX9,,rural_dibao,500110999001,,2021-05-09,,,,,,,\n")
                .has_value());
    const auto refused = office.calculate("2021-08");  // The pack begins in 2021-09.
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(runs::CalculateRefusal::cannot_be_assessed));
    REQUIRE(refused.error().findings().size() == 2);
    CHECK(refused.error().findings()[0].file == "YX8");
    CHECK_THAT(refused.error().findings()[0].reason.en, Catch::Contains("YX8") && Catch::Contains("2021-08"));
    std::int64_t runs = 0;
    office.sql() << "SELECT count(*) FROM run", soci::into(runs);
    CHECK(runs == 0);
}

TEST_CASE("a place wider than a county, or where nobody lives, is refused") {
    Office office;
    load_one_household(office);
    CHECK(office.calculate("2022-08", "50").error().is(runs::CalculateRefusal::wider_than_county));
    CHECK(office.calculate("2022-08", "500110998").error().is(runs::CalculateRefusal::nobody_there));
    CHECK(office.calculate("2022-08", "500110999000").has_value());  // The town's own code means its villages too.
}

TEST_CASE("a run of one program has that program's households and no others") {
    Office office;
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX2,,urban_dibao,500110999001," + zhao +
                                                         ",2022-05-09,,,,,rcb,6299991070434192544,赵梅\n")
                .has_value());
    REQUIRE(
        office.import_text(ImportKind::members, member_heading + "YX2," + zhao + ",,赵梅,户主,yes,,,,\n").has_value());
    const auto urban = office.calculate("2022-08", "500110999", Program::urban_dibao);
    CHECK(csv_of(*runs::lines_table(office.store(), office.county(), urban->number("run"))) ==
          "household_no,entitlement_month,kind,covered,base,topup,amount,state\n"
          "YX2,2022-08,regular,1,636.00,0.00,636.00,payable\n");
}

TEST_CASE("a month no approved run covered is not paid afterwards") {
    Office office;
    load_one_household(office);
    CHECK(office.calculate("2022-08")->number("backpay") == 0);  // Approved since May, but no run before this one.
}

}  // namespace mingzhang::test
