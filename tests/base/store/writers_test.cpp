// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include <thread>

#include "tests/base/store/tables.hpp"
#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

// Two writers with the same keys, in the same order, at the same time: as when a request is sent twice.
TEST_CASE("what two writers ask for under one key at one time is done once, and both hear the same") {
    Office office{GENERATE(values(both_stores))};
    constexpr int commands = 25;
    const Instant now = office.desk().clock().now();
    std::array<std::vector<std::string>, 2> heard;
    const auto write = [&](std::vector<std::string>& answers) {
        auto store = store::Store::open(office.url());
        if (!store) return;
        const FixedClock clock{now};
        crypto::SeededRandom random{answers.size() + 1};
        ledger::Log log;
        Desk desk{**store, clock, random, log};
        for (int i = 0; i < commands; ++i) {
            const auto done = desk.carry_out(Office::person(Role::officer), post_kind,
                                             {County{500110}, {}, fmt::format("key-{}", i), "funds"},
                                             [&](CommandContext& context) -> Result<Answer, Refusal> {
                                                 ledger::Journal journal{context};
                                                 if (auto posted = journal.post(funds(100)); !posted)
                                                     return pass_on(posted);
                                                 if (auto closed = journal.close(); !closed) return pass_on(closed);
                                                 return Answer{}.set("command", context.id().number);
                                             });
            answers.push_back(done ? done->to_json() : done.error().what().en);
        }
    };
    std::thread other{[&] { write(heard[1]); }};
    write(heard[0]);
    other.join();
    REQUIRE(heard[0].size() == commands);
    CHECK(heard[0] == heard[1]);
    CHECK(heard[0].back() == R"({"command":25,"balance_1001_fen":2500,"balance_3001_fen":2500})");
    CHECK(balance(office, Account::treasury_quota) == Money::fen(100 * commands));
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

}  // namespace mingzhang::test
