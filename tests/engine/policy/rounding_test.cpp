// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/rounding.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

namespace mingzhang::policy {

TEST_CASE("An exact amount is rounded to the unit by the mode") {
    using enum RoundingUnit;
    using enum RoundingMode;
    struct Row {
        std::int64_t numerator;
        std::int64_t denominator;
        Rounding rounding;
        std::int64_t fen;
    };
    const auto row = GENERATE(values<Row>({
        // 711.666… yuan [vector c]
        {854'000, 12, {fen, ceil}, 71'167},
        {854'000, 12, {fen, floor}, 71'166},
        {854'000, 12, {fen, half_up}, 71'167},
        {854'000, 12, {jiao, half_up}, 71'170},
        {854'000, 12, {jiao, floor}, 71'160},
        {854'000, 12, {jiao, half_even}, 71'170},
        {854'000, 12, {yuan, ceil}, 71'200},
        {854'000, 12, {yuan, floor}, 71'100},
        // Halves exactly, below an odd and an even neighbour
        {1, 2, {fen, half_up}, 1},
        {1, 2, {fen, half_even}, 0},
        {3, 2, {fen, half_even}, 2},
        {250, 1, {yuan, half_up}, 300},
        {250, 1, {yuan, half_even}, 200},
        {350, 1, {yuan, half_even}, 400},
        {15, 1, {jiao, half_even}, 20},
        {25, 1, {jiao, half_even}, 20},
        // A hair beside the half
        {249, 1, {yuan, half_up}, 200},
        {251, 1, {yuan, half_even}, 300},
        {3'001, 12, {yuan, half_even}, 300},
        {2'999, 12, {yuan, half_up}, 200},
        // Nothing to round
        {0, 12, {yuan, ceil}, 0},
        {71'200 * 12, 12, {yuan, ceil}, 71'200},
        {1, 12, {yuan, ceil}, 100},
        {1, 12, {yuan, half_up}, 0},
    }));
    CAPTURE(row.numerator, row.denominator, static_cast<int>(row.rounding.unit), static_cast<int>(row.rounding.mode));
    CHECK(round(row.numerator, row.denominator, row.rounding) == Money::fen(row.fen));
}

TEST_CASE("Products beyond 64 bits are divided exactly") {
    const Wide product = Wide{9'000'000'000'000'000'000} * 1'000 + 50;
    CHECK(round(product, 1'000, {RoundingUnit::fen, RoundingMode::ceil}) == Money::fen(9'000'000'000'000'000'001));
    CHECK(round(product, 1'000, {RoundingUnit::fen, RoundingMode::half_up}) == Money::fen(9'000'000'000'000'000'000));
}

TEST_CASE("Rounding keeps its laws for any amount") {
    REQUIRE(
        rc::check("between floor and ceil, whole units, halves to the nearer, and rounding twice changes nothing", [] {
            const auto numerator = *rc::gen::inRange<std::int64_t>(0, 5'000'000);
            const auto denominator = *rc::gen::element<std::int64_t>(1, 12, 100);
            const auto unit = *rc::gen::element(RoundingUnit::fen, RoundingUnit::jiao, RoundingUnit::yuan);
            const auto of = [&](RoundingMode mode) { return round(numerator, denominator, {unit, mode}).fen(); };
            const std::int64_t floor = of(RoundingMode::floor);
            const std::int64_t ceil = of(RoundingMode::ceil);
            const auto size = static_cast<std::int64_t>(unit);

            RC_ASSERT(floor % size == 0);
            RC_ASSERT(floor * denominator <= numerator);
            RC_ASSERT(numerator < (floor + size) * denominator);
            RC_ASSERT(ceil == (floor * denominator == numerator ? floor : floor + size));
            for (const auto mode : {RoundingMode::half_up, RoundingMode::half_even}) {
                const std::int64_t half = of(mode);
                RC_ASSERT(half == floor || half == ceil);
                const std::int64_t away = half * denominator - numerator;
                RC_ASSERT(2 * (away < 0 ? -away : away) <= size * denominator);
                RC_ASSERT(round(half, 1, {unit, mode}).fen() == half);
            }
            const bool tie = 2 * (numerator - floor * denominator) == size * denominator;
            if (tie) {
                RC_ASSERT(of(RoundingMode::half_up) == ceil);
                RC_ASSERT(of(RoundingMode::half_even) / size % 2 == 0);
            }
        }));
}

}  // namespace mingzhang::policy
