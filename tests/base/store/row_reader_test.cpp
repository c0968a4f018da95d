// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Rows read through the database's own interface are those SOCI would give, on both stores.
#include "base/store/row_reader.hpp"

#include "base/store/beside.hpp"
#include "base/store/bulk_insert.hpp"
#include "tests/base/store/tables.hpp"

namespace mingzhang::test {

namespace {

void write_notes(store::Store& store, const std::vector<std::string>& texts) {
    store::Tx tx{store};
    store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
    for (std::size_t i = 0; i < texts.size(); ++i) insert.row(1, i, texts[i]);
    insert.send();
    tx.commit();
}

}  // namespace

TEST_CASE("numbers and texts are read as they are, inside a transaction and outside") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    const std::vector<std::string> texts{"", "a\tb", "明账，低保", "'\"", "$1", std::string(5'000, 'x')};
    write_notes(*store, texts);
    const auto check = [&] {
        store::RowReader rows{store->sql(), "SELECT number, words, -number FROM note ORDER BY number"};
        for (std::size_t i = 0; i < texts.size(); ++i) {
            REQUIRE(rows.next());
            CHECK(rows.number(0) == static_cast<std::int64_t>(i));
            CHECK(rows.text(1) == texts[i]);
            CHECK(rows.number(2) == -static_cast<std::int64_t>(i));
        }
        CHECK_FALSE(rows.next());
    };
    check();
    const store::Snapshot moment{*store};
    check();
}

TEST_CASE("many rows come piece by piece and none is lost between pieces") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    constexpr std::int64_t many = 30'000;
    std::vector<std::string> texts;
    for (std::int64_t i = 0; i < many; ++i) texts.push_back("note " + std::to_string(i));
    write_notes(*store, texts);
    const store::Snapshot moment{*store};
    store::RowReader rows{store->sql(), "SELECT number, words FROM note ORDER BY number"};
    store::RowReader beside{store->sql(), "SELECT number FROM note ORDER BY number DESC"};
    std::int64_t seen = 0;
    for (; rows.next(); ++seen) {
        REQUIRE(rows.number(0) == seen);
        REQUIRE(beside.next());
        REQUIRE(beside.number(0) == many - 1 - seen);
    }
    CHECK(seen == many);
}

TEST_CASE("the same question is asked again for another text") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    write_notes(*store, {"a", "b", "c"});
    const store::Snapshot moment{*store};
    store::RowReader rows{store->sql(), "SELECT number FROM note WHERE county = 1 AND words = $1", {"b"}};
    REQUIRE(rows.next());
    CHECK(rows.number(0) == 1);
    rows.restart({"nobody"});
    CHECK_FALSE(rows.next());
    rows.restart({"a"});
    REQUIRE(rows.next());
    CHECK(rows.number(0) == 0);
}

TEST_CASE("rows written in bulk before are read; what cannot be read is an error of the database") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    store::Tx tx{*store};
    store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
    insert.row(1, 1, "held back");
    store::RowReader rows{tx.sql(), "SELECT words FROM note"};
    REQUIRE(rows.next());
    CHECK(rows.text(0) == "held back");
    CHECK_THROWS_AS((store::RowReader{tx.sql(), "SELECT nothing FROM nowhere"}), soci::soci_error);
}

TEST_CASE("a connection beside another sees what is committed and nothing else") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    write_notes(*store, {"committed"});
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
