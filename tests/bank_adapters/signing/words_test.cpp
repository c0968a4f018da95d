// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>
#include <set>

#include "bank_adapters/signing/errors.hpp"

using namespace mingzhang;
using namespace mingzhang::bank::signing;

namespace {

// Each value from the first to the last has words of its own.
template <class Error>
void check_words(Error last, std::set<std::string>& codes) {
    for (int number = 0; number <= static_cast<int>(last); ++number) {
        const Refusal why = refusal(static_cast<Error>(number), "B12.txt", "x");
        CAPTURE(number, why.code());
        CHECK(codes.insert(why.code()).second);
        CHECK_FALSE(why.what().zh.empty());
        CHECK_FALSE(why.what().en.empty());
        CHECK_FALSE(why.next().zh.empty());
        CHECK_FALSE(why.next().en.empty());
        CHECK(why.what().zh.find("B12.txt") != std::string::npos);
        CHECK(why.what().en.find("B12.txt") != std::string::npos);
    }
}

}  // namespace

TEST_CASE("Every refusal of a key or a file says what it is about and what to do") {
    std::set<std::string> codes;
    check_words(KeyError::not_a_shared_key, codes);
    check_words(CloseError::bank_certificate_expired, codes);
    check_words(OpenError::other_content, codes);
}
