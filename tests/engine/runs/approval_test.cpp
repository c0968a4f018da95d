// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What approval does with money: payables, overpayments taken back or proposed, backpay that first settles a proposal.
#include <catch2/catch.hpp>

#include "engine/runs/views.hpp"
#include "engine/worklist/worklist.hpp"
#include "tests/engine/runs/town.hpp"

namespace mingzhang::test {

namespace {

const std::string died = death_heading + shen + ",2022-07-15,police,2022-09-01\n";
const std::string alive = death_heading + shen + ",2023-07-15,police,2022-10-01\n";  // The mistake corrected.

std::vector<worklist::Item> open_items(Office& office, worklist::Kind kind) {
    std::vector<worklist::Item> items;
    worklist::read_items(office.sql(), office.county(), true, [&](const worklist::Item& item) {
        if (item.what.kind == kind) items.push_back(item);
    });
    return items;
}

}  // namespace

TEST_CASE("every line of an approved run is owed, regular and backpay") {
    Office office;
    load_one_household(office);
    const std::int64_t first = approved_run(office, "2022-08");
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX2,,rural_dibao,500110999002," + zhao +
                                                         ",2022-06-09,,,,,rcb,6299991070434192544,赵梅\n")
                .has_value());
    REQUIRE(
        office.import_text(ImportKind::members, member_heading + "YX2," + zhao + ",,赵梅,户主,yes,,,,\n").has_value());
    const std::int64_t second = approved_run(office, "2022-09");
    CHECK(csv_of(*runs::lines_table(office.store(), office.county(), second)) ==
          "household_no,entitlement_month,kind,covered,base,topup,amount,state\n"
          "YX1,2022-09,regular,1,515.00,0.00,515.00,payable\n"
          "YX2,2022-08,backpay,1,515.00,0.00,515.00,payable\n"
          "YX2,2022-09,regular,1,515.00,0.00,515.00,payable\n");
    CHECK(equation(office, first).due == Money::fen(51500));
    CHECK(equation(office, second).to_send == Money::fen(154500));
    CHECK(balance(office, Account::payable) == Money::fen(-206000));
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("an overpayment not yet paid is taken back, and nobody is asked for money") {
    Office office;
    load_one_household(office);
    const std::int64_t first = approved_run(office, "2022-08");
    REQUIRE(office.import_text(ImportKind::deaths, died).has_value());
    approved_run(office, "2022-09");
    CHECK(equation(office, first).withdrawn == Money::fen(51500));
    CHECK(equation(office, first).to_send.is_zero());
    CHECK(balance(office, Account::payable).is_zero());
    CHECK(open_items(office, worklist::Kind::overpayment).empty());
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("an overpayment that was paid is proposed for recovery and posts nothing yet") {
    Office office;
    load_one_household(office);
    const std::int64_t first = approved_run(office, "2022-08");
    pay_whole(office, first, "YX1", Month{2022, 8});
    REQUIRE(office.import_text(ImportKind::deaths, died).has_value());
    const std::int64_t second = approved_run(office, "2022-09");
    CHECK(csv_of(*runs::overpayments_table(office.store(), office.county(), second)) ==
          "household_no,entitlement_month,amount\nYX1,2022-08,515.00\n");
    CHECK(equation(office, first).paid == Money::fen(51500));
    CHECK(equation(office, first).withdrawn.is_zero());
    const auto items = open_items(office, worklist::Kind::overpayment);
    REQUIRE(items.size() == 1);
    CHECK(items[0].what.amount == Money::fen(51500));
    CHECK(balance(office, Account::recoverable).is_zero());
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a death proposed and then corrected pays nothing twice") {
    Office office;
    load_one_household(office);
    const std::int64_t first = approved_run(office, "2022-08");
    pay_whole(office, first, "YX1", Month{2022, 8});
    REQUIRE(office.import_text(ImportKind::deaths, died).has_value());
    approved_run(office, "2022-09");
    REQUIRE(office.import_text(ImportKind::deaths, alive).has_value());
    const std::int64_t third = approved_run(office, "2022-10");
    // The line says what is owed; the money for August is in her account already.
    CHECK(csv_of(*runs::lines_table(office.store(), office.county(), third)) ==
          "household_no,entitlement_month,kind,covered,base,topup,amount,state\n"
          "YX1,2022-08,backpay,1,515.00,0.00,515.00,payable\n"
          "YX1,2022-09,backpay,1,515.00,0.00,515.00,payable\n"
          "YX1,2022-10,regular,1,515.00,0.00,515.00,payable\n");
    const auto e = equation(office, third);
    CHECK(e.due == Money::fen(154500));
    CHECK(e.offset == Money::fen(51500));
    CHECK(e.to_send == Money::fen(103000));
    CHECK(balance(office, Account::recoverable).is_zero());
    // Expense: three months, of which one was paid long ago.
    CHECK(balance(office, Account::assistance_expense) == Money::fen(154500));
    CHECK(office.broken_passes() == std::vector<std::string>{});
    // And the next month says nothing about it any more.
    const std::int64_t fourth = approved_run(office, "2022-11");
    CHECK(equation(office, fourth).due == Money::fen(51500));
}

TEST_CASE("a withdrawn run takes its proposals with it") {
    Office office;
    load_one_household(office);
    const std::int64_t first = approved_run(office, "2022-08");
    pay_whole(office, first, "YX1", Month{2022, 8});
    REQUIRE(office.import_text(ImportKind::deaths, died).has_value());
    const std::int64_t second = approved_run(office, "2022-09");
    REQUIRE(
        runs::withdraw(office.desk(), Office::person(Role::approver), step(office, second, "日期有误")).has_value());
    CHECK(open_items(office, worklist::Kind::overpayment).empty());
    REQUIRE(office.import_text(ImportKind::deaths, alive).has_value());
    const std::int64_t third = approved_run(office, "2022-09");
    CHECK(equation(office, third).due == Money::fen(51500));
    CHECK(equation(office, third).offset.is_zero());
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a household that moved has its old month taken back where it was owed") {
    Office office;
    load_one_household(office);
    const std::int64_t first = approved_run(office, "2022-08");
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX1,2022-09,rural_dibao,500110999002," +
                                                         shen + ",2022-05-09,,,,,rcb,6299996907439150008,沈文\n")
                .has_value());
    REQUIRE(office.import_text(ImportKind::deaths, died).has_value());
    approved_run(office, "2022-09");
    CHECK(equation(office, first).withdrawn == Money::fen(51500));
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

}  // namespace mingzhang::test
