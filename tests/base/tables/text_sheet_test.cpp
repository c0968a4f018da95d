// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/text_sheet.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "base/tables/row_reader.hpp"
#include "base/tables/table.hpp"
#include "base/tables/xlsx_reader.hpp"
#include "tests/base/tables/zip_part.hpp"

namespace mingzhang {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string written(const Rows& rows, const std::string& sheet = {}) {
    TextSheet made{sheet};
    for (const auto& row : rows) {
        const std::vector<std::string_view> cells{row.begin(), row.end()};
        REQUIRE(made.row(cells).has_value());
    }
    auto bytes = made.finish();
    REQUIRE(bytes.has_value());
    return *std::move(bytes);
}

}  // namespace

TEST_CASE("a sheet of texts does not know what day it is") {
    const std::string bytes = written({{"账号"}, {"6299990000000011"}});
    CHECK(zip_part(bytes, "docProps/core.xml").find("2000-01-01T00:00:00Z") != std::string::npos);
    CHECK(written({{"账号"}, {"6299990000000011"}}) == bytes);
}

TEST_CASE("texts written into a sheet are read back the same, whatever they look like") {
    rc::check("texts come back", [] {
        static const std::vector<std::string> texts{
            "",    "6299990000000011", "1.10", "0007",  "6.2E+18", "_x0041_", "=1+1", "䶮𬱖",
            " a ", "2022-10-09",       "TRUE", "<&>\"", "#N/A",    "'x"};
        const auto rows =
            *rc::gen::container<Rows>(rc::gen::container<std::vector<std::string>>(3, rc::gen::elementOf(texts)));
        auto reader = open_rows_in_memory(written(rows));
        RC_ASSERT(reader.has_value());
        RawRow row;
        while ((*reader)->next(row).value()) {
            RC_ASSERT(row.number <= rows.size() && row.faults.empty());
            row.cells.resize(3);
            RC_ASSERT(row.cells == rows[row.number - 1]);
        }
    });
}

TEST_CASE("a sheet is read by its name, and one that is not there is refused") {
    const std::string bytes = written({{"x"}}, "名单");
    CHECK(open_workbook(bytes, "名单").has_value());
    CHECK(open_workbook(bytes, "").has_value());
    CHECK(open_workbook(bytes, "另一个").error().is(ReadTableRefusal::no_such_sheet));
}

TEST_CASE("a text longer than a cell is refused by row and column") {
    TextSheet sheet{""};
    const std::string longest(32'768, 'x');
    const std::vector<std::string_view> cells{"a", longest};
    const auto refused = sheet.row(cells);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(WriteTableRefusal::text_too_long));
}

}  // namespace mingzhang
