// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "tests/engine/entitlement/sample.hpp"

// What holds for every household, whatever its numbers.
namespace mingzhang::entitlement {

using namespace mingzhang::test;

namespace {

policy::Pack any_pack() {
    auto rules = pack("600");
    rules.standards.fill(Money::fen(*rc::gen::inRange<std::int64_t>(1, 100'000)));
    rules.dibao.rounding = {
        *rc::gen::element(policy::RoundingUnit::fen, policy::RoundingUnit::jiao, policy::RoundingUnit::yuan),
        *rc::gen::element(policy::RoundingMode::ceil, policy::RoundingMode::floor, policy::RoundingMode::half_up,
                          policy::RoundingMode::half_even)};
    rules.dibao.single_cover.mode =
        *rc::gen::element(policy::SingleCoverMode::full, policy::SingleCoverMode::difference);
    rules.dibao.minimum_per_household = Money::fen(*rc::gen::element<std::int64_t>(0, 5'000));
    rules.topup.combine = *rc::gen::element(policy::Combine::max, policy::Combine::sum);
    rules.topup.categories = {item("a", "45"), percent_item("b", 20)};
    rules.topup.stack = {item("c", "30")};
    return rules;
}

registry::Household any_household() {
    auto home = household_of(*rc::gen::inRange(0, 5), *rc::gen::element(Program::urban_dibao, Program::rural_tekun));
    home.versions[0].cover = *rc::gen::element(registry::Cover::household, registry::Cover::single);
    if (*rc::gen::arbitrary<bool>()) home.versions[0].grace_from = in("2022-06");
    add_income(home, 0, "0").annual_amount = Money::fen(*rc::gen::inRange<std::int64_t>(-500'000, 4'000'000));
    for (auto& member : home.members) {
        member.covered = *rc::gen::inRange(0, 4) != 0;
        if (*rc::gen::arbitrary<bool>()) member.categories = {"a", "b", "c"};
        add_income(home, member.person.number, "0").annual_amount =
            Money::fen(*rc::gen::inRange<std::int64_t>(-500'000, 2'000'000));
    }
    return home;
}

}  // namespace

TEST_CASE("No household is ever owed less than nothing, and the total is its parts") {
    REQUIRE(rc::check("never negative", [] {
        const auto packs = book({any_pack()});
        const auto home = any_household();
        const auto assessment = owed(home, packs, "2022-07");
        RC_ASSERT(assessment.base >= Money{});
        RC_ASSERT(assessment.topup >= Money{});
        RC_ASSERT(assessment.total == sum(assessment.base, assessment.topup));
        RC_ASSERT((assessment.nothing == Nothing::no) == assessment.total.is_positive());
        Money members;
        for (const auto& member : assessment.now.members) members = sum(members, member.topup);
        RC_ASSERT(members == assessment.topup);
    }));
}

TEST_CASE("More income is never owed more") {
    REQUIRE(rc::check("monotone in income", [] {
        const auto packs = book({any_pack()});
        auto home = any_household();
        const Money before = owed(home, packs, "2022-07").total;
        auto& row = home.incomes.at(*rc::gen::inRange<std::size_t>(0, home.incomes.size()));
        row.annual_amount = sum(row.annual_amount, Money::fen(*rc::gen::inRange<std::int64_t>(0, 3'000'000)));
        RC_ASSERT(owed(home, packs, "2022-07").total <= before);
    }));
}

TEST_CASE("The exact base lies within one unit of what is paid before the minimum") {
    REQUIRE(rc::check("rounded once", [] {
        auto rules = any_pack();
        rules.dibao.minimum_per_household = Money{};
        auto home = any_household();
        home.versions[0].program = Program::urban_dibao;
        home.versions[0].grace_from.reset();
        const auto assessment = owed(home, book({rules}), "2022-07");
        if (assessment.now.twelvefold <= 0) {
            RC_ASSERT(assessment.total.is_zero());
            return;
        }
        const std::int64_t apart = assessment.base.fen() * 12 - assessment.now.twelvefold;
        const std::int64_t unit = 12 * static_cast<std::int64_t>(rules.dibao.rounding.unit);
        RC_ASSERT(-unit < apart);
        RC_ASSERT(apart < unit);
    }));
}

}  // namespace mingzhang::entitlement
