// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/statement.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <limits>

using namespace mingzhang;
using namespace mingzhang::bank;

TEST_CASE("an amount is read with its currency's decimals, and never rounded") {
    struct Row {
        const char* text;
        char mark;
        const char* currency;
        std::int64_t units;
    };
    const auto row = GENERATE(values<Row>({
        {"380115,12", ',', "EUR", 38'011'512},
        {"380115,1", ',', "EUR", 38'011'510},
        {"9,", ',', "EUR", 900},
        {"0,5", ',', "EUR", 50},
        {",02", ',', "EUR", 2},
        {"000000000007,50", ',', "EUR", 750},
        {"1234.56", '.', "CNY", 123'456},
        {"1234", '.', "CNY", 123'400},
        {"1.500", '.', "CNY", 150},
        {"250", '.', "JPY", 250},
        {"250.00", '.', "JPY", 250},
        {"1.234", '.', "KWD", 1'234},
        {"1.2345", '.', "CLF", 12'345},
        {"7.50", '.', "", 750},
        {"92233720368547758.07", '.', "CNY", std::numeric_limits<std::int64_t>::max()},
    }));
    CAPTURE(row.text, row.currency);
    const auto units = parse_units(row.text, row.mark, currency_decimals(row.currency));
    REQUIRE(units.has_value());
    CHECK(*units == row.units);
}

TEST_CASE("what is no amount is refused") {
    struct Row {
        const char* text;
        const char* currency;
        AmountFault fault;
    };
    const auto row = GENERATE(values<Row>({
        {"", "CNY", AmountFault::not_an_amount},
        {".", "CNY", AmountFault::not_an_amount},
        {"-1.00", "CNY", AmountFault::not_an_amount},
        {"+1.00", "CNY", AmountFault::not_an_amount},
        {"1,000.00", "CNY", AmountFault::not_an_amount},
        {"1.0.0", "CNY", AmountFault::not_an_amount},
        {"1e3", "CNY", AmountFault::not_an_amount},
        {" 1", "CNY", AmountFault::not_an_amount},
        {"1.001", "CNY", AmountFault::too_many_decimals},
        {"0.5", "JPY", AmountFault::too_many_decimals},
        {"1.0001", "KWD", AmountFault::too_many_decimals},
        {"92233720368547758.08", "CNY", AmountFault::out_of_range},
        {"99999999999999999999999", "JPY", AmountFault::out_of_range},
    }));
    CAPTURE(row.text, row.currency);
    const auto units = parse_units(row.text, '.', currency_decimals(row.currency));
    REQUIRE_FALSE(units.has_value());
    CHECK(units.error() == row.fault);
}

TEST_CASE("an amount is written with its currency's decimals and its sign") {
    CHECK(to_text({114'300, "CNY"}) == "1143.00");
    CHECK(to_text({-5, "CNY"}) == "-0.05");
    CHECK(to_text({-250, "JPY"}) == "-250");
    CHECK(to_text({0, "KWD"}) == "0.000");
    CHECK(to_text({std::numeric_limits<std::int64_t>::min(), "CNY"}) == "-92233720368547758.08");
}

TEST_CASE("what is written is read back") {
    const bool holds = rc::check("write and read", [](std::uint32_t high, std::uint32_t low) {
        const auto units = static_cast<std::int64_t>((std::uint64_t{high} << 31U) + low);
        const std::string currency = *rc::gen::element<std::string>("CNY", "JPY", "KWD", "CLF", "");
        const auto read = parse_units(to_text({units, currency}), '.', currency_decimals(currency));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == units);
    });
    REQUIRE(holds);
}

TEST_CASE("a proof adds booked entries only, and nothing across currencies") {
    const auto statement_of = [](std::int64_t opening, std::int64_t closing) {
        Statement statement;
        statement.opening = Balance{{opening, "CNY"}};
        statement.closing = Balance{{closing, "CNY"}};
        return statement;
    };
    BalanceProof proof;
    REQUIRE(proof.add({.amount = {-300, "CNY"}}));
    REQUIRE(proof.add({.amount = {100, "CNY"}}));
    REQUIRE(proof.add({.amount = {7, "CNY"}, .status = EntryStatus::pending}));
    REQUIRE(proof.add({.amount = {9, "USD"}, .status = EntryStatus::info}));
    CHECK(proof.holds(statement_of(1'000, 800)) == true);
    CHECK(proof.holds(statement_of(1'000, 801)) == false);
    CHECK(proof.holds(Statement{}) == std::nullopt);
    Statement without_closing = statement_of(1'000, 800);
    without_closing.closing.reset();
    CHECK(proof.holds(without_closing) == std::nullopt);
    REQUIRE(proof.add({.amount = {9, "USD"}}));
    CHECK(proof.holds(statement_of(1'000, 800)) == std::nullopt);
}

TEST_CASE("a sum that no longer fits is said, never wrapped") {
    BalanceProof proof;
    REQUIRE(proof.add({.amount = {std::numeric_limits<std::int64_t>::max(), "CNY"}}));
    CHECK_FALSE(proof.add({.amount = {1, "CNY"}}));
}

TEST_CASE("transactions are kept with the entry they came after") {
    CollectingSink sink;
    sink.begin();
    sink.entry({.reference = "a"});
    sink.entry({.reference = "b"});
    sink.transaction({.reference = "b1"});
    sink.transaction({.reference = "b2"});
    sink.end(Statement{.id = "first"});
    sink.begin();
    sink.end(Statement{.id = "second"});
    REQUIRE(sink.statements().size() == 2);
    REQUIRE(sink.statements()[0].entries.size() == 2);
    CHECK(sink.statements()[0].entries[0].transactions.empty());
    CHECK(sink.statements()[0].entries[1].transactions.size() == 2);
    CHECK(sink.statements()[1].entries.empty());
}
