// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "base/tables/row_reader.hpp"
#include "tests/base/tables/xlsx_maker.hpp"

using namespace mingzhang;

namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Outcome {
    Rows rows;
    std::vector<std::size_t> numbers;
    std::vector<FaultyCell> faults;
    std::string refused;
};

Outcome read(const std::string& bytes, const ReadLimits& limits = {}) {
    Outcome outcome;
    auto reader = open_rows_in_memory(bytes, limits);
    if (!reader) return {{}, {}, {}, reader.error().code()};
    CHECK((*reader)->kind() == FileKind::xlsx);
    RawRow row;
    for (;;) {
        const auto more = (*reader)->next(row);
        if (!more) outcome.refused = more.error().code();
        if (!more || !*more) break;
        outcome.rows.push_back(row.cells);
        outcome.numbers.push_back(row.number);
        outcome.faults.insert(outcome.faults.end(), row.faults.begin(), row.faults.end());
    }
    const auto again = (*reader)->next(row);
    CHECK((again.has_value() && !*again));
    return outcome;
}

// The text of the one cell D7, or the fault found there.
std::string cell(const std::string& xml, const std::string& shared = "") {
    const Outcome outcome = read(xlsx_maker::book_bytes("<row r=\"7\">" + xml + "</row>", shared));
    if (!outcome.refused.empty()) return outcome.refused;
    if (!outcome.faults.empty()) {
        const FaultyCell& fault = outcome.faults.front();
        CHECK(fault.column == 3);
        CHECK(reason(fault.fault, fault.address).en.starts_with("cell D7 "));
        CHECK(outcome.rows.at(0).at(3).empty());
        return "fault " + std::to_string(static_cast<int>(fault.fault));
    }
    return outcome.rows.at(0).size() > 3 ? outcome.rows[0][3] : "";
}

std::string fault(CellFault f) {
    return "fault " + std::to_string(static_cast<int>(f));
}

}  // namespace

TEST_CASE("A cell of a workbook is its text as written") {
    struct Row {
        const char* why;
        const char* xml;
        std::string expected;
    };
    const std::string shared =
        "<si><t>沈文</t></si>"
        "<si><r><t>买买提</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> ·艾力</t></r></si>"
        "<si><t>沈</t><rPh sb=\"0\" eb=\"1\"><t>SHEN</t></rPh><phoneticPr fontId=\"1\"/></si>"
        "<si/>"
        "<si><t>a_x000D_b &amp; c</t></si>";
    const auto row = GENERATE(values<Row>({
        {"shared", R"(<c r="D7" t="s"><v>0</v></c>)", "沈文"},
        {"rich text", R"(<c r="D7" t="s"><v>1</v></c>)", "买买提 ·艾力"},
        {"phonetic run", R"(<c r="D7" t="s"><v>2</v></c>)", "沈"},
        {"empty shared", R"(<c r="D7" t="s"><v>3</v></c>)", ""},
        {"escapes and entities", R"(<c r="D7" t="s"><v>4</v></c>)", "a\rb & c"},
        {"shared that is not there", R"(<c r="D7" t="s"><v>5</v></c>)", "table.read/not_a_workbook"},
        {"inline", R"(<c r="D7" t="inlineStr"><is><t>6299996907439150008</t></is></c>)", "6299996907439150008"},
        {"inline rich text",
         R"(<c r="D7" t="inlineStr"><is><r><t>a</t></r><rPh><t>x</t></rPh><r><t>b</t></r></is></c>)", "ab"},
        {"CDATA", R"(<c r="D7" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c>)", "a<b"},
        {"formula text", R"(<c r="D7" t="str"><f>A1&amp;B1</f><v>沈文</v></c>)", "沈文"},
        {"formula number", R"(<c r="D7"><f>SUM(A1:A2)</f><v>1143.5</v></c>)", "1143.5"},
        {"formula empty text", R"(<c r="D7" t="str"><f>""</f><v></v></c>)", ""},
        {"true", R"(<c r="D7" t="b"><v>1</v></c>)", "TRUE"},
        {"false", R"(<c r="D7" t="b"><v>0</v></c>)", "FALSE"},
        {"number", R"(<c r="D7"><v>1143.50</v></c>)", "1143.50"},
        {"number with type", R"(<c r="D7" t="n" s="3"><v>581</v></c>)", "581"},
        {"3609.48 as Excel stores it", R"(<c r="D7"><v>3609.4800000000001</v></c>)", "3609.48"},
        {"date", R"(<c r="D7" s="1"><v>44779</v></c>)", "2022-08-06"},
        {"month", R"(<c r="D7" s="2"><v>44774</v></c>)", "2022-08"},
        {"date of a strict file", R"(<c r="D7" t="d"><v>2022-08-06T00:00:00</v></c>)", "2022-08-06"},
        {"formatted and empty", R"(<c r="D7" s="1"/>)", ""},
        {"other prefix of the same elements", R"(<x:c xmlns:x="u" r="D7"><x:v>12</x:v></x:c>)", "12"},
        {"no address", R"(<c/><c/><c/><c><v>9</v></c>)", "9"},
        {"address of another row", R"(<c r="D8"><v>9</v></c>)", "table.read/not_a_workbook"},
        {"the same cell twice", R"(<c r="D7"><v>9</v></c><c r="D7"><v>8</v></c>)", "table.read/not_a_workbook"},
    }));
    CAPTURE(row.why);
    CHECK(cell(row.xml, shared) == row.expected);
}

TEST_CASE("A cell that Excel has spoilt is named and not read") {
    struct Row {
        const char* why;
        const char* xml;
        CellFault expected;
    };
    const auto row = GENERATE(values<Row>({
        {"16 digits", R"(<c r="D7"><v>6299996907439150</v></c>)", CellFault::too_many_digits},
        {"19 digits", R"(<c r="D7"><v>6299996907439150008</v></c>)", CellFault::too_many_digits},
        {"E notation", R"(<c r="D7"><v>6.2999969074391501E+18</v></c>)", CellFault::e_notation},
        {"#N/A", R"(<c r="D7" t="e"><v>#N/A</v></c>)", CellFault::error_value},
        {"#REF! of a formula", R"(<c r="D7" t="e"><f>B9</f><v>#REF!</v></c>)", CellFault::error_value},
        {"formula never calculated", R"(<c r="D7"><f>A1+A2</f><v></v></c>)", CellFault::formula_without_value},
        {"date with a time", R"(<c r="D7" s="1"><v>44779.5</v></c>)", CellFault::not_a_date},
        {"date before March 1900", R"(<c r="D7" s="1"><v>59</v></c>)", CellFault::not_a_date},
        {"strict date with a time", R"(<c r="D7" t="d"><v>2022-08-06T09:30:00</v></c>)", CellFault::not_a_date},
    }));
    CAPTURE(row.why);
    CHECK(cell(row.xml) == fault(row.expected));
}

TEST_CASE("The words about a spoilt cell never show the number") {
    for (const auto f : {CellFault::too_many_digits, CellFault::e_notation, CellFault::error_value,
                         CellFault::formula_without_value, CellFault::not_a_date}) {
        const Text text = reason(f, "D7");
        CHECK(text.zh.find("D7") != std::string::npos);
        CHECK(text.en.find("D7") != std::string::npos);
    }
}

TEST_CASE("Rows and cells that are not stored are empty, and rows keep their numbers") {
    const Outcome outcome =
        read(xlsx_maker::book_bytes(R"(<row r="2"><c r="B2"><v>1</v></c></row><row><c><v>2</v></c></row><row r="9"/>)"
                                    R"(<row r="10"><c r="A10"><v>3</v></c></row>)"));
    CHECK(outcome.refused.empty());
    CHECK(outcome.rows == Rows{{"", "1"}, {"2"}, {}, {"3"}});
    CHECK(outcome.numbers == std::vector<std::size_t>{2, 3, 9, 10});
}

TEST_CASE("The first sheet that is not hidden is read") {
    auto parts = xlsx_maker::book("");
    parts["xl/worksheets/sheet2.xml"] = "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>";
    std::string& relations = parts["xl/_rels/workbook.xml.rels"];
    relations.insert(
        relations.find("</Relationships>"),
        "<Relationship Id=\"rId9\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet\" "
        "Target=\"worksheets/sheet2.xml\"/>");
    std::string& book = parts["xl/workbook.xml"];
    const auto with_sheets = [&](const std::string& sheets) {
        auto changed = parts;
        const auto begin = book.find("<sheets>");
        changed["xl/workbook.xml"] = book.substr(0, begin) + "<sheets>" + sheets + "</sheets></workbook>";
        return read(xlsx_maker::zip(changed));
    };
    CHECK(with_sheets(R"(<sheet name="a" state="hidden" r:id="rId1"/><sheet name="b" r:id="rId9"/>)").rows ==
          Rows{{"2"}});
    CHECK(with_sheets(R"(<sheet name="b" r:id="rId9"/><sheet name="a" r:id="rId1"/>)").rows == Rows{{"2"}});
    CHECK(with_sheets(R"(<sheet name="a" state="veryHidden" r:id="rId1"/>)").refused == "table.read/no_visible_sheet");
    CHECK(with_sheets(R"(<sheet name="a" r:id="rId77"/>)").refused == "table.read/not_a_workbook");
}

TEST_CASE("Days of a book that counts from 1904 are moved") {
    auto parts = xlsx_maker::book(R"(<row><c s="1"><v>43317</v></c></row>)");
    std::string& book = parts["xl/workbook.xml"];
    book.insert(book.find("<sheets>"), "<workbookPr date1904=\"1\"/>");
    CHECK(read(xlsx_maker::zip(parts)).rows == Rows{{"2022-08-06"}});
}

TEST_CASE("A workbook that is broken or made to fill memory is refused") {
    const std::string rows = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>abc</t></is></c></row>)";
    const auto changed = [&](const std::string& part, const std::string& content) {
        auto parts = xlsx_maker::book(rows);
        if (content.empty()) {
            parts.erase(part);
        } else {
            parts[part] = content;
        }
        return read(xlsx_maker::zip(parts)).refused;
    };
    const std::string sheet = "xl/worksheets/sheet1.xml";
    const std::string broken = "table.read/not_a_workbook";
    CHECK(changed("none", "x").empty());
    CHECK(changed("_rels/.rels", "") == broken);
    CHECK(changed("xl/workbook.xml", "") == broken);
    CHECK(changed(sheet, "") == broken);
    CHECK(changed(sheet, "<worksheet><sheetData><row>") == broken);
    CHECK(changed(sheet, "<worksheet><sheetData/></worksheet>trailing") == broken);
    CHECK(changed(sheet, "<!DOCTYPE w [<!ENTITY a \"aaaa\">]><worksheet><sheetData/></worksheet>") == broken);
    CHECK(changed("xl/styles.xml", "<styleSheet") == broken);
    CHECK(changed("xl/sharedStrings.xml", "<sst><si><t>a</si></sst>") == broken);
    CHECK(changed(sheet, "<worksheet><sheetData><row r=\"3\"/><row r=\"2\"/></sheetData></worksheet>") == broken);

    const std::string bytes = xlsx_maker::book_bytes(rows, std::string(10'000, ' '));
    CHECK(read(bytes).refused.empty());
    ReadLimits limits;
    limits.sheet_bytes = 100;
    CHECK(read(bytes, limits).refused == "table.read/too_large");
    limits = {};
    limits.shared_text_bytes = 5'000;
    CHECK(read(bytes, limits).refused == "table.read/too_large");
    limits = {};
    limits.cell_bytes = 2;
    CHECK(read(bytes, limits).refused == "table.read/too_large");
    limits = {};
    limits.columns = 2;
    CHECK(read(xlsx_maker::book_bytes(R"(<row r="1"><c r="C1"><v>1</v></c></row>)"), limits).refused ==
          "table.read/too_large");
    limits = {};
    limits.file_bytes = 100;
    CHECK(read(bytes, limits).refused == "table.read/too_large");
}

TEST_CASE("A flipped bit in the compressed sheet is noticed") {
    std::string rows;
    for (int i = 1; i <= 200; ++i) rows += "<row><c><v>" + std::to_string(i * 7919) + "</v></c></row>";
    const std::string bytes = xlsx_maker::book_bytes(rows);
    REQUIRE(read(bytes).rows.size() == 200);
    const std::size_t content = bytes.find("xl/worksheets/sheet1.xml") + 200;
    for (std::size_t i = 0; i < 60; ++i) {
        std::string flipped = bytes;
        flipped[content + i] = static_cast<char>(flipped[content + i] ^ 0x10);
        CAPTURE(i);
        REQUIRE(read(flipped).refused == "table.read/not_a_workbook");
    }
}
