// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/beside.hpp"

#include "base/store/bulk_insert.hpp"
#include "tests/base/store/tables.hpp"

namespace mingzhang::test {

TEST_CASE("a connection beside another sees what is committed and nothing else") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    store->sql() << "INSERT INTO note (county, number, words) VALUES (1, 1, 'committed')";
    store::Tx tx{*store};
    store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
    insert.row(1, 7, "not yet");
    insert.send();
    const auto beside = store::open_beside(*store);
    REQUIRE(beside != nullptr);
    CHECK(count(beside->sql(), "note") == 1);
    CHECK(count(tx.sql(), "note") == 2);
}

}  // namespace mingzhang::test
