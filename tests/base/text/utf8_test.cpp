// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/utf8.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

using namespace mingzhang;

TEST_CASE("The first byte that is not UTF-8 is found") {
    struct Row {
        const char* why;
        std::string bytes;
        std::optional<std::size_t> expected;
    };
    const auto row = GENERATE(values<Row>({
        {"empty", "", std::nullopt},
        {"plain", "abc", std::nullopt},
        {"Chinese", "沈文", std::nullopt},
        {"beyond the base plane", "𬱖", std::nullopt},
        {"last code point", "\xF4\x8F\xBF\xBF", std::nullopt},
        {"beyond the last code point", "a\xF4\x90\x80\x80", 1},
        {"lead byte beyond", "a\xF5\x80\x80\x80", 1},
        {"continuation alone", "ab\x80", 2},
        {"slash in two bytes", "\xC0\xAF", 0},
        {"three bytes longer than needed", "\xE0\x9F\xBF", 0},
        {"four bytes longer than needed", "\xF0\x8F\xBF\xBF", 0},
        {"surrogate", "\xED\xA0\x80", 0},
        {"cut", "沈\xE6\x96", 3},
        {"GB18030 bytes", "\xC9\xF2\xCE\xC4", 0},
    }));
    CAPTURE(row.why);
    CHECK(first_wrong_utf8_byte(row.bytes) == row.expected);
    // Wherever it stands in the text, and whatever follows: many bytes are looked at together.
    for (std::size_t before = 0; before < 20; ++before) {
        for (const std::string filler : {"x", "沈"}) {
            std::string text;
            for (std::size_t i = 0; i < before; ++i) text += i % 5 == 4 ? filler : "y";
            const std::size_t begin = text.size();
            text += row.bytes;
            for (const char* after : {"", "zzzzzzzzzzzzzzzz"}) {
                CAPTURE(text, after);
                const bool is_wrong = row.expected.has_value();
                CHECK(first_wrong_utf8_byte(text + after) ==
                      (is_wrong ? std::optional{begin + *row.expected} : std::nullopt));
            }
        }
    }
}

TEST_CASE("A code point goes into UTF-8 and comes back") {
    REQUIRE(rc::check("for every scalar value", [] {
        auto c = *rc::gen::inRange<std::uint32_t>(0, 0x110000);
        RC_PRE(c < 0xD800 || c > 0xDFFF);
        std::string text;
        append_code_point(text, c);
        RC_ASSERT(!first_wrong_utf8_byte(text));
        std::string_view rest = text;
        RC_ASSERT(take_code_point(rest) == c);
        RC_ASSERT(rest.empty());
    }));
}

TEST_CASE("Display width counts a Chinese character as two columns") {
    struct Row {
        const char* text;
        std::size_t width;
    };
    const auto row = GENERATE(values<Row>({
        {"", 0},
        {"YX000001", 8},
        {"沈文", 4},
        {"𬱖", 2},
        {"䶮", 2},
        {"\uFF08补\uFF09", 6},
        {"阿依古丽·买买提", 15},
        {"e\xCC\x81", 1},
        {"é", 1},
        {"\xEF\xBB\xBF", 0},
        {"1,143.00", 8},
    }));
    CAPTURE(row.text);
    CHECK(display_width(row.text) == row.width);
}

TEST_CASE("Trimming takes white space nobody sees from both ends and leaves the middle") {
    struct Row {
        const char* text;
        const char* expected;
    };
    const auto row = GENERATE(values<Row>({
        {"", ""},
        {"  ", ""},
        {" a b ", "a b"},
        {"\t6299990000\r\n", "6299990000"},
        {" 沈 文 ", "沈 文"},
        {"\xC2\xA0沈文\xC2\xA0", "沈文"},
        {"\xEF\xBB\xBF户编号", "户编号"},
        {"\xE2\x80\x8B沈文\xE2\x80\x8B", "沈文"},
        {"\xC2\xB7", "\xC2\xB7"},
    }));
    CHECK(trim(row.text) == row.expected);
}

TEST_CASE("Lower case touches ASCII letters only") {
    CHECK(ascii_lower("Household_NO É 户") == "household_no É 户");
}
