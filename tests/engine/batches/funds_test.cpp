// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/funds.hpp"

#include "tests/engine/batches/practice_office.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using batches::FundsRefusal;
using ledger::FundSource;

TEST_CASE("Funds are refused with the reason a person can act on, and nothing is booked") {
    PracticeOffice office;
    struct Row {
        const char* why;
        batches::FundsReceipt receipt;
        FundsRefusal expected;
    };
    const auto row = GENERATE(values<Row>({
        {"nothing",
         {county, 1, FundSource::city, Program::urban_dibao, 2022, yuan(0)},
         FundsRefusal::amount_not_positive},
        {"less",
         {county, 1, FundSource::city, Program::urban_dibao, 2022, yuan(-5)},
         FundsRefusal::amount_not_positive},
        {"a mistyped amount",
         {county, 1, FundSource::city, Program::urban_dibao, 2022, yuan(1'000'000'001)},
         FundsRefusal::amount_out_of_range},
        {"year mistyped",
         {county, 1, FundSource::city, Program::urban_dibao, 2202, yuan(5)},
         FundsRefusal::budget_year_unlikely},
        {"no such account",
         {county, 7, FundSource::city, Program::urban_dibao, 2022, yuan(5)},
         FundsRefusal::unknown_bank_account},
    }));
    CAPTURE(row.why);
    const auto refused = batches::receive_funds(office.desk, office.officer, row.receipt, "");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(row.expected));
    CHECK(batches::read_funds(office.sql(), county).empty());
}

TEST_CASE("Only an officer books funds") {
    PracticeOffice office;
    const auto refused = batches::receive_funds(office.desk, office.liaison,
                                                {county, 1, FundSource::city, Program::urban_dibao, 2022, yuan(5)}, "");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(DeskRefusal::role_may_not));
}

TEST_CASE("Funds are listed by account, year, program and source: what came and what is left") {
    PracticeOffice office;
    office.receive(100, FundSource::central);
    office.receive(50, FundSource::county);
    office.receive(30, FundSource::county);
    office.receive(9, FundSource::county, Program::urban_tekun);
    office.release({{"YX1", 70, 1}});
    office.sent_batch();

    const auto funds = batches::read_funds(office.sql(), county);
    REQUIRE(funds.size() == 3);
    CHECK(funds[0].source == FundSource::central);
    CHECK(funds[0].received == yuan(100));
    CHECK(funds[0].held == yuan(30));
    CHECK(funds[1].source == FundSource::county);
    CHECK(funds[1].received == yuan(80));
    CHECK(funds[1].held == yuan(80));
    CHECK(funds[2].program == Program::urban_tekun);
    CHECK(office.balance(ledger::Account::treasury_quota) == 11900);
    office.check_books();
}

TEST_CASE("The same key books funds once") {
    PracticeOffice office;
    const batches::FundsReceipt receipt{county, 1,       FundSource::city, Program::urban_dibao,
                                        2022,   yuan(5), "财社〔2022〕1号"};
    const auto first = batches::receive_funds(office.desk, office.officer, receipt, "key");
    const auto again = batches::receive_funds(office.desk, office.officer, receipt, "key");
    REQUIRE(again.has_value());
    CHECK(first->to_json() == again->to_json());
    CHECK(office.balance(ledger::Account::treasury_quota) == 500);
}
