// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/https_answers.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

namespace mingzhang::bank::transport {

TEST_CASE("A receipt is read as it was written") {
    const HttpsReceipt arrived{"代发.txt", true, std::string(64, 'a'), "R1"};
    CHECK(read_receipt(write_receipt(arrived)) == arrived);
    const HttpsReceipt never{"a\"b", false};
    CHECK(read_receipt(write_receipt(never)) == never);
}

TEST_CASE("What is no receipt is not taken for one") {
    for (const char* text :
         {"", "{", "[]", "null", "{}", R"({"name":"a"})", R"({"arrived":false})", R"({"name":"a","arrived":"no"})",
          R"({"name":1,"arrived":false})", R"({"name":"a","arrived":true})",
          R"({"name":"a","arrived":true,"sha256":"aa"})", R"({"name":"a","arrived":false} x)"}) {
        CAPTURE(text);
        CHECK_FALSE(read_receipt(text).has_value());
    }
    CHECK_FALSE(read_receipt(write_receipt({"a", true, std::string(64, 'a'), "two\nlines"})).has_value());
    CHECK_FALSE(read_receipt(write_receipt({"a", true, std::string(64, 'a'), std::string(101, 'R')})).has_value());
}

TEST_CASE("A listing is read as it was written, by name") {
    CHECK(read_listing(write_listing({})) == std::vector<WaitingFile>{});
    CHECK(read_listing(write_listing({{"b", 2}, {"a", 0}})) == std::vector<WaitingFile>{{"a", 0}, {"b", 2}});
    CHECK(read_listing(R"({"files":[{"name":"a","bytes":1,"when":"today"}],"more":{}})") ==
          std::vector<WaitingFile>{{"a", 1}});
}

TEST_CASE("What is no listing is not taken for one") {
    for (const char* text : {"", "[]", "{}", R"({"files":{}})", R"({"files":[1]})", R"({"files":[{"name":"a"}]})",
                             R"({"files":[{"name":"../a","bytes":1}]})", R"({"files":[{"name":"","bytes":1}]})",
                             R"({"files":[{"name":"a","bytes":-1}]})", R"({"files":[{"name":"a","bytes":1.5}]})",
                             R"({"files":[{"name":"a","bytes":1},{"name":"a","bytes":2}]})"}) {
        CAPTURE(text);
        CHECK_FALSE(read_listing(text).has_value());
    }
}

TEST_CASE("Any name goes through a path and back") {
    CHECK(rc::check([](const std::string& name) { RC_ASSERT(from_path_part(to_path_part(name)) == name); }));
    CHECK(to_path_part("a b/代") == "a%20b%2F%E4%BB%A3");
    for (const char* part : {"%", "%4", "%zz", "a b", "a/b", "?"}) {
        CAPTURE(part);
        CHECK_FALSE(from_path_part(part).has_value());
    }
}

// The example of RFC 9530, section 2 and appendix D.
TEST_CASE("A digest is written as the standard does") {
    CHECK(content_digest("{\"hello\": \"world\"}\n") == "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
}

}  // namespace mingzhang::bank::transport
