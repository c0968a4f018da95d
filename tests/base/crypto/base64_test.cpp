// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/base64.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

using namespace mingzhang::crypto;

TEST_CASE("Base64 is that of RFC 4648, section 10") {
    struct Row {
        const char* bytes;
        const char* text;
    };
    const auto row = GENERATE(values<Row>({{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"}}));
    CHECK(to_base64(row.bytes) == row.text);
    CHECK(from_base64(row.text) == row.bytes);
}

TEST_CASE("Bytes come back from base64, and from one text only") {
    REQUIRE(rc::check([](const std::string& bytes) {
        const std::string text = to_base64(bytes);
        RC_ASSERT(from_base64(text) == bytes);
        if (text.empty()) return;
        std::string changed = text;
        changed[*rc::gen::inRange<std::size_t>(0, text.size())] = *rc::gen::arbitrary<char>();
        RC_ASSERT(changed == text || from_base64(changed) != bytes);
    }));
}

TEST_CASE("What is not exactly base64 is none") {
    for (const char* text : {"Zg", "Zg=", "Zh==", "Zm9=", " Zg==", "Zg==\n", "Z===", "====", "Zm9v====", "Zm-_"}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64(text));
    }
}
