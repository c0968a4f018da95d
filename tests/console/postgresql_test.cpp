// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The program on a PostgreSQL server: set up by the owner of the tables, worked with by another role, moved to and
// from.
#include <catch2/catch.hpp>

#include "tests/console/office.hpp"
#include "tests/support/postgres.hpp"

using namespace mingzhang::test;

namespace {

using Words = std::vector<std::string>;

const Words own_bank_account{"officer",
                             "bank-account",
                             "add",
                             "--name",
                             "示范账户",
                             "--bank",
                             "rcb",
                             "--layout",
                             "ccb",
                             "--account",
                             "6299990000000000001",
                             "--account-name",
                             "示范镇财政所",
                             "--merchant",
                             "100001"};

std::string refused_as(const Ended& ended) {
    return boost::json::parse(ended.out).at("refused").as_string().c_str();
}

void calculate_and_approve(const Office& office) {
    for (const Words& words : std::vector<Words>{
             {"--as", "officer", "run", "calculate", "2022-08", "--division", town},
             {"--as", "officer", "run", "submit", "1"},
             {"--as", "reviewer", "run", "review", "1"},
             {"--as", "approver", "run", "approve", "1"},
         })
        office.ask(words);
}

}  // namespace

TEST_CASE("a month is played on a server, from init to the bank's result, under a role that owns nothing") {
    const std::string address = PostgresServer::own().new_database();
    const Office owner{address};
    REQUIRE(owner.run({"init", "--practice", "--program-role", PostgresServer::program}).status == 0);

    const Office office{PostgresServer::as(PostgresServer::program, address)};
    std::filesystem::copy_file(owner.key_file(), office.key_file());
    for (const char* role : {"officer", "reviewer", "approver", "liaison", "auditor", "administrator"})
        REQUIRE(office.run({"user", "add", role, "--role", role}).status == 0);
    office.load_golden_town();
    calculate_and_approve(office);
    office.ask({"run", "lines", "1", "--csv", office.file("lines.csv")});
    CHECK(read_file(office.file("lines.csv")) == read_file(golden("2022-08/expected_lines.csv")));
    const auto in_august = [&](const Words& words) {
        Words all{"--now", "2022-08-28T09:00:00", "--as"};
        all.insert(all.end(), words.begin(), words.end());
        office.ask(all);
    };
    in_august(own_bank_account);
    for (const char* program : {"urban_dibao", "rural_dibao", "urban_tekun", "rural_tekun"})
        in_august({"officer", "funds", "receive", "--bank-account", "1", "--program", program, "--source", "county",
                   "--amount", "5000000", "--year", "2022", "--document", "1号"});
    in_august({"officer", "run", "release", "1"});
    in_august({"officer", "batch", "create"});
    in_august({"officer", "batch", "files", "--out", office.file("outbox")});
    in_august({"liaison", "batch", "send", "2"});
    in_august({"liaison", "bank-sim", "2", "--out", office.file("result"), "--seed", "3", "--fail-percent", "20"});
    in_august({"liaison", "bank", "result", "2", office.file("result")});
    const auto verified = office.ask({"verify"});
    CHECK(verified.at("holds").as_bool());
    CHECK(owner.ask({"verify"}) == verified);
    CHECK(owner.ask({"init"}).at("steps") == 0);
    CHECK(office.ask({"init"}).at("steps") == 0);  // Nothing to do needs no owner.
}

TEST_CASE("an office moves from its file to a server and goes on there with its key file") {
    const Office on_file;
    on_file.found_golden_town();
    calculate_and_approve(on_file);
    const std::string address = PostgresServer::own().new_database();
    CHECK(refused_as(on_file.run({"--as", "officer", "--json", "move", address})) == "command/role_may_not");
    const auto moved = on_file.ask({"--as", "administrator", "move", address});
    CHECK(moved.at("rows").as_int64() > 1000);
    CHECK(moved.at("state").as_string().size() == 64);

    const Office on_server{address};
    std::filesystem::copy_file(on_file.key_file(), on_server.key_file());
    CHECK(on_server.ask({"run", "show", "1"}) == on_file.ask({"run", "show", "1"}));
    CHECK(on_server.ask({"ledger", "balance"}) == on_file.ask({"ledger", "balance"}));
    CHECK(on_server.ask({"verify"}).at("holds").as_bool());
    Words sealing{"--as"};
    sealing.insert(sealing.end(), own_bank_account.begin(), own_bank_account.end());
    on_server.ask(sealing);
    CHECK(refused_as(on_file.run({"--as", "administrator", "--json", "move", address})) == "move/target_not_empty");
}

TEST_CASE("a server that is not there, and a database without tables, are named") {
    const Office nowhere{"postgresql:///town?host=/nowhere"};
    CHECK(refused_as(nowhere.run({"--json", "run", "list"})) == "store.open/cannot_connect");
    const Office empty{PostgresServer::own().new_database()};
    CHECK(refused_as(empty.run({"--json", "run", "list"})) == "store.schema/not_initialised");
}
