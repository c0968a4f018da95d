// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>
#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "base/values/identifiers.hpp"

using namespace mingzhang;
using namespace std::chrono_literals;

namespace {

// The standard's own and other published examples, each cut in two: a whole one would look like somebody's number.
struct Example {
    std::string first;
    std::string last;
    Date birth;
};

const std::vector<Example> examples{
    {"110105", "19491231002X", 1949y / 12 / 31}, {"440524", "188001010014", 1880y / 1 / 1},
    {"360426", "199101010071", 1991y / 1 / 1},   {"341126", "197709218366", 1977y / 9 / 21},
    {"110101", "199003077571", 1990y / 3 / 7},   {"999901", "195504120168", 1955y / 4 / 12},
};

// A number of the region no one lives in, with the right check character.
std::string invented(const Date& birth, unsigned serial) {
    std::string number = "999901" + std::to_string(to_number(birth)) + fmt::format("{:03}", serial);
    number.push_back(id_check_character(number));
    return number;
}

IdNumberError error_of(const std::string& text) {
    const auto parsed = IdNumber::parse(text);
    REQUIRE_FALSE(parsed);
    return parsed.error();
}

}  // namespace

TEST_CASE("Published ID numbers are read, with their birth dates") {
    for (const Example& example : examples) {
        CAPTURE(example.first);
        const auto id = IdNumber::parse(example.first + example.last);
        REQUIRE(id);
        CHECK(id->text() == example.first + example.last);
        CHECK(id->birth_date() == example.birth);
        CHECK(id_check_character((example.first + example.last).substr(0, 17)) == example.last.back());
    }
}

TEST_CASE("An ID number is trimmed and its X made upper case") {
    const std::string right = examples.front().first + examples.front().last;
    std::string lower = right;
    lower.back() = 'x';
    for (const std::string& typed : {lower, " " + right, right + "\r\n", "\t" + lower + " "}) {
        CAPTURE(typed);
        CHECK(IdNumber::parse(typed).value().text() == right);
    }
}

TEST_CASE("A number of the first generation becomes one of eighteen") {
    const std::string old = "999901550412016";
    CHECK(IdNumber::parse(old).value().text() == "999901195504120168");
    CHECK(IdNumber::parse(old).value() == IdNumber::parse("999901195504120168").value());
    CHECK(error_of("999901550231016") == IdNumberError::impossible_birth_date);
    CHECK(error_of("99990155041201X") == IdNumberError::wrong_character);
}

TEST_CASE("What is no ID number is refused with the first reason that holds") {
    struct Row {
        const char* text;
        IdNumberError expected;
    };
    const auto row = GENERATE(values<Row>({
        {"", IdNumberError::empty},
        {" \t\r\n", IdNumberError::empty},
        {"9", IdNumberError::wrong_length},
        {"99990119550412016", IdNumberError::wrong_length},
        {"9999011955041201680", IdNumberError::wrong_length},
        {"９９９９０１", IdNumberError::wrong_character},  // Six full-width digits are eighteen bytes.
        {"99990119550412016Y", IdNumberError::wrong_character},
        {"9999011955041X0164", IdNumberError::wrong_character},
        {"99990119550412 168", IdNumberError::wrong_character},
        {"-99901195504120168", IdNumberError::wrong_character},
        {"999901195513120164", IdNumberError::impossible_birth_date},
        {"999901195500120164", IdNumberError::impossible_birth_date},
        {"999901195504310164", IdNumberError::impossible_birth_date},
        {"999901195502290164", IdNumberError::impossible_birth_date},
        {"999901179904120164", IdNumberError::impossible_birth_date},
        {"999901220004120164", IdNumberError::impossible_birth_date},
        {"999901195504120169", IdNumberError::wrong_check_digit},
        {"99990119550412016X", IdNumberError::wrong_check_digit},
    }));
    CAPTURE(row.text);
    CHECK(error_of(row.text) == row.expected);
}

TEST_CASE("One wrong digit, or two neighbours swapped, never gives another ID number") {
    REQUIRE(rc::check([] {
        const Date birth{std::chrono::sys_days{std::chrono::days{*rc::gen::inRange(-25'000, 18'000)}}};
        const std::string right = invented(birth, *rc::gen::inRange(0u, 1000u));
        RC_ASSERT(IdNumber::parse(right).value().birth_date() == birth);
        for (std::size_t at = 0; at < 17; ++at) {
            std::string wrong = right;
            wrong[at] = static_cast<char>('0' + (right[at] - '0' + *rc::gen::inRange(1, 10)) % 10);
            RC_ASSERT_FALSE(IdNumber::parse(wrong));
            if (right[at] == right[at + 1]) continue;
            std::string swapped = right;
            std::swap(swapped[at], swapped[at + 1]);
            RC_ASSERT_FALSE(IdNumber::parse(swapped));
        }
    }));
}

TEST_CASE("A masked ID number shows the region and the last four") {
    CHECK(IdNumber::parse("999901195504120168").value().masked() == "999901********0168");
}
