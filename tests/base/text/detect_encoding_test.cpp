// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/detect_encoding.hpp"

#include <catch2/catch.hpp>
#include <sstream>

using namespace mingzhang;

TEST_CASE("The character set of an import is found by its bytes") {
    struct Row {
        const char* why;
        std::string bytes;
        DetectedEncoding expected;
    };
    const auto row = GENERATE(values<Row>({
        {"empty", "", {Encoding::utf8, 0}},
        {"plain", "code,name\n", {Encoding::utf8, 0}},
        {"UTF-8", "户编号\n", {Encoding::utf8, 0}},
        {"UTF-8 with mark", "\xEF\xBB\xBF户编号\n", {Encoding::utf8, 3}},
        {"GBK", "\xBB\xA7\xB1\xE0\xBA\xC5\n", {Encoding::gb18030, 0}},
        {"a four-byte character", "a\x99\x33\xC3\x36\n", {Encoding::gb18030, 0}},
        {"GBK far down", std::string(200'000, 'a') + "\xBB\xA7", {Encoding::gb18030, 0}},
        {"UTF-8 cut by the reading buffer", std::string(65'535, 'a') + "户", {Encoding::utf8, 0}},
    }));
    CAPTURE(row.why);
    CHECK(detect_encoding(std::string_view{row.bytes}) == row.expected);
    std::istringstream stream{row.bytes};
    CHECK(detect_encoding(stream) == row.expected);
    std::string first;
    CHECK(static_cast<bool>(std::getline(stream, first)) == !row.bytes.empty());  // The stream is rewound.
}

TEST_CASE("Bytes of no character set are refused, never guessed") {
    struct Row {
        const char* why;
        std::string bytes;
        std::size_t offset;
    };
    const auto row = GENERATE(values<Row>({
        {"FF", "a\xFF", 1},
        {"GB18030 behind a UTF-8 mark", "\xEF\xBB\xBF\xBB\xA7", 3},
        {"GB18030 cut", "\xBB\xA7\xB1", 2},
        {"UTF-8 further than GB18030", "户编号\xFF", 9},
    }));
    CAPTURE(row.why);
    const auto detected = detect_encoding(std::string_view{row.bytes});
    REQUIRE_FALSE(detected.has_value());
    CHECK(detected.error().offset == row.offset);
}
