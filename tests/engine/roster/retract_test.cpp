// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "engine/registry/settlement.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/views.hpp"
#include "tests/engine/roster/roster_office.hpp"

namespace mingzhang::test {

using Lines = std::vector<std::string>;
using roster::RetractRefusal;

namespace {

Result<Answer, Refusal> retract_file(Office& office, const std::filesystem::path& file,
                                     std::optional<std::int64_t> row = {}) {
    return roster::retract(office.desk(), office.sealer(), Office::person(Role::officer),
                           {office.county(), file, {}, row, "", ""});
}

std::string explained(Office& office, std::int64_t run) {
    const auto text = runs::explain_line(office.store(), office.county(), run, *HouseholdNo::parse("YX1"),
                                         Month{2022, 8}, Language::en);
    return text ? *text : text.error().what().en;
}

}  // namespace

TEST_CASE("a file taken back leaves the rows before it in force, and the corrected or the same file loads again") {
    Office office;
    load_one_household(office);
    const std::string wrong = income_heading + "YX1,,wages,600.00,2022-01,\n";
    REQUIRE(office.import_text(ImportKind::incomes, wrong).has_value());
    const std::int64_t import = last_import(office);
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 465.00 none"});
    const auto done = retract_file(office, office.folder() / "incomes.csv");
    REQUIRE(done.has_value());
    CHECK(done->number("of_import") == import);
    CHECK(done->number("rows") == 1);
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
    SECTION("the same file again") {
        CHECK(office.import_text(ImportKind::incomes, wrong)->number("changed") == 1);
        CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 465.00 none"});
        REQUIRE(retract_file(office, office.folder() / "incomes.csv").has_value());
        CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
    }
    SECTION("the corrected file") {
        REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1,,wages,1200.00,2022-01,\n").has_value());
        CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 415.00 none"});
    }
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("what is taken back is what the import said: a later row of the same key stays") {
    Office office;
    load_one_household(office);
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1,,wages,600.00,2022-01,\n").has_value());
    const std::int64_t first = last_import(office);
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1,,wages,1200.00,2022-01,\n").has_value());
    const std::int64_t second = last_import(office);
    SECTION("the later one stands without the first") {
        REQUIRE(retract(office, first).has_value());
        CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 415.00 none"});
        REQUIRE(retract(office, second).has_value());
        CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
    }
    SECTION("the first stands again without the later") {
        REQUIRE(retract(office, second).has_value());
        CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 465.00 none"});
    }
}

TEST_CASE("one row of a file is taken back by its number in the file") {
    Office office;
    load_two_households(office);
    REQUIRE(office
                .import_text(ImportKind::incomes, income_heading + "YX1,,wages,600.00,2022-01,\n" + "YX2," + zhao +
                                                      ",wages,600.00,2022-01,\n")
                .has_value());
    const std::int64_t import = last_import(office);
    CHECK(retract(office, import, 4).error().is(RetractRefusal::unknown_row));
    CHECK(retract(office, import, 3)->number("rows") == 1);
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 465.00 none", "YX2 2022-08 515.00 none"});
    CHECK(retract(office, import, 3).error().is(RetractRefusal::nothing_left));
    CHECK(retract(office, import)->number("rows") == 1);
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none", "YX2 2022-08 515.00 none"});
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("a row of every list is found by its number and taken back") {
    struct Case {
        ImportKind kind;
        std::string before;  // Another row of the file.
        std::string row;
    };
    const auto c = GENERATE(values<Case>({
        {ImportKind::households, household_heading + household_row("YX8", other_account),
         household_row("YX9", other_account)},
        {ImportKind::members, member_heading + "YX1," + shen + ",,沈文,户主,yes,,,disabled,\n",
         "YX1," + zhao + ",2022-03,赵兰,配偶,yes,,,,\n"},
        {ImportKind::incomes, income_heading + "YX1,,wages,600.00,2022-01,\n",
         "YX1," + shen + ",pension,600.00,2022-02,\n"},
        {ImportKind::deaths, death_heading + zhao + ",2022-08-06,police,\n", shen + ",2022-08-06,funeral,\n"},
        {ImportKind::divisions, divisions_list, "500110999003,三村,village,500110999000\n"},
    }));
    CAPTURE(registry::code(c.kind));
    Office office;
    load_one_household(office);
    const std::string text = c.before + c.row;
    REQUIRE(office.import_text(c.kind, text)->number("changed") >= 1);
    const std::int64_t import = last_import(office);
    const auto row = static_cast<std::int64_t>(std::count(text.begin(), text.end(), '\n'));
    REQUIRE(retract(office, import, row)->number("rows") == 1);
    CHECK(office.import_text(c.kind, text)->number("changed") == 1);
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("a run explains itself as it did, and one not approved yet is stale") {
    Office office;
    load_one_household(office);
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1,,wages,600.00,2022-01,\n").has_value());
    const std::int64_t import = last_import(office);
    const std::int64_t run = office.calculate("2022-08")->number("run");
    const std::string before = explained(office, run);
    REQUIRE(retract(office, import).has_value());
    CHECK(explained(office, run) == before);
    CHECK(office.approve(run).error().is(StepRefusal::stale));
}

TEST_CASE("what a taken back row had cost a household is paid next month, although no row of the household is new") {
    Office office;
    load_one_household(office);
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1," + shen + ",wage,1200.00,2022-01,\n"));
    const std::int64_t income = last_import(office);
    const auto august = office.calculate("2022-08");
    REQUIRE(august);
    CHECK(lines(office, august->number("run")) == Lines{"YX1 2022-08 415.00 none"});
    REQUIRE(office.approve(august->number("run")));
    REQUIRE(retract(office, income).has_value());
    CHECK(calculated_lines(office, "2022-09") == Lines{"YX1 2022-08 100.00 none", "YX1 2022-09 515.00 none"});
}

TEST_CASE("a death taken back is no death") {
    Office office;
    load_one_household(office);
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + shen + ",2022-06-06,funeral,\n").has_value());
    const std::int64_t funeral = last_import(office);
    CHECK(calculated_lines(office, "2022-08").empty());
    REQUIRE(retract(office, funeral).has_value());
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
}

TEST_CASE("a date of death two people settled rules no more once the row that gave it was taken back") {
    Office office;
    load_one_household(office);
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + shen + ",2022-06-06,funeral,\n").has_value());
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + shen + ",2022-09-20,police,\n").has_value());
    const std::int64_t police = last_import(office);
    for (const char* who : {"li", "wang"})
        REQUIRE(registry::settle_death(
                    office.desk(), office.sealer(), Office::person(Role::officer, who),
                    {office.county(), *IdNumber::parse(shen), *parse_date("2022-09-20"), std::string{"settle-"} + who})
                    .has_value());
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
    REQUIRE(retract(office, police).has_value());
    CHECK(calculated_lines(office, "2022-08").empty());
}

TEST_CASE("a pack is taken back as long as no approved run was calculated by it") {
    Office office;
    load_one_household(office);
    const std::int64_t pack = last_import(office);
    const std::int64_t run = approved_run(office, "2022-08");
    const auto refused = retract(office, pack);
    CHECK(refused.error().is(RetractRefusal::pack_in_use));
    CHECK(refused.error().what().en.find("Run " + std::to_string(run)) != std::string::npos);
    REQUIRE(runs::withdraw(office.desk(), Office::person(Role::approver), step(office, run, "算错")).has_value());
    REQUIRE(retract(office, pack).has_value());
    CHECK_FALSE(office.calculate("2022-08").has_value());
    REQUIRE(office.import(ImportKind::pack, town_folder("golden-town") / "2022-08/2021-09.toml")->number("changed") ==
            1);
    CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
}

TEST_CASE("an import is not taken back when something stands on it, in this order, and nothing changes") {
    Office office;
    load_one_household(office);
    const std::int64_t before = last_import(office);
    CHECK(roster::retract(office.desk(), office.sealer(), Office::person(Role::officer),
                          {office.county(), {}, {}, {}, "", ""})
              .error()
              .is(RetractRefusal::nothing_named));
    CHECK(retract(office, 77).error().is(RetractRefusal::unknown_import));
    CHECK(retract_file(office, office.file("never.csv", "nothing")).error().is(RetractRefusal::unknown_file));
    CHECK(retract(office, 1).error().is(RetractRefusal::division_in_use));
    approved_run(office, "2022-08");
    CHECK(retract(office, 2).error().is(RetractRefusal::household_was_paid));
    CHECK(last_import(office) == before);
    REQUIRE(office.import_text(ImportKind::members, one_member)->number("changed") == 0);
    CHECK(retract(office, before + 1).error().is(RetractRefusal::nothing_left));
    REQUIRE(retract(office, 3).has_value());
    CHECK(retract(office, 3).error().is(RetractRefusal::retracted_before));
    CHECK(retract(office, before + 2).error().is(RetractRefusal::not_a_list));
}

TEST_CASE("past payments took their months and are corrected, not taken back") {
    Office office;
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::past_payments,
                             "household_no,program,month,paid_on,amount\nYX1,rural_dibao,2022-06,2022-06-20,515.00\n")
                .has_value());
    CHECK(retract(office, last_import(office)).error().is(RetractRefusal::past_payments_stand));
}

TEST_CASE("an account change taken back has nothing left to be asked, and is asked about again with its file") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX1", other_account)).has_value());
    const std::int64_t changed = last_import(office);
    SECTION("as it came") {
        REQUIRE(retract(office, changed).has_value());
        CHECK(pending(office).empty());
        CHECK(open_items(office) == 0);
        CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 none"});
        CHECK(import_rows(office, household_row("YX1", other_account))->number("accounts_changed") == 1);
    }
    SECTION("what a second person confirmed is not undone by one") {
        REQUIRE(confirm(office).has_value());
        REQUIRE(retract(office, changed).has_value());
        CHECK(pending(office) == Lines{"YX1 账户变更待核验"});
        REQUIRE(refuse_it(office, "YX1").has_value());
        const std::int64_t run = approved_run(office, "2022-08");
        REQUIRE(post(office, {funds(51500)}).has_value());
        REQUIRE(runs::release(office.desk(), Office::person(Role::officer), step(office, run)).has_value());
        CHECK(sendable(office) == Lines{"YX1 515.00 ****0016"});
    }
    SECTION("a later one taken back puts it in force again, and in question again") {
        REQUIRE(import_rows(office, household_row("YX1")).has_value());
        CHECK(pending(office).empty());
        REQUIRE(retract(office, last_import(office)).has_value());
        CHECK(pending(office) == Lines{"YX1 账户变更待核验"});
        CHECK(calculated_lines(office, "2022-08") == Lines{"YX1 2022-08 515.00 account_unverified"});
    }
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("a full roster taken back asks nothing any more, and what it had answered is asked again") {
    Office office;
    load_two_households(office);
    REQUIRE(import_full(office, household_row("YX1")).has_value());
    const std::int64_t first = last_import(office);
    SECTION("its own questions") {
        REQUIRE(retract(office, first).has_value());
        CHECK(pending(office).empty());
        CHECK(calculated_lines(office, "2022-08").at(1) == "YX2 2022-08 515.00 none");
    }
    SECTION("its answers") {
        REQUIRE(import_full(office, household_row("YX1") + household_row("YX2", other_account)).has_value());
        REQUIRE(retract(office, last_import(office)).has_value());
        CHECK(pending(office) == Lines{"YX2 名册缺户"});
    }
    SECTION("a household ended by mistake") {
        const std::int64_t ended = end_it(office, "YX2", "2022-07-31")->number("import");
        REQUIRE(retract(office, ended).has_value());
        CHECK(pending(office) == Lines{"YX2 名册缺户"});
        CHECK(calculated_lines(office, "2022-08").at(1) == "YX2 2022-08 515.00 missing_from_roster");
    }
    CHECK(office.broken_passes() == Lines{});
}

TEST_CASE("the list of imports says who took what back, and when") {
    Office office;
    load_one_household(office);
    REQUIRE(import_rows(office, household_row("YX9", other_account)).has_value());
    const std::int64_t import = last_import(office);
    REQUIRE(retract(office, import).has_value());
    const std::string list = csv_of(registry::imports_table(office.store(), office.county()));
    CHECK(list.find("retraction") != std::string::npos);
    CHECK(list.find("," + std::to_string(import + 1) + "\n") != std::string::npos);
}

}  // namespace mingzhang::test
