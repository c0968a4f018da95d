// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "engine/worklist/worklist.hpp"
#include "tests/engine/runs/town.hpp"

namespace mingzhang::test {

namespace {

using runs::HoldRefusal;

Result<Answer, Refusal> lift(Office& office, const char* who, std::int64_t hold = 1, const char* reason = "已核实") {
    return runs::lift_hold(office.desk(), Office::person(Role::officer, who), {office.county(), hold, reason, ""});
}

Result<Answer, Refusal> place(Office& office, runs::LineKey line, const char* reason = "账户未核验") {
    return runs::place_hold(office.desk(), Office::person(Role::officer), {office.county(), line, reason, ""});
}

std::int64_t entries(Office& office) {
    std::int64_t count = 0;
    office.sql() << "SELECT count(*) FROM transfer", soci::into(count);
    return count;
}

// Two sources differ by a fortnight: the whole household is held.
std::int64_t held_run(Office& office) {
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::deaths,
                             death_heading + shen + ",2022-08-06,funeral,\n" + shen + ",2022-08-20,police,\n")
                .has_value());
    return approved_run(office, "2022-08");
}

}  // namespace

TEST_CASE("a held line is owed, waits, and joins what may be sent when a second person lifts the hold") {
    Office office;
    const std::int64_t run = held_run(office);
    CHECK(equation(office, run).held == Money::fen(51500));
    REQUIRE(runs::release(office.desk(), Office::person(Role::officer), step(office, run)).has_value());
    const auto sendable = [&] {
        Money all;
        runs::read_sendable_groups(office.sql(), office.county(),
                                   [&](const runs::SendableGroup& g) { all = sum(all, g.total); });
        return all;
    };
    CHECK(sendable().is_zero());
    const std::int64_t before = entries(office);
    CHECK(lift(office, "li")->number("lifted") == 0);
    CHECK(sendable().is_zero());
    CHECK(lift(office, "li").error().is(HoldRefusal::same_person));
    CHECK(lift(office, "wang")->number("lifted") == 1);
    CHECK(entries(office) == before);
    CHECK(sendable() == Money::fen(51500));
    CHECK(equation(office, run).to_send == Money::fen(51500));
    CHECK(lift(office, "wang").error().is(HoldRefusal::lifted_before));
    worklist::read_items(office.sql(), office.county(), /*only_open=*/true,
                         [](const worklist::Item& item) { FAIL("still open: " << item.what.subject); });
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a hold is placed on an approved line that waits, with a reason, once") {
    Office office;
    load_one_household(office);
    const std::int64_t calculated = office.calculate("2022-08")->number("run");
    CHECK(place(office, {calculated, 1}).error().is(HoldRefusal::not_approved));
    REQUIRE(office.approve(calculated).has_value());
    CHECK(place(office, {calculated, 9}).error().is(HoldRefusal::unknown_line));
    CHECK(place(office, {calculated, 1}, "").error().is(HoldRefusal::reason_needed));
    REQUIRE(place(office, {calculated, 1}).has_value());
    CHECK(place(office, {calculated, 1}).error().is(HoldRefusal::held_already));
    CHECK(equation(office, calculated).held == Money::fen(51500));
    CHECK(lift(office, "li", 7).error().is(HoldRefusal::unknown_hold));
    CHECK(lift(office, "li", 1, "").error().is(HoldRefusal::reason_needed));
}

TEST_CASE("a line that was paid cannot be held") {
    Office office;
    load_one_household(office);
    const std::int64_t run = approved_run(office, "2022-08");
    pay_whole(office, run, "YX1", Month{2022, 8});
    CHECK(place(office, {run, 1}).error().is(HoldRefusal::in_a_batch));
}

}  // namespace mingzhang::test
