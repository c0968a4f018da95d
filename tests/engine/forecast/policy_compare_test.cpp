// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/forecast/policy_compare.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "engine/forecast/compare_tables.hpp"
#include "engine/forecast/pack_books.hpp"
#include "tests/engine/forecast/town.hpp"

namespace mingzhang::test {

using namespace forecast;

namespace {

constexpr Month september{2022, 9};

Comparison compared(Office& office, const CompareCall& call,
                    const std::function<void(const ComparedHousehold&)>& each = {}) {
    SilentProgress silent;
    auto done = compare_packs(office.store(), office.county(), call, {silent, {}}, each);
    if (!done) throw std::runtime_error{done.error().what().en};
    return *done;
}

CompareCall call_of(const std::string& before, const std::string& now, const char* division = "500110") {
    return {pack_of(before), pack_of(now), DivisionScope::parse(division).value(), std::nullopt};
}

// The town's pack as it could be from September on: other standards, rounding and top-ups, drawn.
std::string drawn_pack() {
    const auto amount = [](int low, int high) { return std::to_string(*rc::gen::inRange(low, high)) + ".00\""; };
    const std::string unit = *rc::gen::element<std::string>("fen", "jiao", "yuan");
    const std::string mode = *rc::gen::element<std::string>("ceil", "floor", "half_up", "half_even");
    return with(first_pack(), {{"\"2021-09\"", "\"2022-09\""},
                               {"636.00\"", amount(1, 1500)},
                               {"515.00\"", amount(1, 1500)},
                               {"unit = \"yuan\", mode = \"ceil\"", "unit = \"" + unit + "\", mode = \"" + mode + "\""},
                               {"[100, 100, 75", "[" + std::to_string(*rc::gen::inRange(0, 101)) + ", 100, 75"},
                               {"percent = 20", "percent = " + std::to_string(*rc::gen::inRange(1, 60))},
                               {"full = \"50.00\"", "full = \"" + amount(1, 300)}});
}

// Whether the sums are those of the households themselves, and every part sums to the total.
void check_sums(const Comparison& compared, const CompareSums& of_households) {
    CompareSums programs, villages;
    const auto add = [](CompareSums& all, const CompareSums& part) {
        for (const Change change : all_changes) all.by_change[static_cast<std::size_t>(change)] += part.of(change);
        all.before = sum(all.before, part.before);
        all.now = sum(all.now, part.now);
    };
    for (const auto& [program, sums] : compared.programs) add(programs, sums);
    for (const auto& [village, sums] : compared.villages) add(villages, sums);
    RC_ASSERT(programs == compared.total);
    RC_ASSERT(villages == compared.total);
    RC_ASSERT(of_households == compared.total);
}

}  // namespace

TEST_CASE("a pack compared with itself changes nobody") {
    Office office;
    load_golden_town(office);
    CompareCall call = call_of(first_pack(), first_pack());
    call.month = september;
    const Comparison found = compared(office, call);
    CHECK(found.total.households() > 100);
    CHECK(found.total.of(Change::same) == found.total.households());
    CHECK(found.total.before == found.total.now);
    CHECK(found.not_compared.empty());
}

TEST_CASE(
    "villages and programs sum to the total, every household counts once, and what it would cost is what a run "
    "pays") {
    Office office;
    load_golden_town(office);
    const Money before = regular_lines(office, "2022-09");
    REQUIRE(rc::check("compare is what import and calculate would give", [&] {
        const std::string now = drawn_pack();
        CompareSums of_households;
        std::string last;
        const Comparison found =
            compared(office, call_of(first_pack(), now, "500110999"), [&](const ComparedHousehold& one) {
                RC_ASSERT(last < one.no.text());
                last = one.no.text();
                RC_ASSERT((one.change == Change::in) == (one.before.is_zero() && one.now.is_positive()));
                RC_ASSERT((one.change == Change::out) == (one.before.is_positive() && one.now.is_zero()));
                RC_ASSERT((one.change == Change::same) == (one.before == one.now));
                RC_ASSERT(one.change != Change::up || one.now > one.before);
                of_households.add(one.change, one.before, one.now);
            });
        check_sums(found, of_households);
        RC_ASSERT(found.month == september);
        RC_ASSERT(found.not_compared.empty());
        RC_ASSERT(found.total.households() + found.owed_nothing == 131);
        RC_ASSERT(found.ruled_by_now == 131);
        RC_ASSERT(found.total.before == before);

        REQUIRE(office.import_text(ImportKind::pack, now).has_value());
        RC_ASSERT(regular_lines(office, "2022-09") == found.total.now);
        // Imported by now, and compared again: the same, also by its id.
        const Comparison again = compared(office, call_of(first_pack(), now, "500110999"));
        RC_ASSERT(again.total == found.total);
        // The other way round, in and out change places.
        const Comparison back = compared(office, call_of(now, first_pack(), "500110999"));
        RC_ASSERT(back.total.before == found.total.now);
        RC_ASSERT(back.total.of(Change::in) == found.total.of(Change::out));
        RC_ASSERT(back.total.of(Change::up) == found.total.of(Change::down));
    }));
}

TEST_CASE("comparing touches nothing: no row, no command, no leaf of the log") {
    Office office;
    load_golden_town(office);
    const Untouched before{office};
    const std::string now = with(first_pack(), {{"\"2021-09\"", "\"2022-09\""}, {"515.00", "581.00"}});
    Comparison found;
    SilentProgress silent;
    const std::string rows =
        csv_of(changes_table(office.store(), office.county(), call_of(first_pack(), now), {silent, {}}, found));
    CHECK(found.total.of(Change::up) > 50);
    CHECK_FALSE(csv_of(compared_villages_table(office.store(), found)).empty());
    CHECK(Untouched{office} == before);
    CHECK(office.broken_passes().empty());
}

TEST_CASE("only households of the division asked for are worked out") {
    Office office;
    load_golden_town(office);
    const std::string now = with(first_pack(), {{"\"2021-09\"", "\"2022-09\""}, {"515.00", "581.00"}});
    const Comparison town = compared(office, call_of(first_pack(), now));
    REQUIRE(town.villages.size() > 2);
    const auto& [village, sums] = *town.villages.begin();
    const Comparison one = compared(office, call_of(first_pack(), now, village.text().c_str()));
    CHECK(one.total == sums);
    CHECK(one.villages.size() == 1);
}

TEST_CASE("a household that cannot be worked out under a pack is named with the pack and stands in no sum") {
    Office office;
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX2,,rural_tekun,500110999002," + zhao +
                                                         ",2022-05-09,,,,,rcb,6299991070434192544,赵梅\n")
                .has_value());
    REQUIRE(office.import_text(ImportKind::members, member_heading + "YX2," + zhao + ",,赵梅,户主,yes,,,,full\n")
                .has_value());
    const std::string now = with(
        first_pack(),
        {{"\"2021-09\"", "\"2022-09\""}, {"id = \"synthetic\"", "id = \"draft\""}, {"rural_tekun = \"827.00\"\n", ""}});
    const Comparison found = compared(office, call_of(first_pack(), now));
    REQUIRE(found.not_compared.size() == 1);
    CHECK(found.not_compared[0].no.text() == "YX2");
    CHECK(found.not_compared[0].under_now);
    CHECK_THAT(found.not_compared[0].why.zh, Catch::Contains("draft") && Catch::Contains("YX2"));
    CHECK(found.total.households() == 1);
    CHECK(found.total.before == found.total.now);

    const Comparison back = compared(office, [&] {
        CompareCall call = call_of(now, first_pack());
        call.month = september;
        return call;
    }());
    REQUIRE(back.not_compared.size() == 1);
    CHECK_FALSE(back.not_compared[0].under_now);

    Comparison listed;
    SilentProgress silent;
    CHECK_THAT(
        csv_of(changes_table(office.store(), office.county(), call_of(first_pack(), now), {silent, {}}, listed)),
        Catch::StartsWith("household_no,division,program,change,covered_before,covered_now,before,now,difference,why\n"
                          "YX2,500110999002,rural_tekun,not_worked_out,,,,,,\"the pack"));
}

TEST_CASE("who comes in and who falls out is told apart from who changes") {
    Office office;
    load_one_household(office);
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1,,farm,6300.00,2020-09,\n").has_value());
    const std::string lower = with(first_pack(), {{"\"2021-09\"", "\"2022-09\""}, {"515.00", "525.01"}});
    const std::string edge = with(first_pack(), {{"\"2021-09\"", "\"2022-09\""}, {"515.00", "525.00"}});
    CHECK(compared(office, call_of(first_pack(), lower)).total.of(Change::in) == 1);
    // At the standard exactly nothing is owed [R-649 Art. 12], and a household owed nothing twice is not counted.
    const Comparison nobody = compared(office, call_of(first_pack(), edge));
    CHECK(nobody.total.households() == 0);
    CHECK(nobody.owed_nothing == 1);
    CompareCall back = call_of(lower, first_pack());
    const Comparison out = compared(office, back);
    CHECK(out.month == september);
    CHECK(out.total.of(Change::out) == 1);
    CHECK(out.total.now.is_zero());
}

TEST_CASE("a grace that began with the new pack still falls from what the old one gave") {
    Office office;
    load_one_household(office);
    REQUIRE(
        office.import_text(ImportKind::households, with(one_household, {{"2022-05-09,,,,", "2022-05-09,,,2022-09,"}}))
            .has_value());
    const std::string now = with(first_pack(), {{"\"2021-09\"", "\"2022-09\""}, {"515.00", "900.00"}});
    CHECK(compared(office, call_of(first_pack(), now)).total.now == Money::fen(515'00));
}

TEST_CASE("a comparison that is asked to stop stops") {
    Office office;
    load_one_household(office);
    std::stop_source stop;
    stop.request_stop();
    SilentProgress silent;
    const auto stopped =
        compare_packs(office.store(), office.county(), call_of(first_pack(), first_pack()), {silent, stop.get_token()});
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error().is(CompareRefusal::stopped));
}

}  // namespace mingzhang::test
