// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/runs/views.hpp"
#include "tests/engine/runs/town.hpp"

namespace mingzhang::test {

namespace {

std::string read_whole(const std::filesystem::path& path) {
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("villages sum to the run, and the equation has no difference") {
    Office office;
    REQUIRE(office.import(ImportKind::divisions, town_folder("golden-town") / "divisions.csv").has_value());
    import_month(office, town_months("golden-town").front());
    const std::int64_t run = approved_run(office, "2022-08");
    Table villages = *runs::villages_table(office.store(), office.county(), run);
    struct Sum : RowSink {
        Money total;
        Result<void, Refusal> begin(const TableHead&) override { return {}; }
        Result<void, Refusal> row(RowCells cells) override {
            total = sum(total, std::get<Money>(cells.back().value()));
            return {};
        }
        Result<void, Refusal> end() override { return {}; }
    } all;
    REQUIRE(send(villages, all).has_value());
    CHECK(all.total == equation(office, run).due);
    CHECK(equation(office, run).due == equation(office, run).parts());
}

TEST_CASE("two months side by side name who is new, ended, up or down") {
    Office office;
    load_one_household(office);
    const std::int64_t first = approved_run(office, "2022-08");
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1,,farm,1200.00,2022-09,\n").has_value());
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX2,,rural_dibao,500110999002," + zhao +
                                                         ",2022-08-09,,,,,rcb,6299991070434192544,赵梅\n")
                .has_value());
    REQUIRE(
        office.import_text(ImportKind::members, member_heading + "YX2," + zhao + ",,赵梅,户主,yes,,,,\n").has_value());
    const std::int64_t second = approved_run(office, "2022-09");
    CHECK(csv_of(*runs::compare_table(office.store(), office.county(), first, second)) ==
          "household_no,division,program,change,covered_before,covered_now,before,now,backpay\n"
          "YX1,500110999001,rural_dibao,down,1,1,515.00,415.00,0.00\n"
          "YX2,500110999002,rural_dibao,new,0,1,0.00,515.00,0.00\n");
}

TEST_CASE("an explanation is rebuilt from what the run knew, not from what is known now") {
    Office office;
    load_one_household(office);
    const std::int64_t run = approved_run(office, "2022-08");
    const auto explain = [&](Language language) {
        return *runs::explain_line(office.store(), office.county(), run, *HouseholdNo::parse("YX1"), std::nullopt,
                                   language);
    };
    const std::string before = explain(Language::zh);
    CHECK_THAT(before, Catch::Contains("沈文") && Catch::Contains("515.00") && Catch::Contains("合成政策包 2021-09"));
    CHECK_THAT(explain(Language::en), Catch::Contains("515.00"));
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1,,farm,1200.00,2020-09,\n").has_value());
    CHECK(explain(Language::zh) == before);
    CHECK(before.find(shen) == std::string::npos);
}

TEST_CASE("a retroactive line says what changed since the month was paid") {
    Office office;
    load_one_household(office);
    approved_run(office, "2022-08");
    REQUIRE(
        office.import_text(ImportKind::members, member_heading + "YX1," + zhao + ",,赵梅,配偶,yes,,,,\n").has_value());
    const std::int64_t second = approved_run(office, "2022-09");
    const auto text = runs::explain_line(office.store(), office.county(), second, *HouseholdNo::parse("YX1"),
                                         Month{2022, 8}, Language::zh);
    REQUIRE(text.has_value());
    CHECK_THAT(*text, Catch::Contains("补发 515.00") && Catch::Contains("与第 1 次发放") && Catch::Contains("赵梅"));
}

TEST_CASE("a pack loaded again under its id and month leaves earlier runs with the text they were calculated by") {
    Office office;
    load_one_household(office);
    const std::int64_t run = approved_run(office, "2022-08");
    const auto explain = [&](std::int64_t number) {
        return *runs::explain_line(office.store(), office.county(), number, *HouseholdNo::parse("YX1"), Month{2022, 8},
                                   Language::zh);
    };
    const std::string before = explain(run);
    std::string pack = read_whole(town_folder("golden-town") / "2022-08/2021-09.toml");
    pack.replace(pack.find("515.00"), 6, "525.00");
    REQUIRE(office.import_text(ImportKind::pack, pack).has_value());
    CHECK(explain(run) == before);
    const std::int64_t next = approved_run(office, "2022-09");
    CHECK_THAT(explain(next), Catch::Contains("补发 10.00") && Catch::Contains("515.00 → 525.00"));
    CHECK(explain(run) == before);
}

TEST_CASE("the run's own month says what changed since the month before, and the source of its rules") {
    Office office;
    load_one_household(office);
    REQUIRE(office.import_text(ImportKind::members, member_heading + "YX1," + zhao + ",,赵梅,配偶,yes,2022-07-05,,,\n")
                .has_value());
    const std::int64_t run = office.calculate("2022-08")->number("run");
    const auto text = [&](Language language) {
        return *runs::explain_line(office.store(), office.county(), run, *HouseholdNo::parse("YX1"), std::nullopt,
                                   language);
    };
    CHECK_THAT(text(Language::zh),
               Catch::Contains("与上月（2022年7月）相比：\n赵梅") && Catch::Contains("次月起计 → 计入"));
    CHECK_THAT(text(Language::en), Catch::Contains("Compared with 2022-07:\n"));
}

TEST_CASE("a run or household that does not exist is refused by name") {
    Office office;
    load_one_household(office);
    const std::int64_t run = office.calculate("2022-08")->number("run");
    CHECK(runs::lines_table(office.store(), office.county(), 77).error().is(runs::FindRunRefusal::unknown_run));
    CHECK(runs::explain_line(office.store(), office.county(), run, *HouseholdNo::parse("YX404"), std::nullopt,
                             Language::en)
              .error()
              .is(runs::ExplainRefusal::unknown_household));
}

}  // namespace mingzhang::test
