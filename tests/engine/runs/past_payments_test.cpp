// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "engine/registry/past_payments.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/views.hpp"
#include "tests/engine/runs/town.hpp"

namespace mingzhang::test {

namespace {

const std::string past_heading = "household_no,program,month,amount,paid_on\n";

Result<Answer, Refusal> past(Office& office, const std::string& rows) {
    return office.import_text(ImportKind::past_payments, past_heading + rows);
}

std::string lines(Office& office, std::int64_t run) {
    return csv_of(*runs::lines_table(office.store(), office.county(), run));
}
std::string overpayments(Office& office, std::int64_t run) {
    return csv_of(*runs::overpayments_table(office.store(), office.county(), run));
}

std::int64_t calculated(Office& office, const char* month) {
    const auto run = office.calculate(month);
    INFO((run ? std::string{} : run.error().what().en));
    REQUIRE(run.has_value());
    return run->number("run");
}

const std::string lines_heading = "household_no,entitlement_month,kind,covered,base,topup,amount,state\n";
const std::string over_heading = "household_no,entitlement_month,amount\n";

}  // namespace

TEST_CASE("a bad row of past payments is named by row, column and reason, and nothing of the file is taken") {
    struct Row {
        const char* why;
        const char* row;
        std::size_t column;  // As the file has them, from 0.
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"no such household", "YX9,rural_dibao,2022-07,348.00,2022-07-25\n", 0,
         "no such household; import the households first"},
        {"no household", ",rural_dibao,2022-07,348.00,2022-07-25\n", 0, "may not be empty"},
        {"no program", "YX1,,2022-07,348.00,2022-07-25\n", 1, ""},
        {"month to come", "YX1,rural_dibao,2022-09,348.00,2022-07-25\n", 2, "that month is yet to come; check it"},
        {"no month", "YX1,rural_dibao,,348.00,2022-07-25\n", 2, ""},
        {"below zero", "YX1,rural_dibao,2022-07,-1.00,2022-07-25\n", 3,
         "may not be below zero; of what was given back, write what remained"},
        {"three decimals", "YX1,rural_dibao,2022-07,1.001,2022-07-25\n", 3, ""},
        {"no amount", "YX1,rural_dibao,2022-07,,2022-07-25\n", 3, ""},
        {"day to come", "YX1,rural_dibao,2022-07,348.00,2022-08-21\n", 4, "that day is yet to come; check it"},
        {"no day", "YX1,rural_dibao,2022-07,348.00,\n", 4, ""},
        {"twice", "YX1,rural_dibao,2022-07,348.00,2022-07-25\nYX1,rural_dibao,2022-07,349.00,2022-07-25\n", 4,
         "the same key stands twice in this file"},
    }));
    CAPTURE(row.why);
    static const std::array columns{"household_no", "program", "month", "amount", "paid_on"};
    Office office;
    load_one_household(office);
    const auto before = registry::last_import(office.sql(), office.county());
    const auto refused = past(office, row.row);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(registry::ImportRefusal::rows_refused));
    REQUIRE(refused.error().findings().size() == 1);
    const Finding& finding = refused.error().findings().front();
    CHECK(finding.file == "past-payments.csv");
    CHECK(finding.column == columns[row.column]);
    if (*row.reason != '\0') CHECK(finding.reason.en == row.reason);
    CHECK_FALSE(finding.reason.zh.empty());
    CHECK(registry::last_import(office.sql(), office.county()) == before);
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("past payments count as accrued: the first run pays what was missing and finds what was too much") {
    struct Row {
        const char* why;
        const char* rows;
        std::string lines;
        std::string overpaid;
    };
    const std::string august = "YX1,2022-08,regular,1,515.00,0.00,515.00,payable\n";
    const auto row = GENERATE_COPY(values<Row>({
        {"nothing was said", "", august, ""},
        {"paid to the fen", "YX1,农村低保,2022-07,515.00,2022-07-25\n", august, ""},
        {"too little", "YX1,rural_dibao,2022-07,500.00,2022-07-25\n",
         "YX1,2022-07,backpay,1,515.00,0.00,15.00,payable\n" + august, ""},
        {"too much", "YX1,rural_dibao,2022-07,600.00,2022-07-25\n", august, "YX1,2022-07,85.00\n"},
        {"nothing for the month", "YX1,rural_dibao,2022-07,0.00,2022-07-25\n",
         "YX1,2022-07,backpay,1,515.00,0.00,515.00,payable\n" + august, ""},
        {"in two payments", "YX1,rural_dibao,2022-07,500.00,2022-07-25\nYX1,rural_dibao,2022-07,15.00,2022-08-01\n",
         august, ""},
        {"before the approval", "YX1,rural_dibao,2022-05,515.00,2022-05-25\n", august, "YX1,2022-05,515.00\n"},
        {"under another program", "YX1,urban_dibao,2022-07,515.00,2022-07-25\n", august, ""},
        {"longer ago than twelve months", "YX1,rural_dibao,2021-07,600.00,2021-07-25\n", august, ""},
        {"paid for this month already", "YX1,rural_dibao,2022-08,500.00,2022-08-10\n", "", ""},
    }));
    CAPTURE(row.why);
    Office office;
    load_one_household(office);
    if (*row.rows != '\0') REQUIRE(past(office, row.rows).has_value());
    const std::int64_t run = calculated(office, "2022-08");
    CHECK(lines(office, run) == lines_heading + row.lines);
    CHECK(overpayments(office, run) == over_heading + row.overpaid);
    REQUIRE(office.approve(run).has_value());
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("the explanation of a month names what was paid for it before the books began") {
    Office office;
    load_one_household(office);
    REQUIRE(past(office, "YX1,rural_dibao,2022-07,500.00,2022-07-25\n").has_value());
    const auto text = runs::explain_line(office.store(), office.county(), calculated(office, "2022-08"),
                                         *HouseholdNo::parse("YX1"), Month{2022, 7}, Language::zh);
    REQUIRE(text.has_value());
    CHECK(text->find("往期发放：500.00 元，2022-07-25 发\n") != std::string::npos);
}

TEST_CASE("what was missing of a month paid before follows in the month after") {
    Office office;
    load_one_household(office);
    REQUIRE(past(office, "YX1,rural_dibao,2022-08,500.00,2022-08-10\n").has_value());
    REQUIRE(office.approve(calculated(office, "2022-08")).has_value());
    office.set_day("2022-09-20");
    CHECK(lines(office, calculated(office, "2022-09")) == lines_heading +
                                                              "YX1,2022-08,backpay,1,515.00,0.00,15.00,payable\n"
                                                              "YX1,2022-09,regular,1,515.00,0.00,515.00,payable\n");
}

TEST_CASE("a household nobody listed is looked back on where its town's payments of the program were") {
    Office office;
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX2,,rural_dibao,500110999002," + zhao +
                                                         ",2022-05-09,,,,household,rcb,6299991070434192544,赵梅\n")
                .has_value());
    REQUIRE(
        office.import_text(ImportKind::members, member_heading + "YX2," + zhao + ",,赵梅,户主,yes,,,,\n").has_value());
    REQUIRE(past(office, "YX1,rural_dibao,2022-07,515.00,2022-07-25\n").has_value());
    CHECK(lines(office, calculated(office, "2022-08")) == lines_heading +
                                                              "YX1,2022-08,regular,1,515.00,0.00,515.00,payable\n"
                                                              "YX2,2022-07,backpay,1,515.00,0.00,515.00,payable\n"
                                                              "YX2,2022-08,regular,1,515.00,0.00,515.00,payable\n");
}

TEST_CASE("a month owed here is not taken for one paid before, and one paid before is not owed here") {
    Office office;
    load_one_household(office);
    approved_run(office, "2022-08");
    const auto refused = past(office, "YX1,rural_dibao,2022-08,515.00,2022-08-10\n");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().findings().front().column == "month");

    REQUIRE(past(office, "YX1,rural_dibao,2022-07,515.00,2022-07-25\n").has_value());
    Transfer again = due(9, 1, "YX1", 51500);
    again.dimensions.month = Month{2022, 7};
    const auto owed_twice = post(office, {again});
    REQUIRE_FALSE(owed_twice.has_value());
    CHECK(owed_twice.error().is(ledger::PostRefusal::obligation_exists));
}

TEST_CASE("past payments make a calculated run stale, and a corrected row replaces the one with its key") {
    Office office;
    load_one_household(office);
    const std::int64_t before = calculated(office, "2022-08");
    REQUIRE(past(office, "YX1,rural_dibao,2022-07,600.00,2022-07-25\n").has_value());
    CHECK_FALSE(runs::submit(office.desk(), Office::person(Role::officer), step(office, before)).has_value());

    const auto corrected = past(office, "YX1,rural_dibao,2022-07,515.00,2022-07-25\n");
    REQUIRE(corrected.has_value());
    CHECK(corrected->number("changed") == 1);
    const auto again = past(office, "YX1,rural_dibao,2022-07,515.00,2022-07-25\n");
    REQUIRE(again.has_value());
    CHECK(again->number("changed") == 0);
    CHECK(overpayments(office, calculated(office, "2022-08")) == over_heading);
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a past payment that lost its place among the payables breaks verify") {
    Office office;
    load_one_household(office);
    REQUIRE(past(office, "YX1,rural_dibao,2022-07,515.00,2022-07-25\n").has_value());
    office.sql() << "DELETE FROM payable";
    REQUIRE(office.broken_passes().size() == 1);
    CHECK(office.broken_passes().front().find("runs.payables") == 0);
}

}  // namespace mingzhang::test
