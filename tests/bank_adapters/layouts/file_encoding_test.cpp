// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/file_encoding.hpp"

#include <catch2/catch.hpp>

using namespace mingzhang::bank::layouts;

TEST_CASE("Rare names have their own bytes in GB18030 and none in GBK") {
    struct Row {
        const char* text;
        const char* gb18030;
        bool in_gbk;
    };
    const auto row = GENERATE(values<Row>({
        {"A1", "A1", true},
        {"王", "\xCD\xF5", true},
        {"亅", "\x81\x7C", true},  // Its second byte is '|'.
        {"·", "\xA1\xA4", true},
        {"龑", "\xFD\x8C", true},
        {"䶮", "\xFE\x9F", false},            // Two bytes, but added after GBK.
        {"𬱖", "\x99\x33\xC3\x36", false},  // Four bytes.
        {"€", "\xA2\xE3", false},
    }));
    CAPTURE(row.text);
    CHECK(encode(FileEncoding::gb18030, row.text).value() == row.gb18030);
    CHECK(decode(FileEncoding::gb18030, row.gb18030).value() == row.text);
    const auto in_gbk = encode(FileEncoding::gbk, row.text);
    CHECK(in_gbk.has_value() == row.in_gbk);
    if (in_gbk) CHECK(*in_gbk == row.gb18030);
}

TEST_CASE("A character outside GBK is named with its number") {
    const auto refused = encode(FileEncoding::gbk, "王小䶮");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().zh == "“䶮”（U+4DAE）不在GBK字符集中");
    CHECK(refused.error().en == "\"䶮\" (U+4DAE) is not in GBK");
}

TEST_CASE("Bytes of another encoding and broken UTF-8 are refused") {
    CHECK_FALSE(decode(FileEncoding::utf8, "\xCD\xF5").has_value());
    CHECK_FALSE(decode(FileEncoding::gb18030, "\xCD").has_value());
    CHECK_FALSE(encode(FileEncoding::utf8, "\xCD\xF5").has_value());
    CHECK_FALSE(encode(FileEncoding::gb18030, "\xCD\xF5").has_value());
}
