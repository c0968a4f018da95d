// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/compared_name.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "base/text/encoding.hpp"
#include "base/text/utf8.hpp"

using namespace mingzhang;

namespace {

std::string from_bytes(std::string_view gb18030) {
    const auto text = to_utf8(gb18030, Encoding::gb18030);
    REQUIRE(text.has_value());
    return *text;
}

std::string text_of(char32_t c) {
    std::string text;
    append_code_point(text, c);
    return text;
}

}  // namespace

TEST_CASE("The same name in different writing") {
    struct Row {
        const char* says;
        std::string a;
        std::string b;
    };
    const Row row = GENERATE(values<Row>({
        {"as it stands", "王小明", "王小明"},
        {"dot U+2022", "李·阿依", "李•阿依"},
        {"dot U+30FB", "李·阿依", "李・阿依"},
        {"dot U+2027", "李·阿依", "李‧阿依"},
        {"dot U+FF0E", "李·阿依", "李．阿依"},
        {"a full stop", "李·阿依", "李.阿依"},
        {"two of them", "阿·依·古", "阿•依.古"},
        {"wide letters and digits", "Ａｎｎａ１２", "Anna12"},
        {"wide brackets", "王（小）", "王(小)"},
        {"blanks around", "　王小明 ", "王小明"},
        {"a blank inside", "王 明", "王明"},
        {"a wide blank inside", "王　明", "王明"},
        {"a mark of byte order", "\uFEFF王明", "王明"},
        {"characters without width", "王\u200B明\u200D", "王明"},
        {"a selector of a variant glyph", "龑\U000E0100", "龑"},
        {"䶮 in the private use of older editions", "\uE863某", "䶮某"},
        {"a plane-2 character in private use", "\uE831", "\U000215D7"},
        {"A6D9 of older editions", "\uE78D", "\uFE10"},
        {"ḿ of GBK", "\uE7C7", "ḿ"},
    }));
    CAPTURE(row.says);
    CHECK(is_same_name(row.a, row.b));
    CHECK(is_same_name(row.b, row.a));
    CHECK(compared_name(row.a) == compared_name(row.b));
}

TEST_CASE("Other names stay other names") {
    struct Row {
        const char* says;
        std::string a;
        std::string b;
    };
    const Row row = GENERATE(values<Row>({
        {"another character", "王小明", "王小朋"},
        {"a part of it", "王小明", "王明"},
        {"traditional and simplified", "龑龍", "龑龙"},
        {"a rare character and its look-alike", "䶮", "龑"},
        {"a plane-2 character and a question mark", "\U0002CC56", "?"},
        {"a plane-2 character and a common one", "\U0002CC56", "瑄"},
        {"without its dot", "李·阿依", "李阿依"},
        {"another case", "Anna", "ANNA"},
        {"a user's own private character", "\uE000", "\uE001"},
        {"nothing", "王", ""},
    }));
    CAPTURE(row.says);
    CHECK_FALSE(is_same_name(row.a, row.b));
}

TEST_CASE("Rare names keep their own characters") {
    for (const char* name : {"䶮", "龑", "\U0002CC56", "𠮷"}) CHECK(compared_name(name) == name);
    CHECK(compared_name("李•阿依") == "李·阿依");
}

TEST_CASE("The private use of older editions is what GB18030 reads from the same bytes today") {
    // FE50 to FEA0 without FE7F stand at U+E815 and on, in their order: 80 characters.
    char32_t c = 0xE815;
    for (int second = 0x50; second <= 0xA0; ++second) {
        if (second == 0x7F) continue;
        CAPTURE(second);
        CHECK(compared_name(text_of(c++)) == from_bytes(std::string{'\xFE', static_cast<char>(second)}));
    }
    CHECK(c == 0xE865);
    c = 0xE78D;
    for (const char second : {'\xD9', '\xDA', '\xDB', '\xDC', '\xDD', '\xDE', '\xDF', '\xEC', '\xED', '\xF3'})
        CHECK(compared_name(text_of(c++)) == from_bytes(std::string{'\xA6', second}));
    CHECK(compared_name(text_of(0xE7C7)) == from_bytes("\xA8\xBC"));
    CHECK(compared_name(text_of(0xE7C8)) == from_bytes("\xA8\xBF"));
}

TEST_CASE("A compared form is its own") {
    REQUIRE(rc::check("of any characters", [] {
        std::string name;
        const int length = *rc::gen::inRange(0, 20);
        for (int i = 0; i < length; ++i) {
            const auto c = *rc::gen::inRange<std::uint32_t>(1, 0x30000);
            if (c < 0xD800 || c > 0xDFFF) append_code_point(name, c);
        }
        const std::string form = compared_name(name);
        RC_ASSERT(compared_name(form) == form);
        RC_ASSERT(is_same_name(name, form));
        RC_ASSERT(!first_wrong_utf8_byte(form));
    }));
}
