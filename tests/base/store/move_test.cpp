// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Two stores, one meaning: the same commands leave the same state, and a database moves between them whole.
#include "base/store/move.hpp"

#include "base/store/bulk_insert.hpp"
#include "base/store/state_digest.hpp"
#include "tests/base/store/tables.hpp"

namespace mingzhang::test {

namespace {

using store::Compared;

void play_two_months(Office& office) {
    REQUIRE(office.import(registry::ImportKind::divisions, town_folder("golden-town") / "divisions.csv").has_value());
    const auto months = town_months("golden-town");
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string month = months[i].filename().string();
        office.set_day(month + "-20");
        import_month(office, months[i]);
        REQUIRE(office.approve(office.calculate(month)->number("run")).has_value());
    }
}

std::string state(store::Store& store, Compared compared) {
    const store::Snapshot moment{store};
    return store::state_digest(store, office_parts(), compared).hex();
}

std::unique_ptr<store::Store> empty_office(store::Backend backend, const TemporaryFolder& folder) {
    auto store = opened(backend == store::Backend::sqlite ? "sqlite:" + (folder / "moved.db").string()
                                                          : PostgresServer::own().new_database());
    REQUIRE(store::migrate(*store, office_parts()).has_value());
    return store;
}

Result<store::Moved, Refusal> move(store::Store& from, store::Store& to, std::stop_token stop = {}) {
    SilentProgress silent;
    return store::move(from, to, office_parts(), {silent, stop});
}

std::vector<std::string> broken_passes(store::Store& store) {
    std::vector<std::string> broken;
    auto parts = office_parts();
    parts.push_back(store::store_part(parts));
    store::verify(store, parts, [&](std::string_view code, const Text&, const store::PassReport& report) {
        for (const Text& record : report.broken) broken.push_back(std::string{code} + ": " + record.en);
    });
    return broken;
}

}  // namespace

TEST_CASE("the same commands leave the same state on both stores") {
    Office on_file{store::Backend::sqlite}, on_server{store::Backend::postgresql};
    CHECK(state(on_file.store(), Compared::meaning) == state(on_server.store(), Compared::meaning));
    play_two_months(on_file);
    CHECK(state(on_file.store(), Compared::meaning) != state(on_server.store(), Compared::meaning));
    play_two_months(on_server);
    CHECK(state(on_file.store(), Compared::meaning) == state(on_server.store(), Compared::meaning));
    // Both draw the same chance here, so even what is sealed and salted is the same.
    CHECK(state(on_file.store(), Compared::every_byte) == state(on_server.store(), Compared::every_byte));
}

TEST_CASE("one value of one row makes another state, unless chance drew it") {
    struct Row {
        const char* change;
        bool meaning;
        bool bytes;
    };
    const auto row = GENERATE(values<Row>({
        {"UPDATE payable SET line = line + 1 WHERE line = 3", true, true},
        {"UPDATE balance SET debits = debits + 1, credits = credits + 1 WHERE account = 2001", true, true},
        {"UPDATE office_setting SET value = 'x' WHERE name = 'data_keys'", false, true},
        {"UPDATE payable SET line = line", false, false},
    }));
    CAPTURE(row.change);
    Office office;
    play_two_months(office);
    const std::string meaning = state(office.store(), Compared::meaning);
    const std::string bytes = state(office.store(), Compared::every_byte);
    office.sql() << row.change;
    CHECK((state(office.store(), Compared::meaning) != meaning) == row.meaning);
    CHECK((state(office.store(), Compared::every_byte) != bytes) == row.bytes);
}

TEST_CASE("a database moves to the other store and back without a byte changed, and its passes hold there") {
    const auto first = GENERATE(values(both_stores));
    const auto second = first == store::Backend::sqlite ? store::Backend::postgresql : store::Backend::sqlite;
    Office office{first};
    play_two_months(office);
    const std::string before = state(office.store(), Compared::every_byte);
    const TemporaryFolder there_folder, back_folder;
    const auto there = empty_office(second, there_folder);
    const auto moved = move(office.store(), *there);
    INFO((moved ? "" : moved.error().what().en));
    REQUIRE(moved.has_value());
    CHECK(moved->state.hex() == before);
    CHECK(moved->rows > 1000);
    CHECK(broken_passes(*there) == std::vector<std::string>{});
    const auto back = empty_office(first, back_folder);
    REQUIRE(move(*there, *back).has_value());
    CHECK(state(*back, Compared::every_byte) == before);
    CHECK(broken_passes(*back) == std::vector<std::string>{});
}

TEST_CASE("nothing is moved into a database that holds something, and it stays as it was") {
    Office office{store::Backend::sqlite}, other{GENERATE(values(both_stores))};
    play_two_months(office);
    const std::string before = state(other.store(), Compared::every_byte);
    const auto refused = move(office.store(), other.store());
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(store::MoveRefusal::target_not_empty));
    CHECK(state(other.store(), Compared::every_byte) == before);
}

TEST_CASE("a database that keeps something else than it was given is refused and stays empty") {
    const auto backend = GENERATE(values(both_stores));
    Office office{store::Backend::sqlite};
    play_two_months(office);
    const TemporaryFolder folder;
    const auto target = empty_office(backend, folder);
    if (backend == store::Backend::postgresql) {
        target->sql() << "CREATE FUNCTION one_less() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                         "NEW.amount = NEW.amount - 1; RETURN NEW; END $$";
        target->sql() << "CREATE TRIGGER tampering BEFORE INSERT ON run_line FOR EACH ROW WHEN (NEW.line = 7) EXECUTE "
                         "FUNCTION one_less()";
    } else {
        target->sql() << "CREATE TRIGGER tampering AFTER INSERT ON payable WHEN NEW.line = 7 BEGIN UPDATE payable SET "
                         "line = 8 WHERE county = NEW.county AND household = NEW.household; END";
    }
    const auto refused = move(office.store(), *target);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(store::MoveRefusal::differs));
    for (const char* table : {"command", "transfer", "person", "run_line"}) CHECK(count(target->sql(), table) == 0);
}

TEST_CASE("a move that is stopped leaves nothing behind") {
    Office office{store::Backend::sqlite};
    {
        store::Tx tx{office.store()};  // Enough rows to be asked in between.
        store::BulkInsert insert{tx, "import_touch", {"county", "import", "division"}};
        for (int i = 0; i < 20'000; ++i) insert.row(500110, i, "500110999");
        tx.commit();
    }
    const TemporaryFolder folder;
    const auto target = empty_office(GENERATE(values(both_stores)), folder);
    std::stop_source stop;
    stop.request_stop();
    const auto refused = move(office.store(), *target, stop.get_token());
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(store::MoveRefusal::stopped));
    CHECK(count(target->sql(), "import_touch") == 0);
}

}  // namespace mingzhang::test
