// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/our_serial.hpp"

#include <catch2/catch.hpp>

using namespace mingzhang::statements;

TEST_CASE("A serial is found wherever a bank puts it, and nothing else is taken for one") {
    struct Row {
        const char* text;
        std::int64_t batch;  // Zero: none.
        std::int64_t instruction;
    };
    const auto row = GENERATE(values<Row>({
        {"B12-000345", 12, 345},
        {"低保金B12-000345", 12, 345},
        {"退汇/B12-000345/户名不符", 12, 345},
        {"B12-000345 B12-000345", 12, 345},
        {"B12-1000000", 12, 1000000},
        {"B12-000345 B12-000346", 0, 0},
        {"AB12-000345", 0, 0},
        {"B12-00034", 0, 0},
        {"B12-000345X", 0, 0},
        {"B12000345", 0, 0},
        {"B-000345", 0, 0},
        {"b12-000345", 0, 0},
        {"B0-000001", 0, 0},
        {"B12-000000", 0, 0},
        {"", 0, 0},
    }));
    CAPTURE(row.text);
    const auto serial = serial_in(row.text);
    REQUIRE(serial.has_value() == (row.batch != 0));
    if (serial) CHECK(*serial == OurSerial{row.batch, row.instruction});
}

TEST_CASE("A batch is named by its number alone or by its file") {
    CHECK(names_batch("代发 B12", 12, "x.txt"));
    CHECK(names_batch("代发B12笔数3", 12, "x.txt"));
    CHECK(names_batch("批量 M001_20221017_0012", 12, "M001_20221017_0012.txt"));
    CHECK_FALSE(names_batch("代发 B121", 12, "x.txt"));
    CHECK_FALSE(names_batch("B12-000001", 12, "x.txt"));
    CHECK_FALSE(names_batch("AB12", 12, "x.txt"));
    CHECK_FALSE(names_batch("代发", 12, ".txt"));
}
