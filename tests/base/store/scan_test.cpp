// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A scan gives what a query gives, on both stores.
#include "base/store/scan.hpp"

#include "base/store/bulk_insert.hpp"
#include "tests/base/store/tables.hpp"

namespace mingzhang::test {

namespace {

constexpr std::int64_t many = 3'000;  // More than one piece of a long read.

void fill(store::Store& store) {
    store::Tx tx{store};
    store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
    for (std::int64_t i = 0; i < many; ++i) insert.row(1, i - many / 2, i == 0 ? "" : "明账" + std::to_string(i));
    insert.send();
    tx.commit();
}

struct Note {
    std::int64_t number;
    std::string words;
    friend bool operator==(const Note&, const Note&) = default;
};

std::vector<Note> scanned(soci::session& sql, std::string_view before, const std::string& rest) {
    std::vector<Note> notes;
    store::Scan scan{sql, std::string{before} + "SELECT number, words FROM note " + rest};
    while (scan.next()) notes.push_back({scan.number(0), std::string{scan.text(1)}});
    return notes;
}

std::vector<Note> queried(soci::session& sql, const std::string& rest) {
    std::vector<Note> notes;
    Note note{};
    soci::statement query =
        (sql.prepare << "SELECT number, words FROM note " << rest, soci::into(note.number), soci::into(note.words));
    query.execute();
    while (query.fetch()) notes.push_back(note);
    return notes;
}

void write_notes(store::Store& store, const std::vector<std::string>& texts) {
    store::Tx tx{store};
    store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
    for (std::size_t i = 0; i < texts.size(); ++i) insert.row(1, i, texts[i]);
    insert.send();
    tx.commit();
}

}  // namespace

TEST_CASE("a scan gives the rows a query gives, long read or not, inside a reading or outside") {
    const auto backend = GENERATE(values(both_stores));
    const std::string_view before = GENERATE(std::string_view{}, store::long_read);
    const bool inside = GENERATE(true, false);
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    fill(*store);
    std::optional<store::Snapshot> snapshot;
    if (inside) snapshot.emplace(*store);
    for (const std::string rest :
         {"ORDER BY number", "ORDER BY number DESC", "WHERE number = 7", "WHERE number > 9999"})
        CHECK(scanned(store->sql(), before, rest) == queried(store->sql(), rest));
    CHECK(scanned(store->sql(), before, "ORDER BY number").size() == many);
}

TEST_CASE("a scan left before its end leaves the connection to others") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    fill(*store);
    {
        const store::Snapshot snapshot{*store};
        store::Scan scan{store->sql(), std::string{store::long_read} + "SELECT number FROM note ORDER BY number"};
        REQUIRE(scan.next());
        CHECK(scan.number(0) == -many / 2);
    }
    store::Tx tx{*store};
    tx.sql() << "INSERT INTO note (county, number, words) VALUES (1, 9999, 'one more')";
    tx.commit();
    CHECK(count(store->sql(), "note") == many + 1);
}

TEST_CASE("a scan of what is not there throws as a statement does") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    const auto read = [&] {
        store::Scan scan{store->sql(), "SELECT nothing FROM nowhere"};
        (void)scan.next();
    };
    CHECK_THROWS_AS(read(), soci::soci_error);
}

TEST_CASE("many rows come piece by piece and none is lost between pieces") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    constexpr std::int64_t very_many = 30'000;
    std::vector<std::string> texts;
    for (std::int64_t i = 0; i < very_many; ++i) texts.push_back("note " + std::to_string(i));
    write_notes(*store, texts);
    const store::Snapshot moment{*store};
    store::Scan rows{store->sql(), "SELECT number, words FROM note ORDER BY number"};
    store::Scan beside{store->sql(), "SELECT number FROM note ORDER BY number DESC"};
    std::int64_t seen = 0;
    for (; rows.next(); ++seen) {
        REQUIRE(rows.number(0) == seen);
        REQUIRE(beside.next());
        REQUIRE(beside.number(0) == very_many - 1 - seen);
    }
    CHECK(seen == very_many);
}

TEST_CASE("the same question is asked again for another text") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    write_notes(*store, {"a", "b", "c"});
    const store::Snapshot moment{*store};
    store::Scan rows{store->sql(), "SELECT number FROM note WHERE county = 1 AND words = $1", {"b"}};
    REQUIRE(rows.next());
    CHECK(rows.number(0) == 1);
    rows.restart({"nobody"});
    CHECK_FALSE(rows.next());
    rows.restart({"a"});
    REQUIRE(rows.next());
    CHECK(rows.number(0) == 0);
}

TEST_CASE("rows written in bulk before are read") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    store::Tx tx{*store};
    store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
    insert.row(1, 1, "held back");
    store::Scan rows{tx.sql(), "SELECT words FROM note"};
    REQUIRE(rows.next());
    CHECK(rows.text(0) == "held back");
}

}  // namespace mingzhang::test
