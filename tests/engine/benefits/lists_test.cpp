// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/benefits/lists.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "tests/engine/registry/lists.hpp"
#include "tests/places.hpp"

namespace mingzhang::test {

namespace {

using registry::ImportKind;
constexpr Month march{2024, 3};

DivisionScope scope(const char* code) {
    return DivisionScope::parse(code).value();
}

// Two villages under the delivered synthetic pack: dibao in one, tekun of two people in the other.
void load_town(Office& office) {
    REQUIRE(office.import_text(ImportKind::divisions, divisions_list).has_value());
    REQUIRE(office
                .import_text(ImportKind::households, one_household + "YX2,,rural_tekun,500110999002," + zhao +
                                                         ",2022-05-09,,,,household,rcb,6299991070434192544,赵梅\n")
                .has_value());
    REQUIRE(
        office.import_text(ImportKind::members, one_member + "YX2," + zhao + ",,赵梅,户主,yes,,,in_institution,none\n")
            .has_value());
    REQUIRE(office.import(ImportKind::pack, MINGZHANG_SOURCE_DIR "/engine/policy/packs/synthetic-full-2024.toml")
                .has_value());
}

// The delivered synthetic pack with one piece replaced.
std::string pack_with(const std::string& piece, const std::string& other) {
    std::ifstream file{MINGZHANG_SOURCE_DIR "/engine/policy/packs/synthetic-full-2024.toml"};
    std::ostringstream text;
    text << file.rdbuf();
    std::string pack = text.str();
    return pack.replace(pack.find(piece), piece.size(), other);
}

}  // namespace

TEST_CASE("price subsidies are listed for who is paid in the division, once the mark is reached") {
    Office office;
    load_town(office);
    const auto list = [&](const char* division, std::int32_t prices) {
        return csv_of(benefits::price_subsidy_table(office.store(), office.county(), scope(division), march,
                                                    {policy::Rise{prices}, policy::Rise{100}}));
    };
    const std::string head = "household_no,division,program,people,standard,each,amount\n";
    CHECK(list("500110999", 349) == head);
    CHECK(list("500110999", 350) == head +
                                        "YX1,500110999001,rural_dibao,1,600.00,21.00,21.00\n"
                                        "YX2,500110999002,rural_tekun,1,600.00,21.00,21.00\n");
    CHECK(list("500110999002", 350) == head + "YX2,500110999002,rural_tekun,1,600.00,21.00,21.00\n");
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1,,farm,7200.00,2024-01,\n").has_value());
    CHECK(list("500110999001", 350) == head);
}

TEST_CASE("a month that cannot be computed refuses the list") {
    Office office;
    load_town(office);
    const auto table =
        benefits::price_subsidy_table(office.store(), office.county(), scope("500110"), Month{2023, 12}, {});
    CHECK_THROWS(csv_of(table));
}

TEST_CASE("funeral grants are listed for the deaths of the month") {
    Office office;
    load_town(office);
    const std::string head = "household_no,division,program,name,died_on,amount,state\n";
    const auto list = [&] {
        return csv_of(benefits::funeral_table(office.store(), office.county(), scope("500110"), march));
    };
    CHECK(list() == head);
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + zhao + ",2024-03-05,police,\n").has_value());
    CHECK(list() == head + "YX2,500110999002,rural_tekun,赵梅,2024-03-05,5736.00,payable\n");
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + zhao + ",2024-03-25,health,\n").has_value());
    CHECK(list() == head + "YX2,500110999002,rural_tekun,赵梅,2024-03-05,5736.00,held\n");
}

TEST_CASE("an institution is settled by the days its people were there, until a death") {
    Office office;
    load_town(office);
    const std::string head = "household_no,division,name,account_name,days,prepaid,settled,surplus\n";
    const auto list = [&](Month month) {
        return csv_of(benefits::institution_table(office.store(), office.county(), scope("500110"), month));
    };
    CHECK(list(march) == head + "YX2,500110999002,赵梅,赵梅,31,1700.00,1700.00,0.00\n");
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + zhao + ",2024-03-05,police,\n").has_value());
    CHECK(list(march) == head + "YX2,500110999002,赵梅,赵梅,5,1700.00,274.19,1425.81\n");
    CHECK(list(Month{2024, 4}) == head);
}

TEST_CASE("a case of temporary assistance is worked out by the pack of the division") {
    Office office;
    load_town(office);
    entitlement::TemporaryCase facts;
    facts.cause = "illness";
    facts.people = 2;
    facts.months = 3;
    facts.decided = march;
    const auto read =
        benefits::temporary_case(office.store(), office.county(), scope("500110999"), facts, Language::zh);
    REQUIRE(read.has_value());
    CHECK(read->amount == Money::fen(4410'00));  // 735 × 2 × 3
    CHECK_THAT(read->explanation, Catch::Contains("合成〔2023〕5号"));
    facts.decided = Month{2023, 12};
    CHECK(benefits::temporary_case(office.store(), office.county(), scope("500110"), facts, Language::zh)
              .error()
              .is(benefits::BenefitRefusal::no_pack));
}

TEST_CASE("a run that would owe an edge household money is refused by its name") {
    Office office;
    load_town(office);
    const std::string edge =
        "YX3,,edge,500110999002," + zhao + ",2022-05-09,,,,household,rcb,6299991070434192544,赵梅\n";
    REQUIRE(office.import_text(ImportKind::households, household_heading + edge).has_value());
    REQUIRE(
        office.import_text(ImportKind::members, member_heading + "YX3," + zhao + ",,赵梅,户主,yes,,,,\n").has_value());
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX3,,farm,7200.00,2022-01,\n").has_value());
    office.set_day("2024-03-20");
    REQUIRE(office.calculate("2024-03").has_value());  // A status without money.
    REQUIRE(office
                .import_text(ImportKind::pack, pack_with("[edge]\n",
                                                         "[edge]\npays = { amount = \"50.00\", per = "
                                                         "\"household\" }\n"))
                .has_value());
    const auto refused = office.calculate("2024-03");
    REQUIRE_FALSE(refused.has_value());
    REQUIRE(refused.error().findings().size() == 1);
    CHECK_THAT(refused.error().findings()[0].reason.zh, Catch::Contains("YX3") && Catch::Contains("没有写预算科目"));
}

TEST_CASE("who lives in an institution is paid its standard by an ordinary run, to the account of the list") {
    Office office;
    load_town(office);
    office.set_day("2024-03-20");
    const auto run = office.calculate("2024-03");
    REQUIRE(run.has_value());
    CHECK(run->number("payable_fen") == (600 + 1100 + 600) * 100);
}

}  // namespace mingzhang::test
