// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/number_text.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <charconv>

#include "base/values/money.hpp"

using namespace mingzhang;

TEST_CASE("A numeric cell is the text that was typed, or is refused") {
    struct Row {
        const char* why;
        const char* written;
        Result<std::string, CellFault> expected;
    };
    const auto fault = [](CellFault f) { return Result<std::string, CellFault>{tl::unexpected{f}}; };
    const std::vector<Row> rows{
        {"whole", "1143", "1143"},
        {"a decimal", "1143.5", "1143.5"},
        {"zeros as written", "1143.50", "1143.50"},
        {"negative", "-2738", "-2738"},
        {"zero", "0", "0"},
        {"as Excel stores 3609.48", "3609.4800000000001", "3609.48"},
        {"as Excel stores 12462.65", "12462.649999999999", "12462.65"},
        {"as Excel stores 0.07", "7.0000000000000007E-2", "0.07"},
        {"a small number of many digits", "1.2345678901234567E-2", fault(CellFault::too_many_digits)},
        {"a sign without exponent", "1E-", fault(CellFault::e_notation)},
        {"E without exponent", "1E", fault(CellFault::e_notation)},
        {"the same without E", "0.070000000000000007", "0.07"},
        {"15 digits", "629999690743915", "629999690743915"},
        {"16 digits", "6299996907439150", fault(CellFault::too_many_digits)},
        {"19 digits", "6299996907439150008", fault(CellFault::too_many_digits)},
        {"18 digits with point", "999901194605160164.0", fault(CellFault::too_many_digits)},
        {"leading zeros do not count", "0000000000000000001", "0000000000000000001"},
        {"17 digits that nobody typed", "0.30000000000000004", fault(CellFault::too_many_digits)},
        {"E notation", "6.29999690743915E+18", fault(CellFault::e_notation)},
        {"small e", "1e3", fault(CellFault::e_notation)},
        {"not a number", "NaN", fault(CellFault::e_notation)},
        {"a lone sign", "-", fault(CellFault::e_notation)},
        {"a lone point", "1.", fault(CellFault::e_notation)},
        {"two points", "1.2.3", fault(CellFault::e_notation)},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(number_text(row.written) == row.expected);
    }
}

TEST_CASE("Every amount Excel stores with 17 digits is read as the amount") {
    REQUIRE(rc::check("fen to binary and back", [] {
        const Money amount = Money::fen(*rc::gen::inRange<std::int64_t>(-amount_limit.fen(), amount_limit.fen() + 1));
        const std::string typed = to_yuan(amount);
        double binary = 0;
        std::from_chars(typed.data(), typed.data() + typed.size(), binary);
        char stored[40];
        const auto [end, error] = std::to_chars(stored, stored + sizeof stored, binary, std::chars_format::general, 17);
        RC_ASSERT(error == std::errc{});
        const auto text = number_text({stored, static_cast<std::size_t>(end - stored)});
        RC_ASSERT(text.has_value());
        RC_ASSERT(parse_yuan(*text).has_value());
        RC_ASSERT(*parse_yuan(*text) == amount);
    }));
}
