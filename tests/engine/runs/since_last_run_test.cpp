// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Households that are as last month's run left them are not looked back on: nothing would have been found.
#include "engine/runs/since_last_run.hpp"

#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "engine/registry/snapshot.hpp"
#include "engine/runs/household_lines.hpp"
#include "tests/engine/runs/town.hpp"
#include "tests/support/tamper.hpp"

namespace mingzhang::test {

namespace {

using runs::Run;

Run run_of(Office& office, Month month) {
    return {office.county(),
            0,
            month,
            *DivisionScope::parse("500110999"),
            {},
            registry::last_import(office.sql(), office.county()),
            {}};
}

// What the month has to know of the past.
struct Ground {
    Ground(Office& office, Month month)
        : run{run_of(office, month)},
          at{run.county, run.import},
          all{runs::all_runs(office.sql(), run.county)},
          past{registry::past_months(office.sql(), at)},
          since{office.sql(), run, all, past} {}

    Run run;
    registry::KnownAt at;
    std::vector<Run> all;
    std::vector<registry::PastMonth> past;
    runs::SinceLastRun since;
};

bool nothing_to_find(Office& office, const char* month) {
    return !Ground{office, *parse_month(month)}.since.none();
}

bool is_unchanged(Office& office, const char* month) {
    const Ground ground{office, *parse_month(month)};
    registry::SnapshotReader reader{office.sql(), ground.at};
    const registry::Household* household = reader.next();
    REQUIRE(household != nullptr);
    return ground.since.is_unchanged(*household, reader.last_change());
}

void check_same(const runs::Owed& short_way, const runs::Owed& long_way) {
    CHECK(short_way.held == long_way.held);
    CHECK(short_way.overpayments.size() == long_way.overpayments.size());
    REQUIRE(short_way.lines.size() == long_way.lines.size());
    for (std::size_t i = 0; i < short_way.lines.size(); ++i) {
        CHECK(short_way.lines[i].month == long_way.lines[i].month);
        CHECK(short_way.lines[i].kind == long_way.lines[i].kind);
        CHECK(short_way.lines[i].program == long_way.lines[i].program);
        CHECK(short_way.lines[i].covered == long_way.lines[i].covered);
        CHECK(short_way.lines[i].base == long_way.lines[i].base);
        CHECK(short_way.lines[i].topup == long_way.lines[i].topup);
        CHECK(short_way.lines[i].amount == long_way.lines[i].amount);
    }
}

// Every unchanged household of the month both ways; how many there are.
int compare_both_ways(Office& office, Month month) {
    const store::Snapshot moment{office.store()};
    const Ground ground{office, month};
    const auto packs = registry::pack_book(office.sql(), ground.at);
    const runs::Coverage coverage{ground.all, ground.past};
    runs::HouseholdLines short_way{packs, coverage, month}, long_way{packs, coverage, month};
    registry::SnapshotReader reader{office.sql(), ground.at};
    runs::AccrualReader by_month{office.sql(), ground.at, ground.all, month, runs::Asked::of_most};
    runs::AccrualReader one_by_one{office.sql(), ground.at, ground.all, month, runs::Asked::of_few};
    int unchanged = 0;
    while (const registry::Household* household = reader.next()) {
        CAPTURE(to_string(month), household->no.text());
        const auto& accrued = by_month.of(household->no);
        const auto& looked_up = one_by_one.of(household->no);
        REQUIRE(looked_up.size() == accrued.size());
        for (std::size_t i = 0; i < accrued.size(); ++i) {
            CHECK(looked_up[i].month == accrued[i].month);
            CHECK(looked_up[i].amount == accrued[i].amount);
        }
        if (entitlement::version_in_force(*household, month) == nullptr) continue;
        if (!ground.since.is_unchanged(*household, reader.last_change())) continue;
        ++unchanged;
        const auto found = long_way.of(*household, accrued);
        const auto taken = short_way.of_unchanged(*household);
        REQUIRE(found.has_value() == taken.has_value());
        if (found) check_same(**taken, **found);
    }
    return unchanged;
}

using Programs = std::vector<std::optional<Program>>;

int play(std::string_view town, const Programs& runs_a_month) {
    Office office;
    REQUIRE(office.import(ImportKind::divisions, town_folder(town) / "divisions.csv"));
    int unchanged = 0;
    for (const auto& folder : town_months(town)) {
        const std::string month = folder.filename().string();
        office.set_day(month + "-20");
        import_month(office, folder);
        unchanged += compare_both_ways(office, *parse_month(month));
        for (const auto& program : runs_a_month) {
            const auto run = office.calculate(month, "500110999", program);
            if (!run && run.error().is(runs::CalculateRefusal::nobody_there)) continue;
            INFO((run ? std::string{} : run.error().what().en));
            REQUIRE(run.has_value());
            REQUIRE(office.approve(run->number("run")));
        }
    }
    return unchanged;
}

void after_two_months(Office& office) {
    office.set_day("2022-08-20");
    load_one_household(office);
    approved_run(office, "2022-08");
    approved_run(office, "2022-09");
    office.set_day("2022-10-20");
}

}  // namespace

TEST_CASE("Nothing is found on unchanged households of the golden towns, whoever looks") {
    const Programs one_run{std::nullopt};
    const Programs a_run_each{Program::urban_dibao, Program::rural_dibao, Program::urban_tekun, Program::rural_tekun};
    CHECK(play("golden-town", one_run) > 300);
    CHECK(play("golden-town-2", one_run) > 500);
    CHECK(play("golden-town-2", a_run_each) > 500);
}

TEST_CASE("After last month's run an unchanged household has nothing to be found") {
    Office office;
    after_two_months(office);
    CHECK(nothing_to_find(office, "2022-10"));
    CHECK(is_unchanged(office, "2022-10"));
}

TEST_CASE("Everybody is looked back on when the ground has changed") {
    Office office;
    after_two_months(office);
    SECTION("last month had no run") {
        CHECK_FALSE(nothing_to_find(office, "2022-11"));
    }
    SECTION("an earlier run was withdrawn") {
        REQUIRE(runs::withdraw(office.desk(), Office::person(Role::officer), step(office, 1, "重办")));
        CHECK_FALSE(nothing_to_find(office, "2022-10"));
    }
    SECTION("an earlier month was approved after last month's run was calculated") {
        office.set_day("2022-07-20");
        approved_run(office, "2022-07");
        CHECK_FALSE(nothing_to_find(office, "2022-10"));
    }
    SECTION("a later month has a run") {
        approved_run(office, "2022-11");
        CHECK_FALSE(nothing_to_find(office, "2022-10"));
    }
    SECTION("a pack came") {
        REQUIRE(office.import(ImportKind::pack, town_folder("golden-town") / "2022-10" / "2022-09.toml"));
        CHECK_FALSE(nothing_to_find(office, "2022-10"));
    }
    SECTION("another release of the program calculated it") {
        behind_the_programs_back(office.store(), "log_fact",
                                 "UPDATE log_fact SET digest = 'x' WHERE name = 'run.program'");
        CHECK_FALSE(nothing_to_find(office, "2022-10"));
    }
    SECTION("something was paid before the books began") {
        REQUIRE(office.import_text(ImportKind::past_payments,
                                   "household_no,program,month,amount,paid_on\n"
                                   "YX1,rural_dibao,2022-07,348.00,2022-07-25\n"));
        CHECK_FALSE(nothing_to_find(office, "2022-10"));
    }
}

TEST_CASE("A household is looked back on when anything of it has changed") {
    Office office;
    after_two_months(office);
    SECTION("its own row") {
        REQUIRE(
            office.import_text(ImportKind::households, household_heading + "YX1,,rural_dibao,500110999002," + shen +
                                                           ",2022-05-09,,,,household,rcb,6299996907439150008,沈文\n"));
    }
    SECTION("a member's row") {
        REQUIRE(office.import_text(ImportKind::members,
                                   member_heading + "YX1," + shen + ",,沈文,户主,yes,,,severe_disability,\n"));
    }
    SECTION("a new member") {
        REQUIRE(office.import_text(ImportKind::members, member_heading + "YX1," + zhao + ",,赵梅,配偶,yes,,,,\n"));
    }
    SECTION("an income") {
        REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1,,farm,1200.00,2022-08,\n"));
    }
    SECTION("a death") {
        REQUIRE(office.import_text(ImportKind::deaths, death_heading + shen + ",2022-08-03,police,2022-10-02\n"));
    }
    CHECK(nothing_to_find(office, "2022-10"));
    CHECK_FALSE(is_unchanged(office, "2022-10"));
}

}  // namespace mingzhang::test
