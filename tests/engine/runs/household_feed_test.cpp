// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Households are read ahead on a connection of their own, and are those the command itself would have read.
#include "engine/runs/household_feed.hpp"

#include <fmt/format.h>
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "base/store/bulk_insert.hpp"
#include "engine/registry/snapshot.hpp"
#include "tests/engine/runs/town.hpp"

namespace mingzhang::test {

namespace {

constexpr int many = 2'500;  // More than are ever read ahead.

void load_many(Office& office) {
    load_one_household(office);
    std::string households = household_heading, members = member_heading;
    for (int i = 0; i < many; ++i) {
        households += fmt::format("ZZ{:05},,rural_dibao,50011099900{},,2022-05-09,,,,household,,,\n", i, 1 + i % 2);
        members += fmt::format("ZZ{:05},{},,赵梅,户主,yes,,,,\n", i, zhao);
    }
    REQUIRE(office.import_text(ImportKind::households, households));
    REQUIRE(office.import_text(ImportKind::members, members));
}

// A month's run and what it is worked out from; `runs` and `since` stay where they are.
struct OneMonth {
    OneMonth(Office& office, const char* division)
        : run{office.county(),
              0,
              *parse_month("2022-08"),
              *DivisionScope::parse(division),
              {},
              registry::last_import(office.sql(), office.county()),
              {}},
          all{runs::all_runs(office.sql(), office.county())},
          since{office.sql(), run, all, {}} {}

    runs::Run run;
    std::vector<runs::Run> all;
    runs::SinceLastRun since;
};

std::vector<std::string> numbers(runs::HouseholdFeed& feed) {
    std::vector<std::string> list;
    while (const runs::KnownHousehold* known = feed.next()) list.push_back(known->household.no.text());
    CHECK(feed.next() == nullptr);
    return list;
}

}  // namespace

TEST_CASE("Every household of the division comes once and in order, read ahead") {
    Office office;
    load_many(office);
    const store::Tx tx{office.store()};
    const OneMonth whole{office, "500110999"}, village{office, "500110999002"};
    runs::HouseholdFeed feed{office.store(), whole.run, whole.all, whole.since};
    CHECK(feed.reads_ahead());
    const auto all = numbers(feed);
    CHECK(all.size() == many + 1);
    CHECK(std::is_sorted(all.begin(), all.end()));
    runs::HouseholdFeed part{office.store(), village.run, village.all, village.since};
    CHECK(numbers(part).size() == many / 2);
}

TEST_CASE("What the transaction has and nobody else sees yet is read with it") {
    Office office;
    load_many(office);
    store::Tx tx{office.store()};
    const std::int64_t import = registry::last_import(tx.sql(), office.county()) + 1;
    store::BulkInsert imports{
        tx,
        "registry_import",
        {"county", "import", "kind", "file_name", "digest", "rows", "changed", "actor", "at", "command"}};
    imports.row(office.county().number, import, "households", "late.csv", "", 1, 1, "officer", "", 99);
    store::BulkInsert households{
        tx,
        "household_version",
        {"county", "household_no", "from_month", "import", "program", "division", "applicant", "approved_on",
         "ended_on", "end_reason", "grace_from", "cover", "bank_code", "account", "account_name"}};
    households.row(office.county().number, "ZZZ", 0, import, 2, "500110999001", 0, 20220509, 0, "", 0, 1, "", 0, "");
    const OneMonth month{office, "500110999"};
    runs::HouseholdFeed feed{office.store(), month.run, month.all, month.since};
    CHECK_FALSE(feed.reads_ahead());
    const auto all = numbers(feed);
    CHECK(all.size() == many + 2);
    CHECK(all.back() == "ZZZ");
}

TEST_CASE("Reading ahead ends when nobody wants more") {
    Office office;
    load_many(office);
    const store::Tx tx{office.store()};
    const OneMonth month{office, "500110999"};
    for (const int wanted : {0, 1, 300}) {
        runs::HouseholdFeed feed{office.store(), month.run, month.all, month.since};
        for (int i = 0; i < wanted; ++i) REQUIRE(feed.next() != nullptr);
    }
}

TEST_CASE("A failure of the reading is thrown where households are asked for") {
    Office office;
    load_many(office);
    office.sql() << "ALTER TABLE person RENAME COLUMN birth_date TO born";
    const OneMonth month{office, "500110999"};
    const auto read_all = [&] {
        runs::HouseholdFeed feed{office.store(), month.run, month.all, month.since};
        return numbers(feed);
    };
    CHECK_THROWS_AS(read_all(), soci::soci_error);
    office.sql() << "ALTER TABLE person RENAME COLUMN born TO birth_date";  // A server's database is used again.
}

}  // namespace mingzhang::test
