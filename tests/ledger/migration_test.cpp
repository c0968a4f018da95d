// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "base/commands/office.hpp"
#include "base/store/migrate.hpp"
#include "ledger/balances.hpp"
#include "ledger/periods.hpp"
#include "ledger/read_transfers.hpp"
#include "ledger/schema.hpp"
#include "tests/base/temporary_folder.hpp"
#include "tests/support/postgres.hpp"

namespace mingzhang::test {

TEST_CASE("a ledger of the first schema keeps its entries, balances and closed months") {
    const TemporaryFolder folder;
    const bool on_file = store_under_test() == store::Backend::sqlite;
    const auto store = store::Store::open(on_file ? "sqlite:" + (folder.path() / "old.db").string()
                                                  : PostgresServer::own().new_database())
                           .value();
    std::vector<store::Part> parts{commands_part(), office_part(), ledger::ledger_part()};
    store::Part& ledger = parts.back();
    const auto migrations = ledger.migrations;
    const auto tables = ledger.tables;
    ledger.migrations.resize(1);
    ledger.tables.clear();
    REQUIRE(store::migrate(*store, parts).value() > 0);
    soci::session& sql = store->sql();
    sql << "INSERT INTO command (county, number, key, name, actor, role, os_user, at, request, answer) "
           "VALUES (1, 7, 'k', 'period.close', '甲', 'approver', 'os', '2022-09-01T00:00:00Z', '', '{}')";
    sql << "INSERT INTO transfer VALUES (1, 6, 1, 1, 1001, 3001, 500, 1, 5, 2, 2022, 0, 0, 0, 0, '', 0, 0, 0, 0)";
    sql << "INSERT INTO balance VALUES (1, 1001, 1, 5, 2, 2022, 0, 500, 0)";
    sql << "INSERT INTO period_close VALUES (1, 24271, 7, 'root', 'seal')";

    ledger.migrations = migrations;
    ledger.tables = tables;
    REQUIRE(store::migrate(*store, parts).value() == static_cast<int>(migrations.size()) - 1);
    const County county{1};
    std::vector<ledger::StoredTransfer> entries;
    ledger::read_transfers(
        sql, [&](const ledger::StoredTransfer& row) { entries.push_back(row); },
        [](CommandId, std::int64_t) { FAIL("unreadable"); });
    REQUIRE(entries.size() == 1);
    CHECK(entries.front().transfer.amount == Money::fen(500));
    CHECK_FALSE(entries.front().transfer.pending.is_set());
    CHECK(ledger::quota_held(sql, county, Program::rural_dibao, 2022) == Money::fen(500));
    const auto events = ledger::period_events(sql, county);
    REQUIRE(events.size() == 1);
    CHECK(events.front().actor == "甲");
    CHECK(events.front().balances == "seal");
    CHECK(ledger::is_closed(sql, county, Month{2022, 8}));
    CHECK_FALSE(ledger::is_closed(sql, county, Month{2022, 9}));
}

}  // namespace mingzhang::test
