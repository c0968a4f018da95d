// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "engine/registry/snapshot.hpp"
#include "tests/engine/opening/opening_office.hpp"

namespace mingzhang::test {

TEST_CASE("a bad opening row is named by row, column and reason, and nothing of the file is taken") {
    struct Row {
        const char* why;
        const char* row;
        const char* column;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"kind unknown", "card,YX1,rural_dibao,2022-07,1.00,,1,county,2022,,\n", "kind", ""},
        {"no kind", ",YX1,rural_dibao,2022-07,1.00,,1,county,2022,,\n", "kind", "may not be empty"},
        {"no such household", "returned,YX9,rural_dibao,2022-07,1.00,,1,county,2022,,\n", "household_no",
         "no such household; import the households first"},
        {"no household", "recovery,,rural_dibao,2021-05,1.00,,,,2021,,\n", "household_no", ""},
        {"no month", "returned,YX1,rural_dibao,,1.00,,1,county,2022,,\n", "month", ""},
        {"month to come", "returned,YX1,rural_dibao,2022-09,1.00,,1,county,2022,,\n", "month",
         "that month is yet to come; check it"},
        {"nothing open", "budget_used,,rural_dibao,,0.00,,,,2022,,\n", "amount",
         "must be above zero; leave out what is settled"},
        {"below zero", "due_to_treasury,,rural_dibao,,-1.00,,,,2022,,\n", "amount",
         "must be above zero; leave out what is settled"},
        {"three decimals", "budget_used,,rural_dibao,,1.001,,,,2022,,\n", "amount", ""},
        {"less than is open", "recovery,YX1,rural_dibao,2021-05,2.00,1.00,,,2021,,\n", "original_amount",
         "less than what is still to be recovered"},
        {"no case", "budget_used,,rural_dibao,,2.00,3.00,,,2022,,\n", "original_amount",
         "only a case under recovery has it"},
        {"more than was paid", "recovery,YX1,rural_dibao,2022-07,2.00,,,,2022,,\n", "original_amount",
         "more than the 0.00 yuan past payments have for this household and month; import those first"},
        {"no account", "returned,YX1,rural_dibao,2022-07,1.00,,,county,2022,,\n", "bank_account", "may not be empty"},
        {"account unknown", "returned,YX1,rural_dibao,2022-07,1.00,,7,county,2022,,\n", "bank_account",
         "no such account; write its number in bank-account list"},
        {"no source", "returned,YX1,rural_dibao,2022-07,1.00,,1,,2022,,\n", "source", "may not be empty"},
        {"source unknown", "returned,YX1,rural_dibao,2022-07,1.00,,1,bank,2022,,\n", "source", ""},
        {"no year", "budget_used,,rural_dibao,,1.00,,,,,,\n", "budget_year", "may not be empty"},
        {"year to come", "budget_used,,rural_dibao,,1.00,,,,2023,,\n", "budget_year",
         "a budget year has four digits and is not yet to come"},
        {"no such day", "budget_used,,rural_dibao,,1.00,,,,2022,2022-02-30,\n", "since", ""},
        {"day to come", "budget_used,,rural_dibao,,1.00,,,,2022,2022-08-21,\n", "since",
         "that day is yet to come; check it"},
        {"twice",
         "returned,YX1,rural_dibao,2022-07,1.00,,1,county,2022,,\nreturned,YX1,rural_dibao,2022-07,2.00,,1,county,"
         "2022,,\n",
         "kind", "the same kind, household, program, month and year stands twice in this file; make it one row"},
    }));
    CAPTURE(row.why);
    Office office;
    prepare(office);
    const auto before = registry::last_import(office.sql(), office.county());
    const auto refused = import_opening(office, row.row);
    REQUIRE_FALSE(refused.has_value());
    REQUIRE(refused.error().is(registry::ImportRefusal::rows_refused));
    REQUIRE_FALSE(refused.error().findings().empty());
    const Finding& finding = refused.error().findings().front();
    CAPTURE(finding.reason.en);
    CHECK(refused.error().findings().size() == 1);
    CHECK(finding.file == "opening.csv");
    CHECK(finding.column == row.column);
    if (*row.reason != '\0') CHECK(finding.reason.en == row.reason);
    CHECK_FALSE(finding.reason.zh.empty());
    CHECK(registry::last_import(office.sql(), office.county()) == before);
    CHECK(runs::all_runs(office.sql(), office.county()).empty());
    CHECK(import_opening(office, "budget_used,,rural_dibao,,1.00,,,,2022,,\n").has_value());
}

TEST_CASE("a return is refused for a month that is owed here or was paid before") {
    Office office;
    prepare(office);
    const std::string july = "returned,YX1,rural_dibao,2022-07,515.00,,1,county,2022,,\n";
    const std::string august = "returned,YX1,rural_dibao,2022-08,515.00,,1,county,2022,,\n";
    REQUIRE(past(office, "YX1,rural_dibao,2022-07,515.00,2022-07-25\n").has_value());
    approved_run(office, "2022-08");
    for (const std::string& row : {july, august}) {
        const auto refused = import_opening(office, row);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().findings().front().column == "month");
    }
}

TEST_CASE("an opening without rows is refused") {
    Office office;
    prepare(office);
    const auto refused = import_opening(office, "");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(opening::ImportOpeningRefusal::nothing_in_it));
}

}  // namespace mingzhang::test
