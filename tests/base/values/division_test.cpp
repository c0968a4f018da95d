// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "base/values/identifiers.hpp"

using namespace mingzhang;

namespace {

DivisionScope scope(const char* text) {
    return DivisionScope::parse(text).value();
}

}  // namespace

TEST_CASE("A division code is twelve digits, its county the first six") {
    CHECK(DivisionCode::parse("500110999001").value().county() == County{500110});
    CHECK(DivisionCode::parse("010203000000").value().county() == County{10203});
    for (const char* const text :
         {"", "50011099900", "5001109990010", "50011099900x", " 00110999001", "-00110999001"}) {
        CAPTURE(text);
        CHECK_FALSE(DivisionCode::parse(text));
    }
}

TEST_CASE("A code of twelve digits is cut to the digits of its level") {
    struct Row {
        const char* text;
        const char* cut;
    };
    const auto row = GENERATE(values<Row>({
        {"500110999001", "500110999001"},
        {"500110999000", "500110999"},
        {"500110100000", "500110100"},
        {"500110000000", "500110"},
        {"500100000000", "5001"},
        {"500000000000", "50"},
        {"100000000000", "10"},
        {"500110000001", "500110000001"},
        {"500110", "500110"},
        {"5001", "5001"},
        {"50", "50"},
    }));
    CAPTURE(row.text);
    CHECK(scope(row.text).text() == row.cut);
}

TEST_CASE("A scope is two to twelve digits") {
    for (const char* const text : {"", "5", "5001109990010", "50x", " 50", "50 "}) {
        CAPTURE(text);
        CHECK_FALSE(DivisionScope::parse(text));
    }
}

TEST_CASE("A scope covers what lies in it and nothing beside it") {
    const auto village = DivisionCode::parse("500110999001").value();
    CHECK(DivisionScope{}.covers(village));
    CHECK(scope("500110999000").covers(village));
    CHECK(scope("500110999001").covers(village));
    CHECK_FALSE(scope("500110999002").covers(village));
    CHECK_FALSE(scope("500111000000").covers(village));
    CHECK(scope("500110").covers(scope("500110999000")));
    CHECK_FALSE(scope("500110999000").covers(scope("500110")));
    CHECK(scope("500110999000").overlaps(scope("500110")));
    CHECK_FALSE(scope("500110999").overlaps(scope("500110998")));
}

TEST_CASE("A scope lies in a county, or is wider than one") {
    CHECK(scope("500110").county() == County{500110});
    CHECK(scope("500110999000").county() == County{500110});
    CHECK(scope("500110999001").county() == County{500110});
    CHECK_FALSE(scope("5001").county());
    CHECK_FALSE(DivisionScope{}.county());
}

TEST_CASE("Every code lies in every scope that is the beginning of it") {
    REQUIRE(rc::check([] {
        const auto digits = *rc::gen::container<std::string>(12, rc::gen::inRange('0', '4'));
        const auto code = DivisionCode::parse(digits).value();
        for (std::size_t length = 2; length <= 12; ++length) {
            const auto wide = DivisionScope::parse(std::string_view{digits}.substr(0, length)).value();
            RC_ASSERT(wide.covers(code));
        }
    }));
}

TEST_CASE("A household's number has no white space in it") {
    CHECK(HouseholdNo::parse("示范-0001").value().text() == "示范-0001");
    CHECK(HouseholdNo::parse(std::string(32, 'x')));
    for (const std::string& text : {std::string{}, std::string(33, 'x'), std::string{"a b"}, std::string{"a\tb"},
                                    std::string{"a\n"}, std::string{"a\0b", 3}, std::string{"a\x7f"}}) {
        CAPTURE(text);
        CHECK_FALSE(HouseholdNo::parse(text));
    }
}
