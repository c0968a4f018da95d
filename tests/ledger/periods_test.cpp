// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "engine/runs/period.hpp"
#include "engine/runs/year.hpp"
#include "ledger/periods.hpp"
#include "ledger/year_end.hpp"
#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

namespace {

using ledger::ReopenRefusal;
using ledger::TakeBackRefusal;
using ledger::YearRefusal;

const Actor first = Office::person(Role::approver, "甲");
const Actor second = Office::person(Role::approver, "乙");
const Month august{2022, 8};

Result<Answer, Refusal> close_month(Office& office, Month month) {
    return runs::close_period(office.desk(), first, office.county(), month, "");
}
Result<Answer, Refusal> ask(Office& office, Month month, const std::string& reason = "记错资金来源") {
    return runs::ask_reopening(office.desk(), first, office.county(), month, reason, "");
}
Result<Answer, Refusal> confirm(Office& office, Month month, const Actor& actor = second) {
    return runs::confirm_reopening(office.desk(), actor, office.county(), month, "");
}
Result<Answer, Refusal> close_year(Office& office, int year) {
    return runs::close_year(office.desk(), first, office.county(), year, "");
}

}  // namespace

TEST_CASE("a closed month reopens when two people say so, takes postings again and is sealed anew") {
    Office office;
    REQUIRE(post(office, {funds(100)}).has_value());
    const std::string seal = close_month(office, august)->text("seal");
    REQUIRE(post(office, {funds(100)}).error().is(ledger::PostRefusal::period_closed));
    REQUIRE(ask(office, august).has_value());
    REQUIRE(post(office, {funds(100)}).error().is(ledger::PostRefusal::period_closed));
    REQUIRE(confirm(office, august).has_value());
    REQUIRE(post(office, {funds(100)}).has_value());
    const auto again = close_month(office, august);
    REQUIRE(again.has_value());
    CHECK(again->text("seal") != seal);
    CHECK(broken_in_ledger(office) == std::vector<std::string>{});

    std::vector<std::string> steps;
    for (const auto& event : ledger::period_events(office.sql(), office.county()))
        steps.push_back(ledger::name(event.step).en + " by " + event.actor);
    CHECK(steps ==
          std::vector<std::string>{"closed by 甲", "reopening asked for by 甲", "reopened by 乙", "closed by 甲"});
}

TEST_CASE("a month is not reopened without reason, in the wrong order or by one person alone") {
    Office office;
    REQUIRE(post(office, {funds(100)}).has_value());
    CHECK(ask(office, august).error().is(ReopenRefusal::not_closed));
    REQUIRE(close_month(office, Month{2022, 7}).has_value());
    REQUIRE(close_month(office, august).has_value());
    CHECK(ask(office, august, "").error().is(ReopenRefusal::reason_missing));
    CHECK(ask(office, Month{2022, 7}).error().is(ReopenRefusal::later_month_closed));
    CHECK(confirm(office, august).error().is(ReopenRefusal::not_asked));
    REQUIRE(ask(office, august).has_value());
    CHECK(ask(office, august).error().is(ReopenRefusal::asked_before));
    CHECK(confirm(office, august, first).error().is(ReopenRefusal::same_person));
    REQUIRE(confirm(office, august).has_value());
    CHECK(confirm(office, august).error().is(ReopenRefusal::not_closed));
    CHECK(ledger::last_closed(office.sql(), office.county()) == Month{2022, 7});
    REQUIRE(ask(office, Month{2022, 7}).has_value());
    REQUIRE(confirm(office, Month{2022, 7}).has_value());
    CHECK(ledger::last_closed(office.sql(), office.county()) == std::nullopt);
}

TEST_CASE("the year's income and expense are carried forward, and the quota left stays") {
    Office office;
    const Transfer owed = due(1, 1, "YX1", 300);
    REQUIRE(post(office, {funds(1'000), owed, sent(owed, 300), paid(sent(owed, 300), 300)}).has_value());
    office.set_day("2023-01-10");
    CHECK(close_year(office, 2023).error().is(YearRefusal::year_not_over));
    CHECK(close_year(office, 2022).error().is(YearRefusal::months_open));
    REQUIRE(close_month(office, Month{2022, 12}).has_value());
    const auto done = close_year(office, 2022);
    REQUIRE(done.has_value());
    CHECK(done->number("appropriation_fen") == 1'000);
    CHECK(done->number("expense_fen") == 300);
    CHECK(done->number("carried_fen") == 700);
    CHECK(balance(office, Account::appropriation) == Money{});
    CHECK(balance(office, Account::assistance_expense) == Money{});
    CHECK(balance(office, Account::carried_forward) == Money::fen(-700));
    CHECK(balance(office, Account::treasury_quota) == Money::fen(700));
    CHECK(close_year(office, 2022).error().is(YearRefusal::closed_before));
    CHECK(post(office, {funds(1)}).error().is(ledger::PostRefusal::year_closed));
    CHECK(ask(office, Month{2022, 12}).error().is(ReopenRefusal::year_closed));
    CHECK(broken_in_ledger(office) == std::vector<std::string>{});
}

TEST_CASE("what is not spent in two years goes back to finance") {
    Office office;
    REQUIRE(post(office, {funds(1'000)}).has_value());
    const auto take_back = [&] { return runs::take_back_unspent(office.desk(), first, office.county(), 2022, ""); };
    office.set_day("2023-01-10");
    REQUIRE(close_month(office, Month{2022, 12}).has_value());
    REQUIRE(close_year(office, 2022).has_value());
    CHECK(take_back().error().is(TakeBackRefusal::not_two_years));
    office.set_day("2024-01-10");
    REQUIRE(close_month(office, Month{2023, 12}).has_value());
    REQUIRE(close_year(office, 2023).has_value());
    const auto taken = take_back();
    REQUIRE(taken.has_value());
    CHECK(taken->number("taken_fen") == 1'000);
    CHECK(balance(office, Account::treasury_quota) == Money{});
    CHECK(balance(office, Account::carried_forward) == Money{});
    CHECK(take_back().error().is(TakeBackRefusal::nothing_left));
    CHECK(broken_in_ledger(office) == std::vector<std::string>{});
}

}  // namespace mingzhang::test
