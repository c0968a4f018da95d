// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Edge households have money where a pack says so, from a fund line of their own.
#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/batches/batch.hpp"
#include "tests/engine/grants/paid_town.hpp"

namespace mingzhang::test {

namespace {

void load_edge(Office& office, const std::string& money) {
    load_town(office, pack_with("[edge]\n", "[edge]\npays = { " + money + " }\n"));
    add_edge_household(office, zhao, "赵梅");
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX3,,farm,7200.00,2022-01,\n"));
}

}  // namespace

TEST_CASE("edge money is a line of the month, and is paid from its own fund line to the end") {
    Office office{store_under_test(), whole_office_parts()};
    load_edge(office, R"(amount = "50.00", per = "household", budget_code = "2082599")");
    const std::int64_t run = number_of(office.calculate("2024-03"));
    CHECK(lines_of(office, run).find("YX3,2024-03,regular,1,50.00,0.00,50.00,payable\n") != std::string::npos);
    REQUIRE(office.approve(run));
    for (const Program program : {Program::rural_dibao, Program::rural_tekun, Program::edge})
        receive_funds(office, program, 5'000);
    CHECK(pay_to_the_end(office, run) == 3);
    std::vector<Program> programs;
    for (std::int64_t number = 1; number <= 3; ++number)
        programs.push_back(batches::find_batch(office.sql(), office.county(), number)->program);
    CHECK(std::ranges::count(programs, Program::edge) == 1);
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("edge money without a budget code is refused, naming household and key") {
    Office office;
    load_edge(office, R"(amount = "50.00", per = "household")");
    const auto refused = office.calculate("2024-03");
    REQUIRE_FALSE(refused.has_value());
    REQUIRE(refused.error().findings().size() == 1);
    CHECK_THAT(refused.error().findings()[0].reason.zh, Catch::Contains("YX3") && Catch::Contains("没有写预算科目"));
}

TEST_CASE("the budget code of edge money has seven digits") {
    Office office;
    load_town(office);
    for (const char* code : {"208259", "20825990", "208259x"}) {
        CAPTURE(code);
        const auto refused =
            office.import_text(ImportKind::pack, pack_with("[edge]\n",
                                                           "[edge]\npays = { amount = \"50.00\", per = \"household\", "
                                                           "budget_code = \"" +
                                                               std::string{code} + "\" }\n"));
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().findings().front().column == "edge.pays.budget_code");
    }
}

}  // namespace mingzhang::test
