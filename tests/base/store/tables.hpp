// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <soci/soci.h>
#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <vector>

#include "base/store/migrate.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::test {

// One part with one table of each kind.
inline store::Part sample_part() {
    return {"sample",
            {{1,
              {"CREATE TABLE note (county BIGINT NOT NULL, number BIGINT NOT NULL, words TEXT NOT NULL, PRIMARY KEY "
               "(county, number), UNIQUE (county, words))",
               "CREATE TABLE tally (county BIGINT NOT NULL, name TEXT NOT NULL, value BIGINT NOT NULL, PRIMARY KEY "
               "(county, name))"}}},
            {{"note", "county, number", true}, {"tally", "county, name", false}},
            {}};
}

inline std::unique_ptr<store::Store> opened(const std::string& url) {
    auto store = store::Store::open(url);
    INFO((store ? "" : store.error().what().en));
    REQUIRE(store.has_value());
    return std::move(*store);
}

// A database with the sample's tables; a file in `folder`, or one on the server.
inline std::unique_ptr<store::Store> sample_store(store::Backend backend, const TemporaryFolder& folder) {
    auto store = opened(backend == store::Backend::sqlite ? "sqlite:" + (folder / "sample.db").string()
                                                          : PostgresServer::own().new_database());
    const std::vector<store::Part> parts{sample_part()};
    REQUIRE(store::migrate(*store, parts).has_value());
    return store;
}

inline std::int64_t count(soci::session& sql, const std::string& table) {
    std::int64_t rows = 0;
    sql << "SELECT count(*) FROM " << table, soci::into(rows);
    return rows;
}

inline constexpr auto both_stores = {store::Backend::sqlite, store::Backend::postgresql};

}  // namespace mingzhang::test
