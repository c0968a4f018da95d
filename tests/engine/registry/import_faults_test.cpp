// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/engine/registry/lists.hpp"

namespace mingzhang::test {

namespace {

using registry::ImportKind;

std::int64_t rows(Office& office, const std::string& table) {
    std::int64_t count = 0;
    office.sql() << "SELECT count(*) FROM " << table, soci::into(count);
    return count;
}

const char* table_of(ImportKind kind) {
    switch (kind) {
        case ImportKind::divisions:
            return "division";
        case ImportKind::households:
            return "household_version";
        case ImportKind::members:
            return "member_version";
        case ImportKind::incomes:
            return "income";
        case ImportKind::deaths:
            return "death";
        case ImportKind::pack:
            return "pack";
        case ImportKind::past_payments:
            return "past_payment";
    }
    return "";
}

}  // namespace

TEST_CASE("each bad row is reported with file, row, column and reason, and nothing of the file is loaded") {
    struct Row {
        const char* why;
        ImportKind kind;
        std::string text;
        std::string column;
        std::string reason;  // A part of the English one.
    };
    const std::string household =
        "YX2,,rural_dibao,500110999001," + zhao + ",2022-05-09,,,,household,rcb,6299996907439150008,赵梅\n";
    const auto without = [&](const std::string& from, const std::string& to) {
        std::string text = household;
        return household_heading + text.replace(text.find(from), from.size(), to);
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"wrong check digit", ImportKind::households, without(zhao, "999901195703172324"), "applicant_id_number",
         "check digit"},
        {"impossible birth date", ImportKind::households, without(zhao, "999901195713172323"), "applicant_id_number",
         "birth date"},
        {"impossible date", ImportKind::households, without("2022-05-09", "2022-02-30"), "approved_on", "no such date"},
        {"date in another form", ImportKind::households, without("2022-05-09", "2022/5/9"), "approved_on",
         "no such date"},
        {"approved_on empty", ImportKind::households, without("2022-05-09", ""), "approved_on", "may not be empty"},
        {"unknown division", ImportKind::households, without("500110999001", "500110999077"), "division_code",
         "no such division"},
        {"division too short", ImportKind::households, without("500110999001", "5001109990"), "division_code",
         "12 digits"},
        {"unknown program", ImportKind::households, without("rural_dibao", "rural_dibo"), "program", "no such program"},
        {"unknown cover", ImportKind::households, without("household,rcb", "both,rcb"), "cover", "must be one of"},
        {"account with a letter", ImportKind::households, without("6299996907439150008", "62999969O7439150008"),
         "account_no", "digits"},
        {"duplicate key", ImportKind::households, household_heading + household + household, "household_no", "twice"},
        {"row too short", ImportKind::households, household_heading + "YX2,,rural_dibao\n", "", ""},
        {"unknown household of a member", ImportKind::members, member_heading + "YX9," + zhao + ",,赵梅,户主,yes,,,,\n",
         "household_no", "no such household"},
        {"covered empty", ImportKind::members, member_heading + "YX1," + zhao + ",,赵梅,户主,,,,,\n", "covered",
         "may not be empty"},
        {"covered is neither", ImportKind::members, member_heading + "YX1," + zhao + ",,赵梅,户主,ja,,,,\n", "covered",
         "must be one of"},
        {"unknown self-care", ImportKind::members, member_heading + "YX1," + zhao + ",,赵梅,户主,yes,,,,halb\n",
         "self_care", "must be one of"},
        {"amount with three decimals", ImportKind::incomes, income_heading + "YX1,,farm,3609.481,2022-08,\n",
         "annual_amount", "two decimals"},
        {"amount beyond range", ImportKind::incomes, income_heading + "YX1,,farm,99999999999999,2022-08,\n",
         "annual_amount", "range"},
        {"amount with a separator", ImportKind::incomes, income_heading + "YX1,,farm,\"3,609.48\",2022-08,\n",
         "annual_amount", "not an amount"},
        {"from_month empty", ImportKind::incomes, income_heading + "YX1,,farm,3609.48,,\n", "from_month",
         "may not be empty"},
        {"ends before it begins", ImportKind::incomes, income_heading + "YX1,,farm,3609.48,2022-08,2022-07\n",
         "to_month", "before"},
        {"income of an unknown household", ImportKind::incomes, income_heading + "YX9,,farm,3609.48,2022-08,\n",
         "household_no", "no such household"},
        {"died_on empty", ImportKind::deaths, death_heading + shen + ",,police,2022-08-28\n", "died_on",
         "may not be empty"},
        {"unknown source", ImportKind::deaths, death_heading + shen + ",2022-08-06,rumour,2022-08-28\n", "source",
         "must be one of"},
        {"died before being born", ImportKind::deaths, death_heading + shen + ",1950-08-06,police,2022-08-28\n",
         "died_on", "before being born"},
        {"level unknown", ImportKind::divisions,
         "code,name,level,parent_code\n500110999003,新建村,hamlet,500110999000\n", "level", "must be one of"},
        {"another county", ImportKind::divisions,
         "code,name,level,parent_code\n500112999003,新建村,village,500112999000\n", "code", "not in this county"},
    }));
    Office office;
    load_one_household(office);
    const auto before = rows(office, table_of(row.kind));
    const auto imports = rows(office, "registry_import");
    CAPTURE(row.why);
    SilentProgress silent;
    const auto file = office.file("list.csv", row.text);
    const auto refused = registry::import_file(office.desk(), office.sealer(), Office::person(Role::officer),
                                               {row.kind, file, office.county(), ""}, {silent, {}});
    REQUIRE_FALSE(refused.has_value());
    REQUIRE(refused.error().is(registry::ImportRefusal::rows_refused));
    REQUIRE_FALSE(refused.error().findings().empty());
    const Finding& finding = refused.error().findings().front();
    CHECK(finding.file == "list.csv");
    CHECK(finding.row >= 2);
    CHECK_THAT(finding.reason.en, Catch::Contains(row.reason));
    if (!row.column.empty()) CHECK(finding.column == row.column);
    CHECK(finding.value.find("99990119570317232") == std::string::npos);
    CHECK(rows(office, table_of(row.kind)) == before);
    CHECK(rows(office, "registry_import") == imports);
}

TEST_CASE("all bad rows are reported, not the first") {
    Office office;
    load_one_household(office);
    const auto refused = office.import_text(
        ImportKind::incomes,
        income_heading + "YX1,,farm,1.234,2022-08,\nYX1,,wage,10.00,2022-08,\nYX7,,farm,x,2022-13,\n");
    REQUIRE_FALSE(refused.has_value());
    std::vector<std::pair<std::size_t, std::string>> places;
    for (const Finding& finding : refused.error().findings()) places.emplace_back(finding.row, finding.column);
    CHECK(places == std::vector<std::pair<std::size_t, std::string>>{
                        {2, "annual_amount"}, {4, "annual_amount"}, {4, "from_month"}, {4, "household_no"}});
}

TEST_CASE("a missing, doubled or unknown column refuses the whole file") {
    Office office;
    load_one_household(office);
    for (const std::string heading : {"household_no,id_number,kind,annual_amount,from_month\n",
                                      "household_no,id_number,kind,kind,annual_amount,from_month,to_month\n",
                                      "household_no,id_number,kind,annual_amount,from_month,to_month,colour\n"}) {
        CAPTURE(heading);
        CHECK_FALSE(office.import_text(ImportKind::incomes, heading).has_value());
    }
}

TEST_CASE("a tekun member needs a self-care level, others do not") {
    Office office;
    load_one_household(office);
    REQUIRE(office
                .import_text(ImportKind::households,
                             household_heading + "YX3,,rural_tekun,500110999001,,2022-05-09,,,,,,,\n")
                .has_value());
    const auto refused =
        office.import_text(ImportKind::members, member_heading + "YX3," + zhao + ",,赵梅,户主,yes,,,,\n");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().findings().front().column == "self_care");
    CHECK(office.import_text(ImportKind::members, member_heading + "YX3," + zhao + ",,赵梅,户主,yes,,,,半护理\n")
              .has_value());
}

TEST_CASE("an import that was asked to stop changes nothing") {
    Office office;
    load_one_household(office);
    std::string text = income_heading;
    for (int i = 0; i < 2500; ++i) text += "YX1,,kind" + std::to_string(i) + ",10.00,2022-08,\n";
    std::stop_source stop;
    stop.request_stop();
    SilentProgress silent;
    const auto refused = registry::import_file(office.desk(), office.sealer(), Office::person(Role::officer),
                                               {ImportKind::incomes, office.file("many.csv", text), std::nullopt, ""},
                                               {silent, stop.get_token()});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(registry::ImportRefusal::stopped));
    CHECK(rows(office, "income") == 0);
}

}  // namespace mingzhang::test
