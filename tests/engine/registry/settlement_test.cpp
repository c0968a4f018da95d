// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "engine/registry/settlement.hpp"
#include "engine/registry/snapshot.hpp"
#include "tests/engine/registry/lists.hpp"

namespace mingzhang::test {

namespace {

using registry::ImportKind;
using registry::SettleRefusal;

Result<Answer, Refusal> settle(Office& office, const char* who, const char* date, const std::string& id = shen) {
    return registry::settle_death(office.desk(), office.sealer(), Office::person(Role::officer, who),
                                  {office.county(), *IdNumber::parse(id), *parse_date(date), ""});
}

std::optional<Date> settled(Office& office) {
    registry::SnapshotReader reader{office.sql(),
                                    {office.county(), registry::last_import(office.sql(), office.county())}};
    return reader.next()->persons.at(0).settled_death;
}

void load_conflict(Office& office) {
    load_one_household(office);
    if (!office.import_text(ImportKind::deaths,
                            death_heading + shen + ",2022-08-06,funeral,\n" + shen + ",2022-08-20,police,\n"))
        throw std::runtime_error{"the deaths do not load"};
}

}  // namespace

TEST_CASE("two officers settle a date of death, and it rules until a death row of the person is added or changed") {
    Office office;
    load_conflict(office);
    CHECK(settle(office, "li", "2022-08-20")->number("settled") == 0);
    CHECK_FALSE(settled(office).has_value());
    CHECK(settle(office, "wang", "2022-08-20")->number("settled") == 1);
    CHECK(settled(office) == parse_date("2022-08-20"));
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + shen + ",2022-08-20,police,\n").has_value());
    CHECK(settled(office) == parse_date("2022-08-20"));  // The same row says nothing new.
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + shen + ",2022-08-21,police,\n").has_value());
    CHECK_FALSE(settled(office).has_value());
}

TEST_CASE("a settlement is refused without a conflict, on a date nobody reported, or by the same person twice") {
    Office office;
    load_one_household(office);
    CHECK(settle(office, "li", "2022-08-06").error().is(SettleRefusal::no_conflict));
    CHECK(settle(office, "li", "2022-08-06", "999901197001011233").error().is(SettleRefusal::unknown_person));
    REQUIRE(office
                .import_text(ImportKind::deaths,
                             death_heading + shen + ",2022-08-06,funeral,\n" + shen + ",2022-08-13,police,\n")
                .has_value());
    CHECK(settle(office, "li", "2022-08-06").error().is(SettleRefusal::no_conflict));  // Seven days are no conflict.
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + shen + ",2022-08-14,police,\n").has_value());
    CHECK(settle(office, "li", "2022-08-10").error().is(SettleRefusal::date_not_reported));
    REQUIRE(settle(office, "li", "2022-08-06").has_value());
    CHECK(settle(office, "li", "2022-08-06").error().is(SettleRefusal::same_person));
    CHECK(settle(office, "wang", "2022-08-14")->number("settled") == 0);  // Another date: a new proposal.
    CHECK(settle(office, "li", "2022-08-14")->number("settled") == 1);
}

TEST_CASE("a run calculated before a settlement goes stale") {
    Office office;
    load_conflict(office);
    const auto run = office.calculate("2022-08");
    REQUIRE(run.has_value());
    CHECK(run->number("held") == 1);
    REQUIRE(settle(office, "li", "2022-08-20").has_value());
    REQUIRE(settle(office, "wang", "2022-08-20").has_value());
    CHECK(office.approve(run->number("run")).error().is(runs::StepRefusal::stale));
    CHECK(office.calculate("2022-08")->number("held") == 0);
}

}  // namespace mingzhang::test
