// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Rows written in bulk, and long reads, mean the same on both stores.
#include "base/store/bulk_insert.hpp"

#include <algorithm>

#include "base/store/dialect.hpp"
#include "tests/base/store/tables.hpp"

namespace mingzhang::test {

namespace {

std::vector<std::string> words_of(soci::session& sql, const std::string& order) {
    std::vector<std::string> all;
    std::string words;
    soci::statement query = (sql.prepare << "SELECT words FROM note ORDER BY " << order, soci::into(words));
    query.execute();
    while (query.fetch()) all.push_back(words);
    return all;
}

}  // namespace

TEST_CASE("texts written in bulk arrive as they were, whatever they hold") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    const std::vector<std::string> texts{"",    "a\tb", "a\nb",  "a\r\nb",    "\\",         "\\N",
                                         "\\.", "\\t",  "'\"",   "$1 :name",  "明账，低保", "\x1f\x7f",
                                         " a ", "null", "{1,2}", "\U00020BB7"};
    store::Tx tx{*store};
    {
        store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
        for (std::size_t i = 0; i < texts.size(); ++i) insert.row(1, i, texts[i]);
        CHECK(insert.rows() == texts.size());
    }
    CHECK(words_of(tx.sql(), "number") == texts);
    tx.commit();
    CHECK(words_of(store->sql(), "number") == texts);
}

TEST_CASE("texts are ordered by their bytes, whatever the server's language") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    std::vector<std::string> texts{"b", "B", "a", "A", "ä", "_", "中", "丁", "-1", "1", "a b", "ab"};
    store::Tx tx{*store};
    store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
    for (std::size_t i = 0; i < texts.size(); ++i) insert.row(1, i, texts[i]);
    std::sort(texts.begin(), texts.end());
    CHECK(words_of(tx.sql(), "words") == texts);
    CHECK(words_of(tx.sql(), store::bytewise(tx.sql(), "county || words")) == texts);
}

TEST_CASE("a statement sees the rows written in bulk before it, and a rollback takes all of them") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    {
        store::Tx tx{*store};
        std::int64_t seen = 0;
        soci::statement counting = (tx.sql().prepare << "SELECT count(*) FROM note", soci::into(seen));
        store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
        for (int i = 0; i < 5; ++i) {
            insert.row(1, i, std::to_string(i));
            counting.execute(/*withDataExchange=*/true);
            CHECK(seen == i + 1);
        }
        insert.row(1, 5, "5");
    }
    CHECK(count(store->sql(), "note") == 0);
}

TEST_CASE("a key that stands already is named with its table and values, soon or at the end") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    store::Tx tx{*store};
    store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
    std::string table, number, words;
    try {
        insert.row(1, 7, "一");
        insert.row(1, 8, "二");
        insert.row(1, 7, "三");
        tx.commit();
        FAIL("the same key twice was taken");
    } catch (const store::DuplicateKey& error) {
        table = error.table();
        number = error.value("number");
        words = error.value("words");
    }
    CHECK(table == "note");
    CHECK(number == "7");
    CHECK((words.empty() || words == "三"));  // Not of the key: the server does not say it.
}

TEST_CASE("a row that breaks anything but a key is an error of the database") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    store->sql() << "CREATE TABLE positive (amount BIGINT NOT NULL, CHECK (amount > 0))";
    store::Tx tx{*store};
    const auto write = [&] {
        store::BulkInsert insert{tx, "positive", {"amount"}};
        insert.row(-1);
        tx.commit();
    };
    CHECK_THROWS_AS(write(), soci::soci_error);
}

TEST_CASE("a long read gives every row in order, in pieces, while other statements run") {
    const auto backend = GENERATE(values(both_stores));
    constexpr std::int64_t rows = 30'000;  // Several pieces, and more than is sent at once.
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    {
        store::Tx tx{*store};
        store::BulkInsert insert{tx, "note", {"county", "number", "words"}};
        for (std::int64_t i = 0; i < rows; ++i)
            insert.row(1, i, std::to_string(i) + std::string(i % 1000 == 0 ? 5000 : 50, 'x'));
        tx.commit();
    }
    const bool in_reading = GENERATE(true, false);
    CAPTURE(in_reading);
    std::optional<store::Snapshot> reading;
    if (in_reading) reading.emplace(*store);
    const std::int64_t from = 100;
    std::int64_t number = 0, seen = 0, inner = 0;
    soci::statement query =
        (store->sql().prepare << store::long_read << "SELECT number FROM note WHERE number >= :from ORDER BY number",
         soci::use(from), soci::into(number));
    for (int twice = 0; twice < 2; ++twice) {
        seen = 0;
        query.execute();
        while (query.fetch()) {
            if (number != from + seen) FAIL("row " << number << " at " << seen);
            if (++seen % 5000 == 0) {
                store->sql() << "SELECT count(*) FROM note WHERE number = :n", soci::use(seen), soci::into(inner);
                CHECK(inner == 1);
            }
        }
        CHECK(seen == rows - from);
    }
}

}  // namespace mingzhang::test
