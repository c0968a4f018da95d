// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// On PostgreSQL one role owns the tables and another works with them; neither can change what is append-only.
#include "base/store/bulk_insert.hpp"
#include "tests/base/store/tables.hpp"
#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

namespace {

std::vector<std::string> broken_records(store::Store& store, std::span<const store::Part> parts) {
    std::vector<std::string> broken;
    for (const auto& pass : store::store_part(parts).passes)
        for (const Text& record : pass.run(store).broken) broken.push_back(record.en);
    return broken;
}

std::vector<std::string> broken_guards(store::Store& store) {
    return broken_records(store, office_parts());
}

}  // namespace

TEST_CASE("the program's role does its work and cannot change or delete an entry") {
    Office office{store::Backend::postgresql};
    REQUIRE(store::migrate(office.store(), office_parts(), PostgresServer::program).value() == 0);
    const auto store = opened(PostgresServer::as(PostgresServer::program, office.url()));
    const FixedClock clock{office.desk().clock().now()};
    crypto::SeededRandom random{1};
    ledger::Log log;
    Desk desk{*store, clock, random, log};
    const auto posted = desk.carry_out(Office::person(Role::officer), post_kind, {office.county(), {}, "", "x"},
                                       [](CommandContext& context) -> Result<Answer, Refusal> {
                                           ledger::Journal journal{context};
                                           if (auto done = journal.post(funds(500)); !done) return pass_on(done);
                                           if (auto done = journal.close(); !done) return pass_on(done);
                                           return Answer{};
                                       });
    INFO((posted ? "" : posted.error().what().en));
    REQUIRE(posted.has_value());
    CHECK(broken_guards(*store).empty());
    for (const char* statement :
         {"UPDATE transfer SET amount = 1", "DELETE FROM transfer", "TRUNCATE transfer", "DROP TABLE transfer",
          "UPDATE log_leaf SET hash = ''", "DELETE FROM command", "TRUNCATE balance", "CREATE TABLE mine (n BIGINT)",
          "INSERT INTO schema_step (part, number) VALUES ('x', 1)", "ALTER TABLE transfer DROP COLUMN amount"}) {
        CAPTURE(statement);
        CHECK_THROWS_AS(store->sql() << statement, soci::soci_error);
    }
    store->sql() << "UPDATE balance SET debits = debits";
}

TEST_CASE("the owner of the tables cannot change an entry either, and a superuser is named") {
    Office office{store::Backend::postgresql};
    REQUIRE(post(office, {funds(500)}).has_value());
    CHECK_THROWS_WITH(office.sql() << "UPDATE transfer SET amount = 1", Catch::Contains("permission denied"));
    CHECK(broken_guards(office.store()).empty());
    const auto store = opened(PostgresServer::as(PostgresServer::superuser, office.url()));
    CHECK(broken_guards(*store).size() == store::PassReport::named_max);
}

TEST_CASE("a role that is not there is refused, and on a file any role") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    const std::vector<store::Part> parts{sample_part()};
    const auto refused = store::migrate(*store, parts, "nobody_of_that_name");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(store::SchemaRefusal::unknown_role));
}

TEST_CASE("a later step of the schema is granted to the role that was let in before") {
    const std::string url = PostgresServer::own().new_database();
    const auto store = opened(url);
    std::vector<store::Part> parts{sample_part()};
    REQUIRE(store::migrate(*store, parts, PostgresServer::program).has_value());
    parts.front().migrations.push_back(
        {2, {"CREATE TABLE later (county BIGINT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (county, name))"}});
    parts.front().tables.push_back({"later", "county, name", true});
    REQUIRE(store::migrate(*store, parts).value() == 1);
    const auto program = opened(PostgresServer::as(PostgresServer::program, url));
    program->sql() << "INSERT INTO later (county, name) VALUES (1, 'a')";
    CHECK_THROWS_AS(program->sql() << "DELETE FROM later", soci::soci_error);
}

TEST_CASE("an index that lost rows of its table is found where the server can check indexes") {
    const std::string url = PostgresServer::own().new_database();
    const auto store = opened(url);
    const std::vector<store::Part> parts{sample_part()};
    REQUIRE(store::migrate(*store, parts).has_value());
    {
        store::Tx tx{*store};
        store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
        for (int i = 0; i < 100; ++i) insert.row(1, i, std::to_string(i));
        insert.send();
        tx.commit();
    }
    // An index over a function that changed its mind: what it holds is no longer what the rows say.
    store->sql() << "CREATE FUNCTION kept(text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN $1; END'";
    store->sql() << "CREATE INDEX spoiled ON note (kept(words))";
    CHECK(broken_records(*store, parts).empty());
    store->sql() << "CREATE OR REPLACE FUNCTION kept(text) RETURNS text IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN "
                    "''x'' || $1; END'";
    CHECK(broken_records(*store, parts).empty());  // Nobody may look.

    const auto master = opened(PostgresServer::as(PostgresServer::superuser, url));
    master->sql() << "CREATE SCHEMA IF NOT EXISTS checks";
    master->sql() << "CREATE EXTENSION amcheck SCHEMA checks";
    master->sql() << "GRANT USAGE ON SCHEMA checks TO owner";
    master->sql() << "GRANT EXECUTE ON FUNCTION checks.bt_index_check(regclass, boolean) TO owner";
    const auto broken = broken_records(*store, parts);
    REQUIRE(broken.size() == 1);
    CHECK_THAT(broken.front(), Catch::Contains("table note cannot be read whole") && Catch::Contains("spoiled"));
    store->sql() << "DROP INDEX spoiled";
    CHECK(broken_records(*store, parts).empty());
    master->sql() << "DROP EXTENSION amcheck";
}

}  // namespace mingzhang::test
