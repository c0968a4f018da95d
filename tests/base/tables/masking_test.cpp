// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/masking.hpp"

#include <catch2/catch.hpp>
#include <regex>

#include "tests/base/tables/samples.hpp"

using namespace mingzhang;

TEST_CASE("Personal numbers are masked, also those that are none") {
    struct Row {
        Personal personal;
        const char* text;
        const char* expected;
    };
    const auto row = GENERATE(values<Row>({
        {Personal::none, "6299996907439150008", "6299996907439150008"},
        {Personal::account_number, "6299996907439150008", "****0008"},
        {Personal::account_number, "'6299 9969 0743 9150 008", "****0008"},
        {Personal::account_number, "", ""},
        {Personal::account_number, "1234", "****"},
        {Personal::account_number, "62999969x7439150008", "****0008"},
        {Personal::account_number, "沈文沈文沈文", "****"},
        {Personal::id_number, "999901194605160164", "999901********0164"},
        {Personal::id_number, "99990119460516016", "****6016"},
    }));
    CHECK(mask(row.personal, row.text) == row.expected);
}

TEST_CASE("A masked table shows no number of 15 to 19 digits, whoever begins the sink") {
    const std::regex number{"[0-9]{15,19}"};
    const std::string plain = sample::csv(sample::table());
    REQUIRE(std::regex_search(plain, number));
    const std::string hidden = sample::csv(masked(sample::table()));
    CHECK_FALSE(std::regex_search(hidden, number));
    CHECK(hidden.find("YX000001,沈文,****0008,2022-08,2022-05-09,3,1143.00\n") != std::string::npos);

    std::ostringstream out;
    CsvWriter writer{out};
    MaskingSink sink{writer};
    REQUIRE(send(sample::table(), sink).has_value());
    CHECK(out.str() == hidden);
}
