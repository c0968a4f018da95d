// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/writer.hpp"

#include <soci/soci.h>
#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

namespace {

Order order(Office& office, std::vector<Transfer> transfers, const std::string& key = {}, Role role = Role::officer) {
    return {Office::person(role),
            post_kind,
            {office.county(), {}, key, "request"},
            [transfers = std::move(transfers)](CommandContext& context) -> Result<Answer, Refusal> {
                ledger::Journal journal{context};
                for (const Transfer& transfer : transfers)
                    if (auto posted = journal.post(transfer); !posted) return pass_on(posted);
                if (auto closed = journal.close(); !closed) return pass_on(closed);
                return Answer{}.set("command", context.id().number);
            }};
}

}  // namespace

TEST_CASE("commands carried out together are done or refused each for itself") {
    Office office;
    const Transfer owed = due(1, 1, "YX1", 300);
    const std::vector<Order> orders{order(office, {funds(500)}, "a"),
                                    order(office, {owed, sent(owed, 501)}, "b"),  // Refused whole: the quota lacks it.
                                    order(office, {funds(100)}, "c", Role::auditor),
                                    order(office, {funds(500)}, "a"),  // Asked twice.
                                    order(office, {owed, sent(owed, 300)}, "d")};
    const auto answers = office.desk().carry_out_together(orders);
    REQUIRE(answers.size() == 5);
    REQUIRE(answers[0].has_value());
    CHECK(answers[1].error().is(ledger::PostRefusal::limit_exceeded));
    CHECK(answers[2].error().is(DeskRefusal::role_may_not));
    CHECK(answers[3]->number("command") == answers[0]->number("command"));
    CHECK(answers[4]->number("command") == answers[0]->number("command") + 1);
    CHECK(balance(office, Account::treasury_quota) == Money::fen(200));
    CHECK(broken_in_ledger(office) == std::vector<std::string>{});
}

TEST_CASE("a command that breaks the transaction of its group does not take the others with it") {
    Office office;
    Order breaks = order(office, {}, "b");
    breaks.work = [](CommandContext& context) -> Result<Answer, Refusal> {
        context.sql() << "INSERT INTO balance (county) VALUES (1)";
        return Answer{};
    };
    const std::vector<Order> orders{order(office, {funds(500)}, "a"), breaks, order(office, {funds(100)}, "c")};
    const auto answers = office.desk().carry_out_together(orders);
    CHECK(answers[0].has_value());
    CHECK(answers[1].error().is(DeskRefusal::store_failed));
    CHECK(answers[2].has_value());
    CHECK(balance(office, Account::treasury_quota) == Money::fen(600));
    CHECK(broken_in_ledger(office) == std::vector<std::string>{});
}

TEST_CASE("what many threads ask of one writer is all done, and answered when it is on the disk") {
    Office office;
    constexpr int threads = 4, each = 50;
    {
        Writer writer{office.desk()};
        std::vector<std::thread> people;
        std::atomic<int> done{0};
        for (int person = 0; person < threads; ++person)
            people.emplace_back([&, person] {
                std::vector<std::future<Result<Answer, Refusal>>> answers;
                for (int i = 0; i < each; ++i)
                    answers.push_back(
                        writer.submit(order(office, {funds(1)}, std::to_string(person) + "-" + std::to_string(i))));
                for (auto& answer : answers) done += answer.get().has_value() ? 1 : 0;
            });
        for (std::thread& person : people) person.join();
        CHECK(done == threads * each);
    }
    CHECK(balance(office, Account::treasury_quota) == Money::fen(threads * each));
    CHECK(broken_in_ledger(office) == std::vector<std::string>{});
}

}  // namespace mingzhang::test
