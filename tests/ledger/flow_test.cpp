// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The account plan at work: what comes in must find its way out, to the fen, by the events of the plan alone.
#include <catch2/catch.hpp>

#include <map>

#include "ledger/items.hpp"
#include "ledger/moment.hpp"
#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

namespace {

// A step of the story: which event moves how much from credit to debit.
struct Step {
    Event event;
    Account debit;
    Account credit;
    std::int64_t fen;
};

using enum Account;

Transfer transfer(const Step& step) {
    Transfer t = sent(due(1, 1, "YX1", step.fen), step.fen);
    t.event = step.event;
    t.debit = step.debit;
    t.credit = step.credit;
    return t;
}

// The story of the plan: two payments come back, one for good; 1,000 overpaid is recovered in cash, by offset and by
// writing off. `same_year` says which way the money of corrections goes.
std::vector<Step> story(bool same_year) {
    const Account corrected = same_year ? assistance_expense : due_to_treasury;
    std::vector<Step> steps{
        {Event::funds_received, treasury_quota, appropriation, 10'000},
        {Event::due, assistance_expense, payable, 6'000},
        {Event::sent_to_bank, in_transit, treasury_quota, 5'000},
        {Event::paid, payable, in_transit, 3'000},
        {Event::returned, returned_cash, in_transit, 2'000},
        {Event::returned, payable, returned_open, 2'000},
        // One thousand is issued again, the other never: its right has ended.
        {Event::reissued, in_transit, returned_cash, 1'000},
        {Event::reissued, returned_open, payable, 1'000},
        {Event::paid, payable, in_transit, 1'000},
        {Event::overpayment_confirmed, recoverable, corrected, 1'000},
        {Event::recovered, recovery_cash, recoverable, 300},
        {Event::offset, payable, recoverable, 200},
        {Event::written_off, corrected, recoverable, 500},
        {Event::withdrawn, payable, assistance_expense, 800},
    };
    if (same_year) {
        steps.push_back({Event::returned_to_treasury, treasury_quota, returned_cash, 1'000});
        steps.push_back({Event::returned_to_treasury, returned_open, assistance_expense, 1'000});
        steps.push_back({Event::recovered, treasury_quota, recovery_cash, 300});
    } else {
        steps.push_back({Event::returned_to_treasury, returned_open, due_to_treasury, 1'000});
        steps.push_back({Event::returned_to_treasury, due_to_treasury, returned_cash, 1'000});
        steps.push_back({Event::recovered, due_to_treasury, recovery_cash, 300});
        steps.push_back({Event::offset, due_to_treasury, treasury_quota, 200});
    }
    return steps;
}

}  // namespace

TEST_CASE("returns, recovery, offset and write-off leave nothing standing in between") {
    const bool same_year = GENERATE(true, false);
    CAPTURE(same_year);
    Office office;
    for (const Step& step : story(same_year)) {
        CAPTURE(static_cast<int>(step.event), step.fen);
        REQUIRE(post(office, {transfer(step)}).has_value());
    }
    for (const Account account :
         {in_transit, returned_cash, recovery_cash, recoverable, payable, returned_open, due_to_treasury}) {
        CAPTURE(static_cast<int>(account));
        CHECK(balance(office, account) == Money{});
    }
    // What the quota lost is what was spent on people, net.
    const Money used = difference(Money::fen(10'000), balance(office, treasury_quota));
    CHECK(balance(office, assistance_expense) == used);
    CHECK(broken_in_ledger(office) == std::vector<std::string>{});
}

TEST_CASE("every event refuses a posting that does not say what it is about") {
    const Transfer full = transfer({Event::paid, payable, in_transit, 100});
    struct Row {
        const char* lacks;
        std::function<void(ledger::Dimensions&)> take;
    };
    const std::vector<Row> rows{
        {"bank account", [](auto& d) { d.bank_account = 0; }},
        {"source", [](auto& d) { d.source.reset(); }},
        {"program", [](auto& d) { d.program.reset(); }},
        {"budget year", [](auto& d) { d.budget_year = 0; }},
        {"division", [](auto& d) { d.division = 0; }},
        {"run", [](auto& d) { d.run = 0; }},
        {"line", [](auto& d) { d.line = 0; }},
        {"month", [](auto& d) { d.month.reset(); }},
        {"household", [](auto& d) { d.household.clear(); }},
        {"instruction", [](auto& d) { d.instruction = 0; }},
    };
    for (const Row& row : rows) {
        CAPTURE(row.lacks);
        Office office;
        Transfer t = full;
        row.take(t.dimensions);
        const auto refused = post(office, {t});
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().is(ledger::PostRefusal::dimension_missing));
    }
}

TEST_CASE("balances and items are what they were at any past moment") {
    Office office;
    const Transfer owed = due(1, 1, "YX1", 300);
    office.set_day("2022-08-20");
    REQUIRE(post(office, {funds(1'000), owed}).has_value());
    office.set_day("2022-08-25");
    REQUIRE(post(office, {sent(owed, 300)}).has_value());
    office.set_day("2022-09-02");
    REQUIRE(post(office, {paid(sent(owed, 300), 300)}).has_value());

    struct Row {
        const char* day;
        std::int64_t quota, in_transit, payable;
        std::int64_t waiting, paid;
    };
    for (const Row& row : {Row{"2022-08-19", 0, 0, 0, 0, 0}, Row{"2022-08-20", 1'000, 0, -300, 300, 0},
                           Row{"2022-08-25", 700, 300, -300, 0, 0}, Row{"2022-09-02", 700, 0, 0, 0, 300}}) {
        CAPTURE(row.day);
        const Instant end = std::chrono::sys_days{*parse_date(row.day)} + std::chrono::hours{15};
        const auto moment = ledger::moment_at(office.sql(), office.county(), end);
        std::map<Account, std::int64_t> net;
        for (const auto& line : ledger::trial_balance(office.sql(), office.county(), moment))
            net[line.account] = line.totals.debits.fen() - line.totals.credits.fen();
        CHECK(net[treasury_quota] == row.quota);
        CHECK(net[in_transit] == row.in_transit);
        CHECK(net[payable] == row.payable);
        Money waiting, arrived;
        ledger::read_items(
            office.sql(), office.county(), 0,
            [&](const ledger::Item& item) {
                waiting = item.waiting;
                arrived = item.paid;
            },
            moment);
        CHECK(waiting == Money::fen(row.waiting));
        CHECK(arrived == Money::fen(row.paid));
    }
    const auto now = ledger::trial_balance(office.sql(), office.county());
    const auto last = ledger::trial_balance(office.sql(), office.county(), ledger::Moment{3});
    REQUIRE(now.size() == last.size());
    for (std::size_t i = 0; i < now.size(); ++i) CHECK(now[i].totals == last[i].totals);
}

TEST_CASE("a moment holds the commands of its own second and none of the next") {
    Office office;
    office.set_day("2022-08-20");  // Nine in the morning in China, one in the night of the log.
    REQUIRE(post(office, {funds(1'000)}).has_value());
    const Instant given = std::chrono::sys_days{*parse_date("2022-08-20")} + std::chrono::hours{1};
    CHECK(ledger::moment_at(office.sql(), office.county(), given - std::chrono::seconds{1}).command == 0);
    CHECK(ledger::moment_at(office.sql(), office.county(), given).command == 1);
}

}  // namespace mingzhang::test
