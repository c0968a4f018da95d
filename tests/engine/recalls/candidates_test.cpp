// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "engine/recalls/tables.hpp"
#include "tests/engine/grants/paid_town.hpp"

namespace mingzhang::test {

namespace {

const std::string heading = "household_no,died_on,batch,number,serial,month,amount,outcome\n";

std::string candidates(Office& office) {
    return csv_of(recalls::candidates_table(office.store(), office.county()));
}

}  // namespace

TEST_CASE("Payments for months after a death are named once the batch is with the bank") {
    Office office{store_under_test(), whole_office_parts()};
    load_town(office);
    const std::int64_t run = number_of(office.calculate("2024-03"));
    REQUIRE(office.approve(run));
    receive_funds(office, Program::rural_tekun, 5'000);
    receive_funds(office, Program::rural_dibao, 5'000);
    CHECK(pay_to_the_end(office, run) == 2);
    CHECK(candidates(office) == heading);  // Nobody died.
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + zhao + ",2024-03-05,police,\n"));
    CHECK(candidates(office) == heading);  // The month of death is owed.
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + zhao + ",2024-02-27,health,\n"));
    const std::string found = candidates(office);
    CHECK_THAT(found, Catch::Contains("YX2,2024-02-27,"));
    CHECK_THAT(found, Catch::Contains(",2024-03,"));
    CHECK(found.find("YX1") == std::string::npos);
}

}  // namespace mingzhang::test
