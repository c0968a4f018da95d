// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/outbox.hpp"

#include <soci/soci.h>

#include "engine/batches/lifecycle.hpp"
#include "engine/registry/archive.hpp"
#include "tests/engine/batches/practice_office.hpp"
#include "tests/support/tamper.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using batches::BatchState;
using batches::OutboxRefusal;

namespace {

namespace fs = std::filesystem;

// An office with one batch that is committed and not yet written.
struct Committed {
    Committed() {
        office.receive(100);
        office.release({{"YX1", 1, 1}, {"YX2", 2, 2, "测试乙"}});
        REQUIRE(office.create().has_value());
    }
    auto write() { return batches::write_pending_files(office.desk, office.sealer, office.officer, county, outbox); }
    [[nodiscard]] fs::path place() const { return outbox / "999901" / "B1" / "M001_20221017_0001.txt"; }
    std::int64_t files() const {
        std::int64_t count = 0;
        if (!fs::exists(outbox)) return 0;
        for (const auto& entry : fs::recursive_directory_iterator{outbox}) count += entry.is_regular_file() ? 1 : 0;
        return count;
    }

    PracticeOffice office;
    fs::path outbox = office.folder / "outbox";
};

}  // namespace

TEST_CASE("A committed batch is written once, under one name, with the bytes that were committed") {
    Committed committed;
    const auto written = committed.write();
    REQUIRE(written.has_value());
    REQUIRE(written->size() == 1);
    CHECK(written->front().path == committed.place());
    CHECK_FALSE(written->front().was_there);
    const std::string bytes = read_bytes(committed.place());
    CHECK(crypto::sha256(bytes).hex() == committed.office.batch(1).digest);
    CHECK(committed.office.batch(1).state == BatchState::written);
    const auto kept =
        registry::from_archive(committed.office.sql(), committed.office.sealer, county, crypto::sha256(bytes));
    REQUIRE(kept.has_value());
    CHECK(*kept == bytes);

    const auto again = committed.write();
    REQUIRE(again.has_value());
    CHECK(again->empty());
    CHECK(committed.files() == 1);
    committed.office.check_books();
}

TEST_CASE("Cut short at any step, writing again completes it and doubles nothing") {
    Committed committed;
    PracticeOffice& office = committed.office;
    const auto batch = office.batch(1);
    const int steps = GENERATE(0, 1, 2, 3);
    CAPTURE(steps);
    const std::string bytes = office.payment_file(1);
    if (steps >= 1) REQUIRE(fs::create_directories(committed.place().parent_path()));
    const auto put = [&](const auto& sink) -> Result<void, Refusal> {
        sink(bytes);
        return {};
    };
    const auto mark = [&] {
        return batches::mark_written(office.desk, office.sealer, office.officer, county, batch, committed.place());
    };
    if (steps >= 2) REQUIRE(batches::put_file(committed.outbox, county, batch, put).has_value());
    if (steps >= 3) REQUIRE(mark().has_value());

    const auto written = committed.write();
    REQUIRE(written.has_value());
    CHECK(written->size() == (steps < 3 ? 1 : 0));
    if (steps == 2) CHECK(written->front().was_there);
    CHECK(read_bytes(committed.place()) == bytes);
    CHECK(committed.files() == 1);
    CHECK(office.batch(1).state == BatchState::written);
    CHECK(office.count("SELECT count(*) FROM batch_event WHERE kind = 2") == 1);
    CHECK(mark().has_value());
    CHECK(office.count("SELECT count(*) FROM batch_event WHERE kind = 2") == 1);
}

TEST_CASE("A file half made when its rows turn out wrong leaves nothing behind") {
    Committed committed;
    const auto half = [&](const auto& sink) -> Result<void, Refusal> {
        sink("half of it");
        return refuse(OutboxRefusal::digest_differs, 1);
    };
    const auto batch = committed.office.batch(1);
    CHECK_FALSE(batches::put_file(committed.outbox, county, batch, half).has_value());
    CHECK(committed.files() == 0);
}

TEST_CASE("A file with other content is never replaced") {
    Committed committed;
    fs::create_directories(committed.place().parent_path());
    std::ofstream{committed.place()} << "something else";
    const auto refused = committed.write();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(OutboxRefusal::other_content_there));
    CHECK(read_bytes(committed.place()) == "something else");
    CHECK(committed.office.batch(1).state == BatchState::created);
}

TEST_CASE("Rows that now give other bytes than were committed write nothing") {
    Committed committed;
    // What no program does: the guard is taken away and a name changed behind its back.
    test::behind_the_programs_back(committed.office.desk.store(), "instruction",
                                   "UPDATE instruction SET name = '别人' WHERE number = 1");
    const auto refused = committed.write();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(OutboxRefusal::digest_differs));
    CHECK(committed.files() == 0);
    CHECK(committed.office.batch(1).state == BatchState::created);
}

TEST_CASE("Bytes that are not the batch's are never marked as written") {
    Committed committed;
    PracticeOffice& office = committed.office;
    const fs::path other = office.folder / "other.txt";
    std::ofstream{other} << "other bytes";
    const auto mark = [&](const fs::path& file) {
        return batches::mark_written(office.desk, office.sealer, office.officer, county, office.batch(1), file);
    };
    CHECK(mark(other).error().is(OutboxRefusal::digest_differs));
    CHECK(mark(office.folder / "missing.txt").error().is(OutboxRefusal::cannot_read_back));
    CHECK(office.count("SELECT count(*) FROM archive") == 0);
    CHECK(office.batch(1).state == BatchState::created);
}

TEST_CASE("One batch that cannot be written stops none of the others") {
    Committed committed;
    PracticeOffice& office = committed.office;
    office.release({{"YX3", 3, 3, "测试丙", Program::rural_dibao, Month{2022, 11}}});
    REQUIRE(office.create().has_value());
    fs::create_directories(committed.place().parent_path());
    std::ofstream{committed.place()} << "something else";
    CHECK_FALSE(committed.write().has_value());
    CHECK(office.batch(1).state == BatchState::created);
    CHECK(office.batch(2).state == BatchState::written);
}

TEST_CASE("A file with account numbers is written for nobody who may not mark it") {
    Committed committed;
    PracticeOffice& office = committed.office;
    const auto refused =
        batches::write_pending_files(office.desk, office.sealer, office.auditor, county, committed.outbox);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(DeskRefusal::role_may_not));
    Actor elsewhere = office.officer;
    elsewhere.scope = *DivisionScope::parse("999902");
    const auto outside = batches::write_pending_files(office.desk, office.sealer, elsewhere, county, committed.outbox);
    REQUIRE_FALSE(outside.has_value());
    CHECK(outside.error().is(DeskRefusal::outside_scope));
    CHECK(committed.files() == 0);
}

TEST_CASE("A withdrawn batch is not written any more") {
    Committed committed;
    PracticeOffice& office = committed.office;
    REQUIRE(batches::withdraw_batch(office.desk, office.officer, county, 1, "重新计算", "").has_value());
    const auto written = committed.write();
    REQUIRE(written.has_value());
    CHECK(written->empty());
    CHECK(committed.files() == 0);
}
