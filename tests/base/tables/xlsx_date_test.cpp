// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xlsx_date.hpp"

#include <catch2/catch.hpp>

using namespace mingzhang;

TEST_CASE("A number format is told to show a date, a month or a number") {
    struct Row {
        const char* code;
        NumberLook expected;
    };
    const auto row = GENERATE(values<Row>({
        {"General", NumberLook::number},
        {"GENERAL", NumberLook::number},
        {"0.00", NumberLook::number},
        {"#,##0.00_ ;[Red]\\-#,##0.00\\ ", NumberLook::number},
        {"0.00E+00", NumberLook::number},
        {"@", NumberLook::number},
        {"\"day\"0", NumberLook::number},
        {"0\\d", NumberLook::number},
        {"[$¥-804]#,##0.00", NumberLook::number},
        {"yyyy-mm-dd", NumberLook::date},
        {"yyyy\"年\"m\"月\"d\"日\";@", NumberLook::date},
        {"[$-804]yyyy/m/d", NumberLook::date},
        {"m/d/yy h:mm", NumberLook::date},
        {"[h]:mm", NumberLook::date},
        {"yyyy-mm", NumberLook::month},
        {"yyyy\"年\"m\"月\"", NumberLook::month},
        {"mmm\\-yy", NumberLook::month},
    }));
    CAPTURE(row.code);
    CHECK(look_of_code(row.code) == row.expected);
}

TEST_CASE("Built-in formats are known by number") {
    for (const std::uint32_t format : {0u, 1u, 2u, 4u, 9u, 11u, 37u, 44u, 48u, 49u}) {
        CAPTURE(format);
        CHECK(look_of_builtin(format) == NumberLook::number);
    }
    for (const std::uint32_t format : {14u, 15u, 16u, 22u, 31u, 58u})
        CHECK(look_of_builtin(format) == NumberLook::date);
    for (const std::uint32_t format : {17u, 27u, 57u}) CHECK(look_of_builtin(format) == NumberLook::month);
}

TEST_CASE("A day number becomes its date") {
    struct Row {
        const char* written;
        NumberLook look;
        bool from_1904;
        const char* expected;  // Empty: refused.
    };
    const auto row = GENERATE(values<Row>({
        {"61", NumberLook::date, false, "1900-03-01"},
        {"60", NumberLook::date, false, ""},
        {"0", NumberLook::date, false, ""},
        {"-1", NumberLook::date, false, ""},
        {"44779", NumberLook::date, false, "2022-08-06"},
        {"44779.0", NumberLook::date, false, "2022-08-06"},
        {"44779.5", NumberLook::date, false, ""},
        {"4.4779E4", NumberLook::date, false, ""},
        {"x", NumberLook::date, false, ""},
        {"2958465", NumberLook::date, false, "9999-12-31"},
        {"2958466", NumberLook::date, false, ""},
        {"99999999999999999999", NumberLook::date, false, ""},
        {"43317", NumberLook::date, true, "2022-08-06"},
        {"44774", NumberLook::month, false, "2022-08"},
        {"44779", NumberLook::month, false, "2022-08-06"},
    }));
    CAPTURE(row.written);
    const auto text = date_text(row.written, row.look, row.from_1904);
    CHECK(text.value_or("") == row.expected);
    if (!text) CHECK(text.error() == CellFault::not_a_date);
}
