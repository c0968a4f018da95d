// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "base/tables/csv_writer.hpp"
#include "base/tables/xlsx_writer.hpp"
#include "base/text/encoding.hpp"
#include "engine/registry/archive.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/views.hpp"
#include "tests/engine/registry/lists.hpp"

namespace mingzhang::test {

namespace {

using registry::ImportKind;

registry::Household known(Office& office, std::int64_t import, const char* no = "YX1") {
    registry::SnapshotReader reader{office.sql(), {office.county(), import}, HouseholdNo::parse(no)};
    const registry::Household* household = reader.next();
    REQUIRE(household != nullptr);
    return *household;
}

std::int64_t last(Office& office) {
    return registry::last_import(office.sql(), office.county());
}

std::string chinese_households() {
    return "户编号,生效月,救助类别,区划代码,户主身份证号,审批日期,停保日期,停保原因,渐退起始月,保障方式,开户行代码,"
           "账号,账户名称\n"
           "YX1,,农村低保,500110999001," +
           shen + ",2022-05-09,,,,按户,rcb,6299996907439150008,沈文\n";
}

}  // namespace

TEST_CASE("a list reads the same in English or Chinese, in UTF-8 with or without a mark, or in GB18030") {
    Office office;
    load_one_household(office);
    const auto gb18030 = from_utf8(chinese_households(), Encoding::gb18030);
    REQUIRE(gb18030.has_value());
    for (const std::string& bytes :
         {one_household, "\xEF\xBB\xBF" + one_household, chinese_households(), std::string{*gb18030}}) {
        const auto again = office.import_text(ImportKind::households, bytes);
        REQUIRE(again.has_value());
        CHECK(again->number("rows") == 1);
        CHECK(again->number("changed") == 0);
    }
}

TEST_CASE("an Excel list gives what the same list gives as CSV") {
    Office office;
    REQUIRE(office.import_text(ImportKind::divisions, divisions_list).has_value());
    Table table;
    table.head.title = {"家庭名册", "Households"};
    for (const auto& column : registry::schema(ImportKind::households).columns)
        table.head.columns.push_back({column.key, {column.chinese, column.key}});
    table.rows = [](RowSink& sink) {
        const std::array<Cell, 13> cells{"YX1", "",     "农村低保", "500110999001",        shen,  "2022-05-09", "", "",
                                         "",    "按户", "rcb",      "6299996907439150008", "沈文"};
        return sink.row(cells);
    };
    const auto file = office.folder() / "households.xlsx";
    REQUIRE(write_xlsx(table, file).has_value());
    REQUIRE(office.import(ImportKind::households, file).has_value());
    const auto again = office.import_text(ImportKind::households, one_household);
    REQUIRE(again.has_value());
    CHECK(again->number("changed") == 0);
}

TEST_CASE("a row loaded again replaces the row with its key, empty cells included, and what was known stays known") {
    Office office;
    load_one_household(office);
    const std::int64_t before = last(office);
    REQUIRE(
        office.import_text(ImportKind::members, member_heading + "YX1," + shen + ",,沈文,,no,2022-01-15,,disabled,\n")
            .has_value());
    REQUIRE(office.import_text(ImportKind::members, one_member).has_value());
    CHECK(known(office, before).members.at(0).covered);
    const auto changed = known(office, before + 1).members.at(0);
    CHECK_FALSE(changed.covered);
    CHECK(changed.joined_on == parse_date("2022-01-15"));
    CHECK(changed.categories == std::vector<std::string>{"disabled"});
    const auto back = known(office, before + 2).members.at(0);
    CHECK(back.covered);
    CHECK_FALSE(back.joined_on.has_value());
    CHECK(back.categories.empty());
}

TEST_CASE("a version stands beside the one before it, by the month it is in force from") {
    Office office;
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX1,2022-10,urban_dibao,500110999002," +
                                                         shen + ",2022-05-09,,,,single,rcb,6299996907439150008,沈文\n")
                .has_value());
    const auto household = known(office, last(office));
    REQUIRE(household.versions.size() == 2);
    CHECK_FALSE(household.versions[0].from_month.has_value());
    CHECK(household.versions[0].program == Program::rural_dibao);
    CHECK(household.versions[1].from_month == Month(2022, 10));
    CHECK(household.versions[1].cover == registry::Cover::single);
}

TEST_CASE("an import touches the divisions its rows are about, the one left and the one entered") {
    Office office;
    load_one_household(office);
    const std::int64_t before = last(office);
    const auto touched = [&](const char* scope, std::int64_t since) {
        return registry::touched_since(office.sql(), {office.county(), since}, *DivisionScope::parse(scope));
    };
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + shen + ",2022-08-06,police,\n").has_value());
    CHECK(touched("500110999001", before));
    CHECK(touched("500110", before));
    CHECK_FALSE(touched("500110999002", before));
    const std::int64_t after_death = last(office);
    REQUIRE(office
                .import_text(ImportKind::households, household_heading + "YX1,2022-10,rural_dibao,500110999002," +
                                                         shen + ",2022-05-09,,,,,rcb,6299996907439150008,沈文\n")
                .has_value());
    CHECK(touched("500110999001", after_death));
    CHECK(touched("500110999002", after_death));
    const std::int64_t after_move = last(office);
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + shen + ",2022-08-06,police,\n").has_value());
    CHECK_FALSE(touched("500110", after_move));
}

TEST_CASE("every import is kept with its digest, time and user, and its file can be read back") {
    Office office;
    load_one_household(office);
    std::string digest, actor, at;
    office.sql() << "SELECT digest, actor, at FROM registry_import WHERE kind = 'members'", soci::into(digest),
        soci::into(actor), soci::into(at);
    CHECK(digest == crypto::sha256(one_member).hex());
    CHECK(actor == "officer");
    CHECK(at == "2022-08-20 09:00:00");
    CHECK(*registry::from_archive(office.sql(), office.sealer(), office.county(), *crypto::Digest::from_hex(digest)) ==
          one_member);
}

TEST_CASE("two packs of equal division and month under different ids are refused") {
    Office office;
    load_one_household(office);
    std::string pack = read_file(town_folder("golden-town") / "2022-08/2021-09.toml");
    const auto file = office.file("other.toml", pack.replace(pack.find("\"synthetic\""), 11, "\"other\""));
    const auto refused = office.import(ImportKind::pack, file);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(policy::AddPackError::other_id_in_force));
}

TEST_CASE("lists wait for the divisions, and an office of several counties is asked which") {
    Office office;
    CHECK(office.import_text(ImportKind::households, one_household).error().is(registry::CountyRefusal::none_yet));
    CHECK(office
              .import_text(ImportKind::divisions,
                           "code,name,level,parent_code\n500000000000,重庆市,province,\n"
                           "500110000000,綦江区,county,500000000000\n"
                           "500112000000,渝北区,county,500000000000\n")
              .error()
              .is(registry::CountyRefusal::several));
}

TEST_CASE("a template is an Excel file that reads back without a row or a finding") {
    Office office;
    for (const ImportKind kind : {ImportKind::divisions, ImportKind::households, ImportKind::members,
                                  ImportKind::incomes, ImportKind::deaths}) {
        CAPTURE(registry::code(kind));
        const auto file = office.folder() / "template.xlsx";
        REQUIRE(write_template(registry::schema(kind), file).has_value());
        if (kind == ImportKind::divisions) continue;  // An empty list of divisions names no county.
        if (kind == ImportKind::households)
            REQUIRE(office.import_text(ImportKind::divisions, divisions_list).has_value());
        const auto imported = office.import(kind, file);
        REQUIRE(imported.has_value());
        CHECK(imported->number("rows") == 0);
    }
}

}  // namespace mingzhang::test
