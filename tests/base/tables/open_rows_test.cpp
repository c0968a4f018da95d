// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "base/tables/row_reader.hpp"
#include "tests/base/tables/xlsx_maker.hpp"
#include "tests/base/temporary_folder.hpp"

using namespace mingzhang;

TEST_CASE("A file is read as what its content says, whatever its name") {
    const TemporaryFolder folder;
    const std::string book = xlsx_maker::book_bytes("<row><c><v>1</v></c></row>");
    std::ofstream{folder / "a.csv", std::ios::binary} << book;
    std::ofstream{folder / "b.xlsx", std::ios::binary} << "a,b\n";
    const auto xlsx = open_rows(folder / "a.csv");
    REQUIRE(xlsx.has_value());
    CHECK((*xlsx)->kind() == FileKind::xlsx);
    const auto csv = open_rows(folder / "b.xlsx");
    REQUIRE(csv.has_value());
    CHECK((*csv)->kind() == FileKind::csv);
    RawRow row;
    REQUIRE((*csv)->next(row).value());
    CHECK(row.cells == std::vector<std::string>{"a", "b"});
}

TEST_CASE("What is no table is refused with what to do instead") {
    struct Row {
        const char* why;
        std::string bytes;
        ReadTableRefusal expected;
    };
    const auto row = GENERATE(values<Row>({
        {"old or encrypted Excel", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ReadTableRefusal::old_excel},
        {"PDF", "%PDF-1.7", ReadTableRefusal::unknown_kind},
        {"picture", "\x89PNG\r\n", ReadTableRefusal::unknown_kind},
        {"UTF-16 of Excel's Unicode text",
         std::string{"\xFF\xFE"
                     "a\0",
                     4},
         ReadTableRefusal::unknown_kind},
        {"web page under the name .xls", "\r\n<HTML><table>", ReadTableRefusal::unknown_kind},
        {"XML", "<?xml version=\"1.0\"?><Workbook/>", ReadTableRefusal::unknown_kind},
        {"zip without a workbook", xlsx_maker::zip({{"a.txt", "a"}}), ReadTableRefusal::not_a_workbook},
        {"zip cut short", xlsx_maker::book_bytes("").substr(0, 300), ReadTableRefusal::not_a_workbook},
        {"no character set", "a\xFF\n", ReadTableRefusal::wrong_encoding},
    }));
    CAPTURE(row.why);
    const auto in_memory = open_rows_in_memory(row.bytes);
    REQUIRE_FALSE(in_memory.has_value());
    CHECK(in_memory.error().is(row.expected));
    const TemporaryFolder folder;
    std::ofstream{folder / "a", std::ios::binary} << row.bytes;
    const auto by_name = open_rows(folder / "a");
    REQUIRE_FALSE(by_name.has_value());
    CHECK(by_name.error().is(row.expected));
}

TEST_CASE("A file that is not there, or is a folder, cannot be opened") {
    const TemporaryFolder folder;
    for (const auto& path : {folder / "absent.csv", folder.path()}) {
        const auto opened = open_rows(path);
        REQUIRE_FALSE(opened.has_value());
        CHECK(opened.error().is(ReadTableRefusal::cannot_open));
    }
}

TEST_CASE("Every reason for not reading a table has words in both languages") {
    for (int i = 0; i <= static_cast<int>(ReadTableRefusal::text_after_quote); ++i) {
        const RefusalWords w = words(static_cast<ReadTableRefusal>(i));
        CHECK(w.code.starts_with("table.read/"));
        CHECK_FALSE((w.zh.empty() || w.en.empty() || w.next_zh.empty() || w.next_en.empty()));
    }
}
