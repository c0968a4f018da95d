// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/fund_plan.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

using namespace mingzhang;
using namespace mingzhang::batches;
using ledger::FundSource;

namespace {

std::vector<DrawnInstruction> instructions(const std::vector<std::int64_t>& amounts) {
    std::vector<DrawnInstruction> all;
    for (const std::int64_t fen : amounts) all.push_back({{}, {}, Money::fen(fen), {}, FundSource::central, {}});
    return all;
}

}  // namespace

TEST_CASE("Instructions are drawn from central money first, each whole from the first source that holds it") {
    struct Row {
        const char* why;
        std::map<FundSource, Money> held;
        std::vector<std::int64_t> amounts;
        std::vector<FundSource> expected;
    };
    const auto row = GENERATE(values<Row>({
        {"one source", {{FundSource::county, Money::fen(10)}}, {4, 6}, {FundSource::county, FundSource::county}},
        {"the order of the sources",
         {{FundSource::county, Money::fen(1)},
          {FundSource::city, Money::fen(1)},
          {FundSource::provincial, Money::fen(1)},
          {FundSource::central, Money::fen(1)}},
         {1, 1, 1, 1},
         {FundSource::central, FundSource::provincial, FundSource::city, FundSource::county}},
        {"too large for what central money is left",
         {{FundSource::central, Money::fen(5)}, {FundSource::city, Money::fen(9)}},
         {3, 9, 2},
         {FundSource::central, FundSource::city, FundSource::central}},
    }));
    CAPTURE(row.why);
    auto drawn = instructions(row.amounts);
    REQUIRE(assign_sources(drawn, row.held).has_value());
    for (std::size_t i = 0; i < drawn.size(); ++i) CHECK(drawn[i].source == row.expected[i]);
}

TEST_CASE("What is missing is said to the fen") {
    auto drawn = instructions({700, 400});
    const auto refused =
        assign_sources(drawn, {{FundSource::central, Money::fen(600)}, {FundSource::county, Money::fen(499)}});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().missing == Money::fen(1));
    CHECK(refused.error().held == Money::fen(1099));
}

TEST_CASE("Funds that suffice only together refuse the instruction no source holds whole") {
    auto drawn = instructions({500, 700});
    const auto refused =
        assign_sources(drawn, {{FundSource::central, Money::fen(600)}, {FundSource::county, Money::fen(600)}});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().missing.is_zero());
    CHECK(refused.error().too_large == Money::fen(700));
}

TEST_CASE("No source is ever drawn for more than it holds") {
    REQUIRE(rc::check([](const std::vector<std::uint16_t>& raw, const std::map<unsigned, std::uint16_t>& funds) {
        std::vector<std::int64_t> amounts;
        for (const auto amount : raw) amounts.push_back(amount % 500 + 1);
        std::map<FundSource, Money> held;
        for (const auto& [index, fen] : funds) held[ledger::all_fund_sources[index % 4]] = Money::fen(fen);
        auto drawn = instructions(amounts);
        if (!assign_sources(drawn, held)) return;
        std::map<FundSource, std::int64_t> used;
        for (const auto& instruction : drawn) used[instruction.source] += instruction.amount.fen();
        for (const auto& [source, fen] : used) RC_ASSERT(fen <= held[source].fen());
    }));
}
