// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include <map>

#include "ledger/items.hpp"
#include "ledger/periods.hpp"
#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

namespace {

using ledger::PostRefusal;

std::int64_t rows(Office& office, const std::string& table) {
    std::int64_t count = 0;
    office.sql() << "SELECT count(*) FROM " << table, soci::into(count);
    return count;
}

Transfer with_accounts(Transfer t, Account debit, Account credit) {
    t.debit = debit;
    t.credit = credit;
    return t;
}

}  // namespace

TEST_CASE("a journal refuses an entry and nothing of the command stays") {
    struct Row {
        const char* why;
        std::vector<Transfer> transfers;
        PostRefusal expected;
    };
    const Transfer owed = due(1, 1, "YX1", 500);
    const auto row = GENERATE_COPY(values<Row>({
        {"zero", {funds(100), due(1, 1, "YX1", 0)}, PostRefusal::amount_not_positive},
        {"negative", {funds(100), due(1, 1, "YX1", -5)}, PostRefusal::amount_not_positive},
        {"accounts of another event",
         {funds(100), with_accounts(owed, Account::payable, Account::in_transit)},
         PostRefusal::event_does_not_move},
        {"accounts swapped without a reversal",
         {funds(100), with_accounts(owed, Account::payable, Account::assistance_expense)},
         PostRefusal::event_does_not_move},
        {"the same household, program and month twice", {owed, due(2, 1, "YX1", 500)}, PostRefusal::obligation_exists},
        {"more sent than the quota holds", {funds(499), owed, sent(owed, 500)}, PostRefusal::limit_exceeded},
        {"more paid than was owed",
         {funds(600), owed, due(1, 2, "YX2", 500), sent(owed, 600), paid(sent(owed, 600), 501)},
         PostRefusal::item_overdrawn},
    }));
    Office office;
    CAPTURE(row.why);
    const auto refused = post(office, row.transfers);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(row.expected));
    CHECK(rows(office, "transfer") == 0);
    CHECK(rows(office, "balance") == 0);
    CHECK(rows(office, "payable") == 0);
    CHECK(rows(office, "command") == 0);
    CHECK(rows(office, "log_leaf") == 0);
}

TEST_CASE("a payable may stand again once its entry was reversed") {
    Office office;
    const Transfer owed = due(1, 1, "YX1", 500);
    const auto first = post(office, {owed});
    REQUIRE(first.has_value());
    Transfer reversal = with_accounts(owed, Account::payable, Account::assistance_expense);
    reversal.reverses_command = first->number("command");
    reversal.reverses_ordinal = 1;
    REQUIRE(post(office, {reversal}).has_value());
    CHECK(balance(office, Account::payable).is_zero());
    CHECK(post(office, {due(2, 1, "YX1", 500)}).has_value());
    CHECK(office.broken_passes() ==
          std::vector<std::string>{"runs.payables: county 500110, run 2, line 1 (YX1): payable "
                                   "without an approved line"});
}

TEST_CASE("the database itself refuses to change or delete an entry, whoever asks") {
    Office office;
    REQUIRE(post(office, {funds(100)}).has_value());
    for (const char* statement : {"UPDATE transfer SET amount = 1", "DELETE FROM transfer",
                                  "UPDATE log_leaf SET hash = ''", "DELETE FROM command"}) {
        CAPTURE(statement);
        CHECK_THROWS_WITH(office.sql() << statement,
                          Catch::Contains("append-only") || Catch::Contains("permission denied"));
    }
    CHECK(rows(office, "transfer") == 1);
}

TEST_CASE("nothing can be posted in a closed month, and the next is open") {
    Office office;
    REQUIRE(post(office, {funds(100)}).has_value());
    const auto closed =
        office.desk().carry_out(Office::person(Role::officer), post_kind, {office.county(), {}, "", "close"},
                                [](CommandContext& context) -> Result<Answer, Refusal> {
                                    auto seal = ledger::close_period(context, Month{2022, 8});
                                    if (!seal) return pass_on(seal);
                                    return Answer{}.set("seal", *seal);
                                });
    REQUIRE(closed.has_value());
    const auto refused = post(office, {funds(100)});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(PostRefusal::period_closed));
    office.set_day("2022-09-01");
    CHECK(post(office, {funds(100)}).has_value());
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("an item shows where its money stands at every step") {
    Office office;
    const Transfer owed = due(1, 1, "YX1", 500);
    const auto item = [&] { return ledger::items_of(office.sql(), office.county(), "YX1", Month{2022, 8}).at(0); };
    REQUIRE(post(office, {funds(500), owed}).has_value());
    CHECK(item().waiting == Money::fen(500));
    REQUIRE(post(office, {sent(owed, 500)}).has_value());
    CHECK(item().waiting == Money::fen(0));
    CHECK(item().in_transit == Money::fen(500));
    REQUIRE(post(office, {paid(sent(owed, 500), 500)}).has_value());
    CHECK(item().in_transit == Money::fen(0));
    CHECK(item().paid == Money::fen(500));
    CHECK(item().due == item().settled_or_open());
}

TEST_CASE("whatever is posted, debits equal credits and every balance is the sum of its entries") {
    const bool holds = rc::check("balances", [] {
        Office office;
        std::map<std::int64_t, std::int64_t> owed;  // Line → fen.
        std::int64_t received = 0, sent_out = 0;
        const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
            rc::gen::pair(rc::gen::inRange(0, 3), rc::gen::inRange(-3, 60)));
        std::int64_t line = 0;
        for (const auto& [what, fen] : steps) {
            if (what == 0) {
                const bool done = post(office, {funds(fen)}).has_value();
                RC_ASSERT(done == (fen > 0));
                if (done) received += fen;
            } else if (what == 1) {
                ++line;
                const bool done = post(office, {due(1, line, "YX" + std::to_string(line), fen)}).has_value();
                RC_ASSERT(done == (fen > 0));
                if (done) owed[line] = fen;
            } else if (!owed.empty()) {
                const auto [of_line, amount] = *owed.begin();
                const Transfer out = sent(due(1, of_line, "YX" + std::to_string(of_line), amount), amount);
                const bool done = post(office, {out, paid(out, amount)}).has_value();
                RC_ASSERT(done == (received - sent_out >= amount));
                if (done) {
                    sent_out += amount;
                    owed.erase(of_line);
                }
            }
        }
        std::int64_t open = 0;
        for (const auto& [of_line, fen] : owed) open += fen;
        RC_ASSERT(balance(office, Account::payable) == Money::fen(-open));
        RC_ASSERT(balance(office, Account::treasury_quota) == Money::fen(received - sent_out));
        RC_ASSERT(balance(office, Account::in_transit).is_zero());
        for (const std::string& broken : office.broken_passes()) RC_ASSERT(broken.starts_with("runs.payables"));
    });
    REQUIRE(holds);
}

}  // namespace mingzhang::test
