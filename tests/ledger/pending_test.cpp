// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "ledger/pending.hpp"
#include "ledger/periods.hpp"
#include "tests/ledger/posting.hpp"
#include "tests/support/tamper.hpp"

namespace mingzhang::test {

namespace {

using ledger::EntryRef;
using ledger::Journal;
using ledger::PostRefusal;

// Carries out what the work does with a journal, as one command; answers with its number.
Result<Answer, Refusal> with_journal(Office& office, const std::function<Result<void, Refusal>(Journal&)>& work) {
    return office.desk().carry_out(Office::person(Role::officer), post_kind, {office.county(), {}, {}, "request"},
                                   [&](CommandContext& context) -> Result<Answer, Refusal> {
                                       Journal journal{context};
                                       if (auto done = work(journal); !done) return pass_on(done);
                                       if (auto closed = journal.close(); !closed) return pass_on(closed);
                                       return Answer{}.set("command", context.id().number);
                                   });
}

// 500 yuan of quota, and what is pending of it for the bank.
struct Reserved {
    explicit Reserved(std::int64_t fen) {
        REQUIRE(post(office, {funds(50'000), owed}).has_value());
        Transfer held = sent(owed, fen);
        const auto done = with_journal(office, [&](Journal& journal) -> Result<void, Refusal> {
            auto pending = journal.pend(held);
            if (!pending) return pass_on(pending);
            entry = *pending;
            return {};
        });
        REQUIRE(done.has_value());
    }

    Result<Answer, Refusal> post_of_it(std::int64_t fen) {
        Transfer t = sent(owed, fen);
        t.pending = entry;
        return post(office, {t});
    }
    Result<Answer, Refusal> void_it() {
        return with_journal(office, [&](Journal& journal) { return journal.void_pending(entry); });
    }
    Money quota() {
        return ledger::quota_held(office.sql(), office.county(), 1, Program::rural_dibao, 2022)
            .at(ledger::FundSource::county);
    }

    Office office;
    Transfer owed = due(1, 1, "YX1", 40'000);
    EntryRef entry;
};

}  // namespace

TEST_CASE("what is pending moves nothing, and can no longer be taken by others") {
    Reserved r{40'000};
    CHECK(balance(r.office, Account::treasury_quota) == Money::fen(50'000));
    CHECK(r.quota() == Money::fen(10'000));
    const Transfer another = due(1, 2, "YX2", 20'000);
    REQUIRE(post(r.office, {another}).has_value());
    const auto refused = post(r.office, {sent(another, 10'001)});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(PostRefusal::limit_exceeded));
    CHECK(post(r.office, {sent(another, 10'000)}).has_value());
    CHECK(broken_in_ledger(r.office) == std::vector<std::string>{});
}

TEST_CASE("a pending entry is posted in full, in part or not at all, and what is left is free again") {
    struct Row {
        std::int64_t posted;
        std::int64_t quota;
    };
    const auto row = GENERATE(values<Row>({{40'000, 10'000}, {15'000, 35'000}, {0, 50'000}}));
    CAPTURE(row.posted);
    Reserved r{40'000};
    REQUIRE((row.posted == 0 ? r.void_it() : r.post_of_it(row.posted)).has_value());
    CHECK(r.quota() == Money::fen(row.quota));
    CHECK(balance(r.office, Account::in_transit) == Money::fen(row.posted));
    CHECK(broken_in_ledger(r.office) == std::vector<std::string>{});

    const auto again = row.posted == 0 ? r.post_of_it(1) : r.void_it();
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().is(PostRefusal::pending_ended));
}

TEST_CASE("several entries of one command post parts of one pending entry") {
    Reserved r{40'000};
    Transfer first = sent(r.owed, 10'000), second = sent(r.owed, 30'000);
    first.pending = second.pending = r.entry;
    REQUIRE(post(r.office, {first, second}).has_value());
    CHECK(r.quota() == Money::fen(10'000));
    CHECK(broken_in_ledger(r.office) == std::vector<std::string>{});
}

TEST_CASE("posting a pending entry is refused when it does not fit") {
    Reserved r{10'000};
    Transfer t = sent(r.owed, 10'000);
    t.pending = r.entry;
    PostRefusal expected{};
    SECTION("no such entry") {
        t.pending = {99, 1};
        expected = PostRefusal::pending_unknown;
    }
    SECTION("an entry that is not pending") {
        t.pending = {1, 1};
        expected = PostRefusal::pending_unknown;
    }
    SECTION("another program") {
        t.dimensions.program = Program::urban_dibao;
        expected = PostRefusal::pending_differs;
    }
    SECTION("another bank account") {
        t.dimensions.bank_account = 2;
        expected = PostRefusal::pending_differs;
    }
    SECTION("another year") {
        t.dimensions.budget_year = 2021;
        expected = PostRefusal::pending_differs;
    }
    SECTION("more than is pending") {
        t.amount = Money::fen(10'001);
        expected = PostRefusal::pending_exceeded;
    }
    const auto refused = post(r.office, {t});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(expected));
    CHECK(r.quota() == Money::fen(40'000));
}

TEST_CASE("in a closed month a pending entry is neither made, posted nor voided, and in the next it can be") {
    Reserved of{30'000};
    const auto closed =
        of.office.desk().carry_out(Office::person(Role::officer), post_kind, {of.office.county(), {}, "", "close"},
                                   [](CommandContext& context) -> Result<Answer, Refusal> {
                                       auto seal = ledger::close_period(context, Month{2022, 8});
                                       if (!seal) return pass_on(seal);
                                       return Answer{}.set("seal", *seal);
                                   });
    REQUIRE(closed.has_value());
    CHECK(of.void_it().error().is(PostRefusal::period_closed));
    CHECK(of.post_of_it(30'000).error().is(PostRefusal::period_closed));
    const auto made = with_journal(of.office, [&](Journal& journal) -> Result<void, Refusal> {
        auto pending = journal.pend(sent(of.owed, 10'000));
        if (!pending) return pass_on(pending);
        return {};
    });
    CHECK(made.error().is(PostRefusal::period_closed));
    of.office.set_day("2022-09-01");
    CHECK(of.void_it().has_value());
}

TEST_CASE("the answer tells what the accounts hold after the command") {
    Reserved r{40'000};
    Transfer t = sent(r.owed, 25'000);
    t.pending = r.entry;
    const auto answer = with_journal(r.office, [&](Journal& journal) -> Result<void, Refusal> {
        if (auto posted = journal.post(t); !posted) return pass_on(posted);
        return {};
    });
    REQUIRE(answer.has_value());
    CHECK(answer->number("balance_1001_fen") == 25'000);
    CHECK(answer->number("balance_1002_fen") == 25'000);
}

TEST_CASE("a pending entry changed behind the program's back is found") {
    struct Row {
        const char* table;
        const char* change;
        const char* pass;
    };
    const auto row = GENERATE(values<Row>({
        {"pending", "UPDATE pending SET amount = amount + 1", "ledger.log"},
        {"pending", "UPDATE pending SET amount = amount - 15000", "ledger.pending"},
        {"pending", "DELETE FROM pending", "ledger.pending"},
        {"pending_end", "UPDATE pending_end SET posted = posted + 1", "ledger.pending"},
        {"pending_end", "DELETE FROM pending_end", "ledger.log"},
        {"balance", "UPDATE balance SET pending_credits = 1 WHERE account = 1001", "ledger.balances"},
    }));
    CAPTURE(row.change);
    Reserved r{40'000};
    REQUIRE(r.post_of_it(30'000).has_value());
    behind_the_programs_back(r.office.store(), row.table, row.change);
    const auto broken = r.office.broken_passes();
    CAPTURE(broken);
    CHECK(std::any_of(broken.begin(), broken.end(), [&](const std::string& b) { return b.starts_with(row.pass); }));
}

TEST_CASE("whatever is pending, posted and voided, no quota is promised twice") {
    const bool holds = rc::check("two phases", [] {
        Office office;
        RC_ASSERT(post(office, {funds(1'000)}).has_value());
        std::int64_t moved = 0, pending = 0;
        std::vector<std::pair<EntryRef, std::int64_t>> open;
        std::int64_t line = 0;
        for (const auto& [what, amount] : *rc::gen::container<std::vector<std::pair<int, int>>>(
                 rc::gen::pair(rc::gen::inRange(0, 4), rc::gen::inRange(1, 500)))) {
            ++line;
            const int fen = amount;  // Clang 14 captures no binding.
            const Transfer owed = due(1, line, "YX" + std::to_string(line), fen);
            RC_ASSERT(post(office, {owed}).has_value());
            const bool fits = moved + pending + fen <= 1'000;
            if (what == 0) {
                RC_ASSERT(post(office, {sent(owed, fen)}).has_value() == fits);
                if (fits) moved += fen;
            } else if (what == 1) {
                EntryRef entry;
                const auto done = with_journal(office, [&](Journal& journal) -> Result<void, Refusal> {
                    auto held = journal.pend(sent(owed, fen));
                    if (!held) return pass_on(held);
                    entry = *held;
                    return {};
                });
                RC_ASSERT(done.has_value() == fits);
                if (fits) {
                    pending += fen;
                    open.emplace_back(entry, fen);
                }
            } else if (!open.empty()) {
                const auto [entry, held] = open.back();
                open.pop_back();
                pending -= held;
                if (what == 2) {
                    const std::int64_t part = std::min<std::int64_t>(held, fen);
                    Transfer t = sent(owed, part);
                    t.pending = entry;
                    RC_ASSERT(post(office, {t}).has_value());
                    moved += part;
                } else {
                    const EntryRef voided = entry;
                    RC_ASSERT(with_journal(office, [&](Journal& journal) {
                                  return journal.void_pending(voided);
                              }).has_value());
                }
            }
            RC_ASSERT(ledger::quota_held(office.sql(), office.county(), Program::rural_dibao, 2022) ==
                      Money::fen(1'000 - moved - pending));
        }
        RC_ASSERT(broken_in_ledger(office) == std::vector<std::string>{});
    });
    REQUIRE(holds);
}

}  // namespace mingzhang::test
