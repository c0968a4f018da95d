// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// The disk fails in a command of a month: at the Nth write or sync, once or for good, torn, or full. The command is
// then refused, or was acknowledged and is there; never anything between. Every pass of verify holds for who opens the
// database next, and the same command given again under its key completes: the office stands where it stands without
// the failure.
//
// A few points a command, spread over its writes and ending with the last; every single one when MINGZHANG_DEEP is
// set, as `./dev test --deep` does.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <set>

#include "engine/batches/bank_accounts.hpp"
#include "engine/batches/funds.hpp"
#include "tests/simulation/faulty_disk.hpp"
#include "tests/simulation/office_month.hpp"

namespace mingzhang::test {

namespace {

namespace fs = std::filesystem;

constexpr long points_spread = 5;

// The office's folder as files, to be put back before each failure.
class SavedFolder {
public:
    explicit SavedFolder(const Office& office) : of_{office.folder()} { copy(of_, kept_.path()); }
    void put_back() const {
        for (const auto& entry : fs::directory_iterator{of_}) fs::remove_all(entry.path());
        copy(kept_.path(), of_);
    }

private:
    static void copy(const fs::path& from, const fs::path& to) { fs::copy(from, to, fs::copy_options::recursive); }

    fs::path of_;
    TemporaryFolder kept_;
};

std::set<long> points(long changes) {
    std::set<long> all;
    if (std::getenv("MINGZHANG_DEEP") != nullptr)
        for (long at = 1; at <= changes; ++at) all.insert(at);
    for (long i = 1; i <= points_spread; ++i) all.insert(std::max(1L, changes * i / points_spread));
    all.insert(1);
    all.insert(std::max(1L, changes - 1));
    return all;
}

// What the office showed before and after a step, and how often the step changed the disk.
struct Around {
    std::string before;
    std::string after;
    long changes = 0;
};

// What the step said is what the office then shows: done, nothing changed, or nobody knows.
void check_told(const Result<Answer, Refusal>& told, const std::string& shown, const Around& around) {
    if (told) {
        CHECK(shown == around.after);
        return;
    }
    CAPTURE(told.error().what().en);
    if (told.error().is(DeskRefusal::store_failed)) {
        CHECK(shown == around.before);
        return;
    }
    CHECK(told.error().is(DeskRefusal::outcome_unknown));
    CHECK((shown == around.before || shown == around.after));
}

// One failure in one step. With `restarts` the program is started again before the step is repeated; else the same
// connection goes on, as a service does.
void fail_once(Office& office, const MonthStep& step, const Around& around, long at, Damage damage, bool restarts) {
    FaultyDisk& disk = FaultyDisk::installed();
    CAPTURE(step.name, at, around.changes, code(damage), restarts);
    disk.fail_at(at, damage);
    const auto first = step.carry_out(office);
    const bool failed = disk.failed();
    if (restarts)
        office.reopen([&] { disk.heal(); });  // What fails for good fails the closing of the database too.
    else
        disk.heal();
    {
        const auto next = office.connect();
        REQUIRE(office.broken_passes(*next) == std::vector<std::string>{});
    }
    if (!first) CHECK(failed);
    if (step.is_one_command) check_told(first, seen(office), around);
    const auto again = step.carry_out(office);
    INFO((again ? std::string{} : again.error().what().en));
    REQUIRE(again.has_value());
    CHECK(seen(office) == around.after);
    REQUIRE(office.broken_passes() == std::vector<std::string>{});
}

// Fails in the step at every point and in every way, each time from the same state; leaves the office with it done.
void fail_everywhere(Office& office, const MonthStep& step) {
    FaultyDisk& disk = FaultyDisk::installed();
    Around around{seen(office), {}, 0};
    office.reopen();
    const SavedFolder saved{office};
    disk.fail_at(0, Damage::once);
    REQUIRE(step.carry_out(office).has_value());
    around.changes = disk.changes();
    around.after = seen(office);
    REQUIRE(around.changes > 2);
    long turn = 0;
    for (const Damage damage : all_damages())
        for (const long at : points(around.changes)) {
            office.reopen([&] { saved.put_back(); });
            fail_once(office, step, around, at, damage, /*restarts=*/++turn % 2 == 0);
        }
}

}  // namespace

TEST_CASE("whatever way the disk fails in a command, nothing acknowledged is lost and nothing is done twice") {
    static_cast<void>(FaultyDisk::installed());
    Office office{store::Backend::sqlite, whole_office_parts()};
    office.set_day("2022-08-28");
    for (const MonthStep& step : month_of_golden_town()) {
        if (step.is_heavy) {
            fail_everywhere(office, step);
            continue;
        }
        const auto done = step.carry_out(office);
        INFO(step.name << (done ? "" : ": " + done.error().what().en));
        REQUIRE(done.has_value());
    }
}

TEST_CASE("a command nobody knows the outcome of is repeated under the key its refusal names, and done once") {
    FaultyDisk& disk = FaultyDisk::installed();
    for (const bool restarts : {false, true}) {
        CAPTURE(restarts);
        Office office{store::Backend::sqlite, whole_office_parts()};
        const auto receive = [&](const std::string& key) {
            return batches::receive_funds(
                office.desk(), Office::person(Role::officer),
                {office.county(), 1, ledger::FundSource::county, Program::rural_dibao, 2022, Money::fen(100), "1号"},
                key);
        };
        REQUIRE(batches::add_bank_account(office.desk(), office.sealer(), Office::person(Role::officer),
                                          {.county = office.county(),
                                           .name = "示范账户",
                                           .bank_code = "rcb",
                                           .layout = "ccb",
                                           .account = *AccountNumber::parse("6299990000000000001"),
                                           .account_name = "示范镇财政所",
                                           .merchant = "1"},
                                          ""));
        REQUIRE(receive("first").has_value());
        std::optional<Refusal> unknown;
        for (long at = 1; !unknown; ++at) {
            disk.fail_at(at, Damage::for_good);
            const auto refused = receive("");
            REQUIRE_FALSE(refused.has_value());
            if (refused.error().is(DeskRefusal::store_failed))
                disk.heal();
            else
                unknown = refused.error();
        }
        CHECK(unknown->is(DeskRefusal::outcome_unknown));
        if (restarts)
            office.reopen([&] { disk.heal(); });
        else
            disk.heal();
        const std::string& next = unknown->next().en;
        const std::size_t at = next.find("drawn-");
        REQUIRE(at != std::string::npos);
        const auto again = receive(next.substr(at, next.find_first_not_of("0123456789abcdefdrawn-", at) - at));
        REQUIRE(again.has_value());
        CHECK(again->number("held_fen") == 200);
        CHECK(office.broken_passes() == std::vector<std::string>{});
    }
}

}  // namespace mingzhang::test
