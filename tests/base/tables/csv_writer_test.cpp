// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/csv_writer.hpp"

#include <catch2/catch.hpp>

#include "tests/base/tables/samples.hpp"
#include "tests/base/temporary_folder.hpp"

using namespace mingzhang;

TEST_CASE("The default CSV is exactly these bytes") {
    CHECK(sample::csv(sample::table()) ==
          "household_no,name,account_no,month,approved_on,covered,amount\n"
          "YX000001,沈文,6299996907439150008,2022-08,2022-05-09,3,1143.00\n"
          "YX000002,𬱖䶮喆,6299991070434192544,2022-09,,1,-0.01\n"
          "YX000003,,,,2021-10-23,,\n");
}

TEST_CASE("The CSV for people has a mark, CRLF and headings in their language") {
    CHECK(sample::csv(sample::table(), CsvStyle::for_people(Language::zh)) ==
          "\xEF\xBB\xBF户编号,姓名,账号,月份,审批日期,人数,金额\r\n"
          "YX000001,沈文,6299996907439150008,2022-08,2022-05-09,3,1143.00\r\n"
          "YX000002,𬱖䶮喆,6299991070434192544,2022-09,,1,-0.01\r\n"
          "YX000003,,,,2021-10-23,,\r\n");
    CHECK(sample::csv(sample::texts({"a"}), CsvStyle::for_people(Language::en)) == "\xEF\xBB\xBFValue\r\na\r\n");
}

TEST_CASE("A totals row is added only when asked for") {
    CsvStyle style;
    style.totals = Language::zh;
    CHECK(sample::csv(sample::table(), style).ends_with("YX000003,,,,2021-10-23,,\n合计,,,,,4,1142.99\n"));
    CHECK(sample::csv(sample::texts({"a"}), style) == "value\na\n");
}

TEST_CASE("Fields are quoted as RFC 4180 wants and no further") {
    struct Row {
        const char* text;
        const char* field;
    };
    const auto row = GENERATE(values<Row>({
        {"plain", "plain"},
        {"", "\"\""},
        {"a,b", "\"a,b\""},
        {"say \"a\"", "\"say \"\"a\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"carriage\rreturn", "\"carriage\rreturn\""},
        {" edge", "\" edge\""},
        {"edge\t", "\"edge\t\""},
        {"a;b", "a;b"},
    }));
    CHECK(sample::csv(sample::texts({row.text})) == std::string{"value\n"} + row.field + "\n");
}

TEST_CASE("What a spreadsheet would run is guarded for people and left alone for programs") {
    struct Row {
        const char* text;
        const char* guarded;
    };
    const auto row = GENERATE(values<Row>({
        {"=1+1", "'=1+1"},
        {"+86", "'+86"},
        {"-1", "'-1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\tx", "'\tx"},
        {"沈文", "沈文"},
        {"a=b", "a=b"},
    }));
    CsvStyle people;
    people.guard_formulas = true;
    CHECK(sample::csv(sample::texts({row.text}), people).substr(6) == std::string{row.guarded} + "\n");
    CHECK(sample::csv(sample::texts({row.text})).find('\'') == std::string::npos);
    // Amounts are no formulas: a negative one stays a number.
    CHECK(sample::csv(sample::table(), people).find("'-0.01") == std::string::npos);
}

TEST_CASE("GB18030 carries rare names") {
    CsvStyle style;
    style.encoding = Encoding::gb18030;
    CHECK(sample::csv(sample::texts({"沈𬱖䶮"}), style) == "value\n\xC9\xF2\x99\x33\xC3\x36\xFE\x9F\n");
}

TEST_CASE("A stream that takes no more refuses the table") {
    for (const std::streamsize room : {0, 70, 150}) {
        sample::FullDisk disk{room};
        std::ostream out{&disk};
        CsvWriter writer{out};
        const auto sent = send(sample::table(), writer);
        CAPTURE(room);
        REQUIRE_FALSE(sent.has_value());
        CHECK(sent.error().is(WriteTableRefusal::cannot_write));
    }
}

TEST_CASE("A CSV file stands complete or not at all") {
    const TemporaryFolder folder;
    REQUIRE(write_csv(sample::table(), folder / "lines.csv").has_value());
    CHECK(read_bytes(folder / "lines.csv") == sample::csv(sample::table()));
    Table broken = sample::table();
    broken.rows = [](RowSink& sink) -> Result<void, Refusal> {
        if (auto pushed = sink.row(sample::rows().front()); !pushed) return pushed;
        return refuse(WriteTableRefusal::cannot_write);
    };
    CHECK_FALSE(write_csv(broken, folder / "other.csv").has_value());
    CHECK(folder.file_count() == 1);
}
