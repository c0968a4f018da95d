// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/sheet_reader.hpp"

#include <catch2/catch.hpp>

#include "tests/base/tables/sheet_samples.hpp"
#include "tests/base/tables/xlsx_maker.hpp"
#include "tests/base/temporary_folder.hpp"
#include "tests/places.hpp"

using namespace mingzhang;
using sample::read_sheet;
using Texts = std::vector<std::string>;

TEST_CASE("A heading may be in keys or in Chinese, in any order, case and spacing") {
    struct Row {
        const char* why;
        const char* heading;
    };
    const auto row = GENERATE(values<Row>({
        {"keys", "joined_on,household_no,account_no,note"},
        {"Chinese", "加入日期,户编号,账号,备注"},
        {"mixed", "加入日期,household_no,账号,note"},
        {"upper case", "JOINED_ON,Household_No,ACCOUNT_NO,Note"},
        {"blanks", " 加入日期 ,\t户编号,账号\xE3\x80\x80,备注"},
        {"empty columns to the right", "加入日期,户编号,账号,备注,,"},
    }));
    CAPTURE(row.why);
    const auto outcome = read_sheet(std::string{row.heading} + "\n2022-08-06,YX1,6299990001,x,,\n");
    CHECK(outcome.refused.empty());
    CHECK(outcome.findings.empty());
    CHECK(outcome.rows == Texts{"2:YX1|6299990001|2022-08-06|x"});
}

TEST_CASE("A column that is not required may be absent, and its cells are empty") {
    Findings findings{"a.csv"};
    const SheetSchema schema = sample::schema();
    auto raw = open_rows_in_memory("户编号,账号,加入日期\nYX1,6299990001,\n");
    auto reader = SheetReader::open(std::move(*raw), schema, findings);
    REQUIRE(reader.has_value());
    CHECK(reader->has(sample::joined_on));
    CHECK_FALSE(reader->has(sample::note));
    CHECK(reader->column_name(sample::account_no) == "账号");
    CHECK(reader->column_name(sample::note) == "note");
    SheetRow row;
    REQUIRE(reader->next(row).value());
    CHECK(row.cell(sample::note).empty());
    CHECK(row.cell(sample::joined_on).empty());
    reader->report(row, sample::account_no, "****0001", {"不对", "wrong"});
    CHECK(findings.kept() == std::vector<Finding>{{"a.csv", 2, "账号", "****0001", {"不对", "wrong"}}});
}

TEST_CASE("A wrong heading is refused with everything wrong in it") {
    struct Row {
        const char* why;
        const char* heading;
        Texts columns;  // Of the findings.
    };
    const auto row = GENERATE(values<Row>({
        {"missing", "household_no,joined_on,note", {"account_no"}},
        {"two missing", "household_no,note", {"account_no", "joined_on"}},
        {"twice in two languages", "household_no,account_no,joined_on,账号", {"账号"}},
        {"unknown", "household_no,account_no,joined_on,备 注", {"备 注"}},
        {"typing error", "household_no,acount_no,joined_on", {"acount_no", "account_no"}},
        {"empty in the middle", "household_no,,account_no,joined_on", {""}},
    }));
    CAPTURE(row.why);
    const auto outcome = read_sheet(std::string{row.heading} + "\na,b,c,d\n");
    CHECK(outcome.refused == "sheet.read/wrong_heading");
    Texts columns;
    for (const Finding& finding : outcome.findings) {
        CHECK(finding.file == "accounts.csv");
        CHECK(finding.row == 1);
        columns.push_back(finding.column);
    }
    CHECK(columns == row.columns);
}

TEST_CASE("A file without a heading is refused") {
    for (const char* bytes : {"", "\n\n", ",,\n , \n"}) CHECK(read_sheet(bytes).refused == "sheet.read/no_heading");
}

TEST_CASE("Cells are trimmed, and the apostrophe that keeps a number text is taken off") {
    const auto outcome = read_sheet(
        "household_no,account_no,joined_on,note\n YX1 ,'6299990001,\t2022-08-06,'=1+1\nYX2,\"'\",\xE3\x80\x80,it's\n");
    CHECK(outcome.rows == Texts{"2:YX1|6299990001|2022-08-06|=1+1", "3:YX2|||it's"});
}

TEST_CASE("Blank lines are skipped and keep the numbers right, before the heading too") {
    const auto outcome = read_sheet("\n\nhousehold_no,account_no,joined_on\n\n,,\nYX1,1,\n , ,\nYX2,2,\n");
    CHECK(outcome.findings.empty());
    CHECK(outcome.rows == Texts{"6:YX1|1||", "8:YX2|2||"});
}

TEST_CASE("Every unsound row of a CSV is found, and the sound ones are still given") {
    const auto outcome = read_sheet(
        "household_no,account_no,joined_on\n"
        "YX1,1,\n"
        "YX2,2\n"
        "YX3,3,,\n"
        "YX4,4,,extra\n"
        "YX5,5,2022-08-06\n");
    CHECK(outcome.rows == Texts{"2:YX1|1||", "4:YX3|3||", "6:YX5|5|2022-08-06|"});
    REQUIRE(outcome.findings.size() == 2);
    CHECK(outcome.findings[0] ==
          Finding{"accounts.csv", 3, "", "2 / 3", {"该行的列数少于表头", "the row has fewer cells than the heading"}});
    CHECK(outcome.findings[1] ==
          Finding{"accounts.csv", 5, "", "4 / 3", {"该行的列数多于表头", "the row has more cells than the heading"}});
}

TEST_CASE("A short row of a workbook is legal, a spoilt number is a finding with its cell and without the number") {
    const auto text = [](const char* address, const char* value) {
        return std::string{"<c r=\""} + address + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
    };
    const auto outcome = read_sheet(
        xlsx_maker::book_bytes("<row r=\"1\">" + text("A1", "户编号") + text("B1", "账号") + text("C1", "加入日期") +
                               "</row>" + "<row r=\"2\">" + text("A2", "YX1") + "</row>" + "<row r=\"5\">" +
                               text("A5", "YX2") + "<c r=\"B5\"><v>6.2999969074391501E+18</v></c></row>" +
                               "<row r=\"6\"><c r=\"B6\"><v>6299996907439150</v></c></row>" + "<row r=\"7\">" +
                               text("A7", "YX3") + "<c r=\"C7\" s=\"1\"><v>44779</v></c></row>" + "<row r=\"8\">" +
                               text("A8", "YX4") + "<c r=\"D8\" t=\"e\"><v>#N/A</v></c></row>"));
    CHECK(outcome.refused.empty());
    CHECK(outcome.rows == Texts{"2:YX1|||", "7:YX3||2022-08-06|"});
    REQUIRE(outcome.findings.size() == 3);
    CHECK(outcome.findings[0].row == 5);
    CHECK(outcome.findings[0].column == "账号");
    CHECK(outcome.findings[0].reason == reason(CellFault::e_notation, "B5"));
    CHECK(outcome.findings[1].reason == reason(CellFault::too_many_digits, "B6"));
    CHECK(outcome.findings[2].reason == reason(CellFault::error_value, "D8"));
    for (const Finding& finding : outcome.findings) CHECK(finding.value.empty());
}

TEST_CASE("A file that breaks off is a refusal, not a short list") {
    CHECK(read_sheet("household_no,account_no,joined_on\nYX1,1,\n\"YX2,2,\n").refused == "table.read/quote_not_closed");
}

TEST_CASE("Findings count everything and keep the first ones") {
    Findings findings{"a.csv", 2};
    CHECK_FALSE(findings.any());
    for (std::size_t row = 2; row < 7; ++row) findings.add(row, "c", "v", {"错", "wrong"});
    CHECK(findings.any());
    CHECK(findings.count() == 5);
    REQUIRE(findings.kept().size() == 2);
    CHECK(findings.kept()[1] == Finding{"a.csv", 3, "c", "v", {"错", "wrong"}});
}

TEST_CASE("The golden town's lists are read whole") {
    const SheetSchema deaths{"deaths",
                             {},
                             {{"id_number", "身份证号", true, {}, {}},
                              {"died_on", "死亡日期", true, {}, {}},
                              {"source", "来源", true, {}, {}},
                              {"reported_on", "上报日期", true, {}, {}}}};
    Findings findings{"deaths.csv"};
    auto reader =
        SheetReader::open(MINGZHANG_SOURCE_DIR "/tests/data/golden-town/2022-08/deaths.csv", deaths, findings);
    REQUIRE(reader.has_value());
    SheetRow row;
    std::size_t rows = 0;
    while (reader->next(row).value()) {
        ++rows;
        CHECK(row.cell(1).starts_with("20"));
    }
    CHECK(rows > 2);
    CHECK_FALSE(findings.any());
}
