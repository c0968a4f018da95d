// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>
#include <catch2/catch.hpp>
#include <cctype>

#include "base/values/identifiers.hpp"
#include "tests/house/tree.hpp"

using namespace house;
using mingzhang::IdNumber;

namespace {

// The region no one lives in: everybody in tests and samples comes from there.
constexpr std::string_view invented_region = "999901";
constexpr std::size_t id_size = 18;

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

// Words of eighteen characters that are valid ID numbers of a real region. The finding does not repeat the number.
std::vector<std::string> numbers_of_people(const File& file) {
    std::vector<std::string> findings;
    std::size_t number = 0;
    for (const std::string_view line : lines_of(file.text)) {
        ++number;
        for (std::size_t from = 0; from < line.size();) {
            std::size_t to = from;
            while (to < line.size() && is_word(line[to])) ++to;
            const std::string_view word = line.substr(from, to - from);
            if (word.size() == id_size && !word.starts_with(invented_region) && IdNumber::parse(word))
                findings.push_back("line " + std::to_string(number) + " holds what may be somebody's ID number");
            from = to + 1;
        }
    }
    return findings;
}

// An ID number of a real region, made here so that none stands in this file.
std::string number_of_somebody() {
    std::string number = fmt::format("{}{}{}", 110101, 19900307, 757);
    number.push_back(mingzhang::id_check_character(number));
    return number;
}

}  // namespace

TEST_CASE("Nobody's ID number stands in the tree") {
    CHECK(findings_in_tree(numbers_of_people) == "");
}

TEST_CASE("Somebody's ID number is found, and invented or impossible ones are not") {
    const std::string real = number_of_somebody();
    std::string wrong_check = real;
    wrong_check.back() = real.back() == '0' ? '1' : '0';
    CHECK(numbers_of_people({"a.csv", "x\n1," + real + ",y\n"}) ==
          std::vector<std::string>{"line 2 holds what may be somebody's ID number"});
    CHECK(numbers_of_people({"a.csv", real}).size() == 1);
    CHECK(numbers_of_people({"a.md", "身份证" + real + "号\n"}).size() == 1);
    CHECK(numbers_of_people({"a.csv", wrong_check}).empty());
    CHECK(numbers_of_people({"a.csv", "7" + real}).empty());
    CHECK(numbers_of_people({"a.csv", "999901195504120168"}).empty());
}
