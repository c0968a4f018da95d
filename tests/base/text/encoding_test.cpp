// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/encoding.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "base/text/utf8.hpp"

using namespace mingzhang;

namespace {

struct Pair {
    const char* why;
    std::string utf8;
    std::string gb18030;
};

const std::vector<Pair> pairs{
    {"nothing", "", ""},
    {"plain", "YX000001,1143.00\r\n", "YX000001,1143.00\r\n"},
    {"GB2312", "沈文", "\xC9\xF2\xCE\xC4"},
    {"GBK", "喆", "\x86\xB4"},
    {"the dot of names", "·", "\xA1\xA4"},
    {"not in GBK", "䶮", "\xFE\x9F"},
    {"four bytes", "𬱖", "\x99\x33\xC3\x36"},
    {"euro", "€", "\xA2\xE3"},
    {"A6D9, private use before 2022", "\xEF\xB8\x90", "\xA6\xD9"},
};

std::string any_text() {
    auto codes = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::suchThat(
        rc::gen::inRange<std::uint32_t>(1, 0x30000),
        [](std::uint32_t c) { return c < 0xD800 || c >= 0xF900; }));  // No surrogates, no private use.
    std::string text;
    for (const std::uint32_t c : codes) append_code_point(text, c);
    return text;
}

}  // namespace

TEST_CASE("Texts are carried both ways between UTF-8 and GB18030") {
    for (const Pair& pair : pairs) {
        CAPTURE(pair.why);
        const auto bytes = from_utf8(pair.utf8, Encoding::gb18030);
        REQUIRE(bytes.has_value());
        CHECK(*bytes == pair.gb18030);
        const auto text = to_utf8(pair.gb18030, Encoding::gb18030);
        REQUIRE(text.has_value());
        CHECK(*text == pair.utf8);
    }
}

TEST_CASE("Every two-byte code of GB18030 that can be read is written as the same bytes") {
    std::size_t read = 0;
    for (unsigned lead = 0x81; lead <= 0xFE; ++lead) {
        for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
            const std::string bytes{static_cast<char>(lead), static_cast<char>(trail)};
            const auto text = to_utf8(bytes, Encoding::gb18030);
            if (!text) continue;
            ++read;
            const auto back = from_utf8(*text, Encoding::gb18030);
            CAPTURE(lead, trail);
            REQUIRE(back.has_value());
            REQUIRE(*back == bytes);
        }
    }
    CHECK(read == 23'940);  // All of them: 126 lead bytes, 190 trail bytes.
}

TEST_CASE("Any text survives GB18030") {
    REQUIRE(rc::check("UTF-8 to GB18030 and back", [] {
        const std::string text = any_text();
        const auto bytes = from_utf8(text, Encoding::gb18030);
        RC_ASSERT(bytes.has_value());
        RC_ASSERT(to_utf8(*bytes, Encoding::gb18030) == text);
    }));
}

TEST_CASE("A byte outside the character set refuses the whole text and is named") {
    struct Row {
        const char* why;
        Encoding from;
        std::string bytes;
        std::size_t offset;
    };
    const auto row = GENERATE(values<Row>({
        {"GB18030: FF", Encoding::gb18030, "ab\xFF", 2},
        {"GB18030: 80", Encoding::gb18030, "\x80", 0},
        {"GB18030: cut after the lead byte", Encoding::gb18030, "a\xC9", 1},
        {"GB18030: cut inside four bytes", Encoding::gb18030, "\xC9\xF2\x99\x33\xC3", 2},
        {"GB18030: trail 7F", Encoding::gb18030, "a\x81\x7F", 1},
        {"UTF-8: GB18030 bytes", Encoding::utf8, "a\xC9\xF2", 1},
        {"UTF-8: cut", Encoding::utf8, "a\xE6\xB2", 1},
    }));
    CAPTURE(row.why);
    const auto text = to_utf8(row.bytes, row.from);
    REQUIRE_FALSE(text.has_value());
    CHECK(text.error().offset == row.offset);
}

TEST_CASE("A decoder gives the same text however the bytes are cut") {
    REQUIRE(rc::check("pieces of any size", [] {
        const std::string text = any_text();
        const auto encoding = *rc::gen::element(Encoding::utf8, Encoding::gb18030);
        const std::string bytes = from_utf8(text, encoding).value();
        Decoder decoder{encoding};
        std::string decoded;
        for (std::size_t at = 0; at < bytes.size();) {
            const auto size = *rc::gen::inRange<std::size_t>(1, 6);
            RC_ASSERT(decoder.feed(std::string_view{bytes}.substr(at, size), decoded).has_value());
            at += size;
        }
        RC_ASSERT(decoder.finish().has_value());
        RC_ASSERT(decoded == text);
    }));
}

TEST_CASE("A decoder counts a wrong byte from the first byte ever given") {
    Decoder decoder{Encoding::gb18030};
    std::string text;
    REQUIRE(decoder.feed("abc\xC9", text).has_value());
    REQUIRE(decoder.feed("\xF2", text).has_value());
    CHECK(text == "abc沈");
    const auto fed = decoder.feed("d\xFF", text);
    REQUIRE_FALSE(fed.has_value());
    CHECK(fed.error().offset == 6);
}
