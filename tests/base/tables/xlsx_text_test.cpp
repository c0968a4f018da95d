// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xlsx_text.hpp"

#include <catch2/catch.hpp>

#include "base/tables/xlsx_out.hpp"

using namespace mingzhang;

TEST_CASE("Escaped characters of a workbook are read, and a text that looks like one is kept") {
    CHECK(unescape("a_x000D_b") == "a\rb");
    CHECK(unescape("_x005F_x000D_") == "_x000D_");
    CHECK(unescape("_xD843__xDD1E_") == "\xF0\xA0\xB4\x9E");
    CHECK(unescape("_xD843_") == "\xEF\xBF\xBD");
    CHECK(unescape("_x00_") == "_x00_");
    CHECK(unescape("no_xescape_") == "no_xescape_");
    for (const char* text : {"_x000D_", "plain", "_x005F_x000D_", "_x_x0041_"}) {
        CHECK(unescape(protect_escapes(text)) == text);
    }
}

TEST_CASE("A cell address is a column and a row") {
    CHECK(parse_address("A1") == CellAddress{0, 1});
    CHECK(parse_address("D7") == CellAddress{3, 7});
    CHECK(parse_address("AA10") == CellAddress{26, 10});
    CHECK(parse_address("XFD1048576") == CellAddress{16'383, 1'048'576});
    for (const char* text : {"", "A", "7", "A0", "a1", "A1B", "AAAA1", "A-1"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_address(text).has_value());
    }
    for (const std::size_t column : {0u, 25u, 26u, 51u, 701u, 702u, 16'383u}) {
        CHECK(parse_address(to_address(column, 9)) == CellAddress{column, 9});
    }
}
