// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A command on PostgreSQL is done once, whatever becomes of the connection or of other transactions.
#include <fmt/format.h>

#include "tests/base/store/cutting_proxy.hpp"
#include "tests/base/store/tables.hpp"
#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

namespace {

using Cut = CuttingProxy::Cut;

// A second desk on an office's database, reached by another address.
struct Elsewhere {
    Elsewhere(Office& office, const std::string& url)
        : store{opened(url)}, clock{office.desk().clock().now()}, desk{*store, clock, random, log} {}

    // Receives funds, counting how often the work was begun; `first` is done within the first time.
    Result<Answer, Refusal> receive(const std::string& key, const std::function<void(CommandContext&)>& first = {}) {
        return desk.carry_out(Office::person(Role::officer), post_kind, {County{500110}, {}, key, "funds"},
                              [&](CommandContext& context) -> Result<Answer, Refusal> {
                                  ++begun;
                                  ledger::Journal journal{context};
                                  if (auto posted = journal.post(funds(100)); !posted) return pass_on(posted);
                                  if (auto closed = journal.close(); !closed) return pass_on(closed);
                                  if (first && begun == 1) first(context);
                                  return Answer{}.set("command", context.id().number);
                              });
    }

    std::unique_ptr<store::Store> store;
    FixedClock clock;
    crypto::SeededRandom random{3};
    ledger::Log log;
    Desk desk;
    int begun = 0;
};

}  // namespace

TEST_CASE("a connection lost around COMMIT leaves the command done once") {
    struct Row {
        const char* why;
        Cut cut;
        int begun;  // How often the work was: not again when the server had committed it.
    };
    const auto row = GENERATE(values<Row>({
        {"the server committed, the answer was lost", Cut::after_commit, 1},
        {"COMMIT never arrived", Cut::before_commit, 2},
    }));
    const std::string key = GENERATE("key-1", "");
    CAPTURE(row.why, key);
    Office office{store::Backend::postgresql};
    CuttingProxy proxy{PostgresServer::own().folder().string()};
    Elsewhere elsewhere{office, proxy.through(office.url())};
    proxy.cut(row.cut);
    const auto done = elsewhere.receive(key);
    INFO((done ? "" : done.error().what().en));
    REQUIRE(done.has_value());
    CHECK(proxy.has_cut());
    CHECK(elsewhere.begun == row.begun);
    CHECK(done->number("command") == 1);
    CHECK(balance(office, Account::treasury_quota) == Money::fen(100));
    CHECK(count(office.sql(), "transfer") == 1);
    REQUIRE(elsewhere.receive("key-2").has_value());
    CHECK(balance(office, Account::treasury_quota) == Money::fen(200));
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("when the server stays away, the refusal says that the outcome is not known and under which key to ask") {
    Office office{store::Backend::postgresql};
    CuttingProxy proxy{PostgresServer::own().folder().string()};
    Elsewhere elsewhere{office, proxy.through(office.url())};
    proxy.cut(Cut::after_commit, /*for_good=*/true);
    const auto refused = elsewhere.receive("key-1");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(DeskRefusal::outcome_unknown));
    CHECK(refused.error().next().en.find("--key key-1") != std::string::npos);
    Elsewhere later{office, office.url()};
    const auto asked_again = later.receive("key-1");
    REQUIRE(asked_again.has_value());
    CHECK(later.begun == 0);
    CHECK(asked_again->number("command") == 1);
    CHECK(balance(office, Account::treasury_quota) == Money::fen(100));
}

TEST_CASE("a session the server ends in the middle of a command is opened again and the command done") {
    Office office{store::Backend::postgresql};
    Elsewhere elsewhere{office, office.url()};
    const auto root = opened(PostgresServer::as(PostgresServer::superuser, office.url()));
    const auto done = elsewhere.receive("key-1", [&](CommandContext& context) {
        int session = 0, ended = 0;
        context.sql() << "SELECT pg_backend_pid()", soci::into(session);
        root->sql() << "SELECT CASE WHEN pg_terminate_backend(:pid, 60000) THEN 1 ELSE 0 END", soci::use(session),
            soci::into(ended);
        REQUIRE(ended == 1);
    });
    INFO((done ? "" : done.error().what().en));
    REQUIRE(done.has_value());
    CHECK(elsewhere.begun == 2);
    CHECK(balance(office, Account::treasury_quota) == Money::fen(100));
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a command that meets another transaction is done again, and no more than five times") {
    struct Row {
        const char* state;
        bool always;
        int begun;
        bool done;
    };
    const auto row = GENERATE(values<Row>({
        {"40001", false, 2, true},  // Serialization failure.
        {"40P01", false, 2, true},  // Deadlock.
        {"40001", true, 5, false},
        {"42P01", false, 1, false},  // Anything else would fail again.
    }));
    CAPTURE(row.state, row.always);
    Office office{store::Backend::postgresql};
    int begun = 0;
    const auto done = office.desk().carry_out(
        Office::person(Role::officer), post_kind, {office.county(), {}, "key", "funds"},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            ledger::Journal journal{context};
            if (auto posted = journal.post(funds(100)); !posted) return pass_on(posted);
            if (auto closed = journal.close(); !closed) return pass_on(closed);
            if (++begun == 1 || row.always)
                context.sql() << fmt::format("DO $$ BEGIN RAISE EXCEPTION 'met' USING ERRCODE = '{}'; END $$",
                                             row.state);
            return Answer{};
        });
    CHECK(done.has_value() == row.done);
    if (!done) CHECK(done.error().is(DeskRefusal::store_failed));
    CHECK(begun == row.begun);
    CHECK(balance(office, Account::treasury_quota) == Money::fen(row.done ? 100 : 0));
    CHECK(count(office.sql(), "command") == (row.done ? 1 : 0));
}

}  // namespace mingzhang::test
