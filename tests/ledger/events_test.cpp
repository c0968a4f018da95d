// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "ledger/events.hpp"

namespace mingzhang::ledger {

TEST_CASE("each event moves money between the accounts of the plan's table and no others") {
    using enum Account;
    struct Row {
        Event event;
        Account debit;
        Account credit;
        bool moves;
    };
    const std::vector<Row> table{
        {Event::funds_received, treasury_quota, appropriation, true},
        {Event::funds_received, appropriation, treasury_quota, false},
        {Event::due, assistance_expense, payable, true},
        {Event::due, payable, assistance_expense, false},
        {Event::sent_to_bank, in_transit, treasury_quota, true},
        {Event::paid, payable, in_transit, true},
        {Event::paid, payable, treasury_quota, false},
        {Event::returned, returned_cash, in_transit, true},
        {Event::returned, payable, returned_open, true},
        {Event::returned, payable, in_transit, false},
        {Event::withdrawn, payable, assistance_expense, true},
        {Event::offset, payable, recoverable, true},
        {Event::back_due, assistance_expense, payable, true},
        {Event::one_off_due, assistance_expense, payable, true},
        {Event::one_off_due, payable, assistance_expense, false},
        {Event::unknown_credit, unexplained_credits, recoverable, true},
        {Event::unknown_credit, unexplained_credits, unexplained_credits, false},
        {Event::unknown_debit, recoverable, unexplained_debits, true},
        {Event::opening, returned_cash, carried_forward, true},
        {Event::opening, carried_forward, returned_open, true},
        {Event::opening, recoverable, carried_forward, true},
        {Event::opening, assistance_expense, carried_forward, true},
        {Event::opening, carried_forward, due_to_treasury, true},
        {Event::opening, treasury_quota, appropriation, false},
        {Event::opening, assistance_expense, payable, false},
    };
    for (const Row& row : table) {
        CAPTURE(name(row.event).en, static_cast<int>(row.debit), static_cast<int>(row.credit));
        CHECK(moves(row.event, row.debit, row.credit) == row.moves);
    }
}

TEST_CASE("every one of the twenty-one events moves something, and no event moves an account into itself") {
    for (int number = 1; number <= 21; ++number) {
        const auto event = event_from_number(number);
        REQUIRE(event.has_value());
        CAPTURE(name(*event).en);
        int pairs = 0;
        for (const AccountInfo& debit : account_plan())
            for (const AccountInfo& credit : account_plan())
                pairs += moves(*event, debit.account, credit.account) ? 1 : 0;
        CHECK(pairs > 0);
        for (const AccountInfo& account : account_plan()) CHECK_FALSE(moves(*event, account.account, account.account));
    }
    CHECK_FALSE(event_from_number(0).has_value());
    CHECK_FALSE(event_from_number(22).has_value());
}

}  // namespace mingzhang::ledger
