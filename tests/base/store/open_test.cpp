// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/base/store/tables.hpp"

namespace mingzhang::test {

TEST_CASE("an address that leads nowhere is refused in words") {
    struct Row {
        const char* url;
        store::OpenRefusal expected;
    };
    const auto row = GENERATE(values<Row>({
        {"", store::OpenRefusal::unknown_url},
        {"mysql://somewhere", store::OpenRefusal::unknown_url},
        {"sqlite:", store::OpenRefusal::unknown_url},
        {"sqlite:/nowhere/at/all.db", store::OpenRefusal::cannot_open},
        {"postgresql:///towns?host=/nowhere", store::OpenRefusal::cannot_connect},
        {"postgresql://[", store::OpenRefusal::cannot_connect},
    }));
    CAPTURE(row.url);
    const auto refused = store::Store::open(row.url);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(row.expected));
}

TEST_CASE("files beside a database are named after its file, or after the database on its server") {
    struct Row {
        const char* url;
        const char* path;
    };
    const auto row = GENERATE(values<Row>({
        {"sqlite:/srv/town.db", "/srv/town.db"},
        {"postgresql://db.example/mingzhang_2", "mingzhang_2"},
        {"postgres://clerk:secret@db.example:5433/town?sslmode=verify-full", "town"},
        {"postgresql://db.example", "mingzhang"},
    }));
    CHECK(store::local_path(row.url) == row.path);
}

TEST_CASE("a database of another program is left alone") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = opened(backend == store::Backend::sqlite ? "sqlite:" + (folder / "other.db").string()
                                                                : PostgresServer::own().new_database());
    store->sql() << "CREATE TABLE somebody_elses (n BIGINT)";
    const std::vector<store::Part> parts{sample_part()};
    const auto refused = store::migrate(*store, parts);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(store::SchemaRefusal::another_programs_database));
    CHECK(store::check_schema(*store, parts).error().is(store::SchemaRefusal::not_a_mingzhang_database));
}

TEST_CASE("to migrate once more changes nothing") {
    const auto backend = GENERATE(values(both_stores));
    const TemporaryFolder folder;
    const auto store = sample_store(backend, folder);
    const std::vector<store::Part> parts{sample_part()};
    CHECK(store::migrate(*store, parts).value() == 0);
    CHECK(store::check_schema(*store, parts).has_value());
}

}  // namespace mingzhang::test
