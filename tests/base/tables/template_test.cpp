// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "tests/base/tables/sheet_samples.hpp"
#include "tests/base/tables/xlsx_maker.hpp"
#include "tests/base/tables/zip_part.hpp"
#include "tests/base/temporary_folder.hpp"

using namespace mingzhang;

TEST_CASE("A template read back has no rows and nothing wrong") {
    const TemporaryFolder folder;
    REQUIRE(write_template(sample::schema(), folder / "accounts.xlsx").has_value());
    const auto outcome = sample::read_sheet(read_bytes(folder / "accounts.xlsx"));
    CHECK(outcome.refused.empty());
    CHECK(outcome.rows.empty());
    CHECK(outcome.findings.empty());
}

TEST_CASE("A template keeps what is typed as text, its heading frozen, and explains each column in both languages") {
    const TemporaryFolder folder;
    REQUIRE(write_template(sample::schema(), folder / "accounts.xlsx").has_value());
    const std::string bytes = read_bytes(folder / "accounts.xlsx");
    const std::string sheet = zip_part(bytes, "xl/worksheets/sheet1.xml");
    const std::string styles = zip_part(bytes, "xl/styles.xml");
    // Each column has a style of its own, and every style but the first is the text format 49 (@).
    for (int column = 1; column <= 4; ++column) {
        const std::string number = std::to_string(column);
        const auto at = sheet.find("<col min=\"" + number + "\" max=\"" + number + "\"");
        CAPTURE(column);
        REQUIRE(at != std::string::npos);
        const std::string definition = sheet.substr(at, sheet.find("/>", at) - at);
        CHECK(definition.find("style=\"") != std::string::npos);
        CHECK(definition.find("style=\"0\"") == std::string::npos);
    }
    // The format "text" of Excel itself.
    const auto cell_formats =
        styles.substr(styles.find("<cellXfs"), styles.find("</cellXfs>") - styles.find("<cellXfs"));
    CHECK(cell_formats.find("numFmtId=\"49\"") != std::string::npos);
    CHECK(sheet.find("state=\"frozen\"") != std::string::npos);
    CHECK(sheet.find("ySplit=\"1\"") != std::string::npos);

    const std::string guide = zip_part(bytes, "xl/worksheets/sheet2.xml");
    for (const char* text : {"户编号", "account_no", "银行账号", "The account at the bank", "6299996907439150008",
                             "2022-08-06\n2021-01-31", "否 no"}) {
        CAPTURE(text);
        CHECK(guide.find(text) != std::string::npos);
    }
}
