// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "base/values/identifiers.hpp"

using namespace mingzhang;

TEST_CASE("An account number is read as the bank and Excel write it") {
    for (const char* const text : {"6299990000000000017", " 6299990000000000017\r\n", "6299 9900 0000 0000 017",
                                   "'6299990000000000017", "\t6299990000000000017", "'6299 9900 0000 0000017 "}) {
        CAPTURE(text);
        CHECK(AccountNumber::parse(text).value().text() == "6299990000000000017");
    }
    CHECK(AccountNumber::parse("000123").value().text() == "000123");  // Leading zeros belong to it.
    CHECK(AccountNumber::parse(std::string(32, '6')));
}

TEST_CASE("What is no account number is refused with the first reason that holds") {
    struct Row {
        std::string text;
        AccountNumberError expected;
    };
    const auto row = GENERATE(values<Row>({
        {"", AccountNumberError::empty},
        {"  ", AccountNumberError::empty},
        {"'", AccountNumberError::empty},
        {"12345", AccountNumberError::wrong_length},
        {"1 2 3 4 5", AccountNumberError::wrong_length},
        {std::string(33, '6'), AccountNumberError::wrong_length},
        {"6.29999E+18", AccountNumberError::wrong_character},  // What Excel makes of a card number.
        {"6299990000000000017.0", AccountNumberError::wrong_character},
        {"6299-9900-0000", AccountNumberError::wrong_character},
        {"''629999000000", AccountNumberError::wrong_character},
        {"62999900000000000I7", AccountNumberError::wrong_character},
        {"６２９９９９", AccountNumberError::wrong_character},
    }));
    CAPTURE(row.text);
    REQUIRE_FALSE(AccountNumber::parse(row.text));
    CHECK(AccountNumber::parse(row.text).error() == row.expected);
}

TEST_CASE("A masked account number shows the last four") {
    const auto account = AccountNumber::parse("6299990000000001234").value();
    CHECK(account.masked() == "****1234");
    CHECK(account.last_four() == "1234");
}
