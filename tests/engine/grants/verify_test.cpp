// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "engine/grants/institutions.hpp"
#include "engine/grants/temporary_cases.hpp"
#include "engine/grants/temporary_run.hpp"
#include "tests/engine/grants/paid_town.hpp"
#include "tests/support/tamper.hpp"

namespace mingzhang::test {

namespace {

// A price run, a run of temporary assistance and a prepayment, all in the books.
void fill(Office& office) {
    load_town(office);
    REQUIRE(office.approve(number_of(calculate_price(office))));
    const Actor officer = Office::person(Role::officer), approver = Office::person(Role::approver);
    REQUIRE(grants::open_case(
        office.desk(), officer,
        {office.county(), HouseholdNo::parse("YX1").value(), "illness", 1, 1, /*emergency=*/false, "", ""}));
    REQUIRE(grants::decide_case(office.desk(), approver, {office.county(), 1, /*granted=*/true, "", ""}));
    SilentProgress silent;
    REQUIRE(office.approve(number_of(grants::calculate_temporary(office.desk(), officer, asked(), {silent, {}}))));
    REQUIRE(
        grants::add_institution(office.desk(), officer, {office.county(), "荆山敬老院", scope("500110999002"), ""}));
    receive_funds(office, Program::rural_tekun, 10'000);
    REQUIRE(grants::ask_prepayment(office.desk(), officer,
                                   {.county = office.county(),
                                    .institution = 1,
                                    .bank_account = 1,
                                    .program = Program::rural_tekun,
                                    .budget_year = 2024,
                                    .amount = Money::fen(3'000'00),
                                    .document = "示范民拨〔2024〕1号"}));
    REQUIRE(grants::confirm_paper(office.desk(), approver, {office.county(), 1, ""}));
    REQUIRE(office.broken_passes() == std::vector<std::string>{});
}

}  // namespace

TEST_CASE("verify names what was changed behind the program's back of what is paid once") {
    struct Row {
        const char* table;
        const char* statement;
        const char* pass;
    };
    const std::vector<Row> table{
        {"granted_person", "UPDATE granted_person SET person = (SELECT min(person) FROM granted_person)",
         "grants.once"},
        {"granted_person", "DELETE FROM granted_person WHERE line = 1", "grants.once"},
        {"institution_entry", "UPDATE institution_entry SET amount = amount - 1", "grants.prepaid"},
        {"institution_entry", "DELETE FROM institution_entry", "grants.prepaid"},
        {"temporary_decision", "UPDATE temporary_decision SET amount = amount - 1", "grants.cases"},
        {"temporary_payment", "UPDATE temporary_payment SET amount = amount - 1", "grants.cases"},
    };
    for (const Row& row : table) {
        CAPTURE(row.statement);
        Office office;
        fill(office);
        behind_the_programs_back(office.store(), row.table, row.statement);
        const auto broken = office.broken_passes();
        REQUIRE(broken.size() == 1);
        CHECK(broken.front().starts_with(row.pass));
    }
}

}  // namespace mingzhang::test
