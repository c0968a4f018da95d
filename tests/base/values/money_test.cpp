// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/values/money.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <type_traits>

#include <rapidcheck.h>

using namespace mingzhang;

static_assert(!std::is_convertible_v<std::int64_t, Money>);
static_assert(!std::is_convertible_v<double, Money>);
static_assert(!std::is_constructible_v<Money, std::int64_t>);
static_assert(!std::is_constructible_v<Money, double>);
static_assert(Money{}.is_zero());
static_assert(add(Money::fen(1), Money::fen(2)) == Money::fen(3));

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

}  // namespace

TEST_CASE("Yuan are read to the fen") {
    struct Row {
        const char* text;
        std::int64_t fen;
    };
    const auto row = GENERATE(values<Row>({
        {"0", 0},
        {"0.01", 1},
        {"0.1", 10},
        {"1143", 114'300},
        {"1143.5", 114'350},
        {"1143.05", 114'305},
        {"-2738.00", -273'800},
        {"-0.01", -1},
        {"-0", 0},
        {"007", 700},
        {"1000000000", 100'000'000'000},
        {"-1000000000.00", -100'000'000'000},
        {"000000000000000000000000000001", 100},
    }));
    CAPTURE(row.text);
    CHECK(parse_yuan(row.text).value() == Money::fen(row.fen));
}

TEST_CASE("What is not an amount in yuan is refused with its reason") {
    struct Row {
        const char* text;
        MoneyError expected;
    };
    const auto row = GENERATE(values<Row>({
        {"", MoneyError::empty},
        {"-", MoneyError::not_a_number},
        {".", MoneyError::not_a_number},
        {".5", MoneyError::not_a_number},
        {"5.", MoneyError::not_a_number},
        {"--5", MoneyError::not_a_number},
        {"+5", MoneyError::not_a_number},
        {"5-", MoneyError::not_a_number},
        {" 5", MoneyError::not_a_number},
        {"5 ", MoneyError::not_a_number},
        {"1,143.00", MoneyError::not_a_number},
        {"1e3", MoneyError::not_a_number},
        {"0x10", MoneyError::not_a_number},
        {"1.2.3", MoneyError::not_a_number},
        {"1.-2", MoneyError::not_a_number},
        {"nan", MoneyError::not_a_number},
        {"inf", MoneyError::not_a_number},
        {"１１４３", MoneyError::not_a_number},
        {"1143.001", MoneyError::too_many_decimals},
        {"1143.000", MoneyError::too_many_decimals},
        {"9999999999999999999999.999", MoneyError::too_many_decimals},
        {"1000000000.01", MoneyError::out_of_range},
        {"-1000000000.01", MoneyError::out_of_range},
        {"92233720368547758.08", MoneyError::out_of_range},
        {"184467440737095516.17", MoneyError::out_of_range},
        {"99999999999999999999999999999999", MoneyError::out_of_range},
    }));
    CAPTURE(row.text);
    REQUIRE_FALSE(parse_yuan(row.text));
    CHECK(parse_yuan(row.text).error() == row.expected);
}

TEST_CASE("Amounts are written with two decimals, and grouped for people") {
    struct Row {
        std::int64_t fen;
        const char* plain;
        const char* grouped;
    };
    const auto row = GENERATE(values<Row>({
        {0, "0.00", "0.00"},
        {5, "0.05", "0.05"},
        {-5, "-0.05", "-0.05"},
        {99'999, "999.99", "999.99"},
        {-99'999, "-999.99", "-999.99"},
        {100'000, "1000.00", "1,000.00"},
        {-100'000, "-1000.00", "-1,000.00"},
        {12'345'678, "123456.78", "123,456.78"},
        {123'456'789, "1234567.89", "1,234,567.89"},
        {100'000'000'000, "1000000000.00", "1,000,000,000.00"},
        {most, "92233720368547758.07", "92,233,720,368,547,758.07"},
        {least, "-92233720368547758.08", "-92,233,720,368,547,758.08"},
    }));
    CHECK(to_yuan(Money::fen(row.fen)) == row.plain);
    CHECK(to_yuan_grouped(Money::fen(row.fen)) == row.grouped);
}

TEST_CASE("Every accepted amount is read back from what was written") {
    REQUIRE(rc::check([] {
        const Money amount = Money::fen(*rc::gen::inRange(-amount_limit.fen(), amount_limit.fen() + 1));
        RC_ASSERT(parse_yuan(to_yuan(amount)).value() == amount);
        std::string grouped = to_yuan_grouped(amount);
        std::erase(grouped, ',');
        RC_ASSERT(grouped == to_yuan(amount));
    }));
}

TEST_CASE("A sum or difference past 64 bits is none") {
    CHECK(add(Money::fen(most), Money::fen(0)) == Money::fen(most));
    CHECK_FALSE(add(Money::fen(most), Money::fen(1)));
    CHECK_FALSE(add(Money::fen(least), Money::fen(-1)));
    CHECK(add(Money::fen(most), Money::fen(least)) == Money::fen(-1));
    CHECK(subtract(Money::fen(least), Money::fen(0)) == Money::fen(least));
    CHECK_FALSE(subtract(Money::fen(least), Money::fen(1)));
    CHECK_FALSE(subtract(Money::fen(0), Money::fen(least)));
    CHECK(subtract(Money::fen(-1), Money::fen(least)) == Money::fen(most));
}

TEST_CASE("Sums and differences undo each other") {
    REQUIRE(rc::check([](std::int64_t a, std::int64_t b) {
        const auto total = add(Money::fen(a), Money::fen(b));
        const bool fits = (b >= 0) ? a <= most - b : a >= least - b;
        RC_ASSERT(total.has_value() == fits);
        if (total) RC_ASSERT(subtract(*total, Money::fen(b)) == Money::fen(a));
    }));
    CHECK(sum(Money::fen(2), Money::fen(3)) == Money::fen(5));
    CHECK(difference(Money::fen(2), Money::fen(3)) == Money::fen(-1));
}

TEST_CASE("Amounts are compared as numbers") {
    CHECK(Money::fen(-1) < Money::fen(0));
    CHECK(Money::fen(99) < Money::fen(100));
    CHECK(Money::fen(1).is_positive());
    CHECK_FALSE(Money::fen(0).is_positive());
    CHECK_FALSE(Money::fen(-1).is_positive());
    CHECK_FALSE(Money::fen(-1).is_zero());
}
