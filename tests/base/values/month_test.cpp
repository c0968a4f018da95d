// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/month.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <type_traits>

using namespace mingzhang;

static_assert(!std::is_convertible_v<int, Month>);
static_assert(Month{2022, 12} + 1 == Month{2023, 1});
static_assert(Month{2022, 1} - 1 == Month{2021, 12});
static_assert(Month{2023, 3} - Month{2021, 11} == 16);
static_assert(Month{2021, 12} < Month{2022, 1});
static_assert(Month{2022, 8}.index() == 24271);

TEST_CASE("Months are counted across years") {
    REQUIRE(rc::check([] {
        const auto year = *rc::gen::inRange(1900, 2200);
        const auto number = *rc::gen::inRange(1u, 13u);
        const auto months = *rc::gen::inRange(-1000, 1000);
        const Month month{year, number};
        RC_ASSERT(month.year() == year);
        RC_ASSERT(month.month() == number);
        RC_ASSERT((month + months) - month == months);
        RC_ASSERT((month + months) - months == month);
        RC_ASSERT(month - (-months) == month + months);
        RC_ASSERT((month < month + months) == (months > 0));
        RC_ASSERT(Month::from_index(month.index()) == month);
        RC_ASSERT(parse_month(to_string(month)) == month);
    }));
}

TEST_CASE("A month is read as year, hyphen, month and in no other way") {
    CHECK(parse_month("2022-08") == Month{2022, 8});
    CHECK(parse_month("1900-01") == Month{1900, 1});
    CHECK(parse_month("2199-12") == Month{2199, 12});
    for (const char* const text : {"", "2022", "2022-8", "2022-00", "2022-13", "1899-12", "2200-01", "202208",
                                   "2022/08", "22-08", "2022-08-01", " 2022-08", "2022-0a", "-022-08", "２０２２-08"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_month(text));
    }
}

TEST_CASE("Months are written for files and for people") {
    CHECK(to_string(Month{2022, 8}) == "2022-08");
    CHECK(to_chinese(Month{2022, 8}) == "2022年8月");
    CHECK(to_chinese(Month{2022, 12}) == "2022年12月");
}

TEST_CASE("A date is read when it is a real day") {
    using namespace std::chrono_literals;
    CHECK(parse_date("2022-08-06") == 2022y / 8 / 6);
    CHECK(parse_date("2024-02-29") == 2024y / 2 / 29);
    CHECK(parse_date("2000-02-29") == 2000y / 2 / 29);
    for (const char* const text : {"", "2022-8-6", "2022-02-29", "2100-02-29", "2022-04-31", "2022-00-10", "2022-13-01",
                                   "2022-01-00", "2022-01-32", "1899-12-31", "20220806", "2022-08-06 ", "2022-08-0x"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date(text));
    }
}

TEST_CASE("Every day is read back from its text and from its number") {
    REQUIRE(rc::check([] {
        const int days = *rc::gen::inRange(-25'000, 80'000);  // 1901 to 2189
        const Date date{std::chrono::sys_days{std::chrono::days{days}}};
        RC_ASSERT(parse_date(to_string(date)) == date);
        RC_ASSERT(date_from_number(to_number(date)) == date);
        RC_ASSERT(Month::of(date) == parse_month(to_string(date).substr(0, 7)));
    }));
}

TEST_CASE("Dates and months are stored as numbers, zero for none") {
    using namespace std::chrono_literals;
    CHECK(to_number(Date{2022y / 8 / 6}) == 20220806);
    CHECK(to_number(std::optional<Date>{}) == 0);
    CHECK_FALSE(date_from_number(0));
    CHECK(to_number(std::optional{Month{2022, 8}}) == 24271);
    CHECK(to_number(std::optional<Month>{}) == 0);
    CHECK_FALSE(month_from_number(0));
    CHECK(month_from_number(24271) == Month{2022, 8});
}
