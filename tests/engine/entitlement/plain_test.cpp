// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "engine/entitlement/assess.hpp"
#include "engine/entitlement/benefits.hpp"
#include "engine/entitlement/explain.hpp"
#include "engine/entitlement/stretches.hpp"
#include "engine/policy/parse_pack.hpp"
#include "tests/engine/entitlement/plain_rules.hpp"
#include "tests/engine/entitlement/plain_town.hpp"

// The program against a second implementation, on towns and packs drawn at random. A failure prints the packs and the
// household, made as small as can be, and the seed that draws them again (RC_PARAMS="seed=…").
namespace mingzhang {

namespace {

constexpr int months_compared = 14;
constexpr int households_max = 20;

// As drawn: what a failure prints.
struct Town {
    std::vector<plain::Pack> packs;
    std::vector<registry::Household> households;
};

void showValue(const Town& town, std::ostream& out) {
    for (const plain::Pack& pack : town.packs) out << plain::to_toml(pack) << "\n";
    for (const registry::Household& household : town.households) out << plain::show(household) << "\n";
}

rc::Gen<Town> any_town() {
    return rc::gen::exec([] {
        Town town{plain::any_packs(), {}};
        for (auto count = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(1, households_max + 1)); count > 0;
             --count)
            town.households.push_back(plain::any_household(town.packs));
        return town;
    });
}

policy::PackBook book_of(const Town& town) {
    policy::PackBook book;
    for (const plain::Pack& pack : town.packs) {
        auto read = policy::parse_pack(plain::to_toml(pack), "random.toml");
        if (!read)
            for (const Finding& finding : read.error().findings())
                RC_LOG() << finding.row << " " << finding.column << ": " << finding.reason.en << "\n";
        RC_ASSERT(read.has_value());
        RC_ASSERT(book.add(std::move(*read)).has_value());
    }
    return book;
}

const char* plainly(entitlement::AssessError reason) {
    switch (reason) {
        case entitlement::AssessError::no_pack:
            return "no pack";
        case entitlement::AssessError::no_standard:
            return "no standard";
        case entitlement::AssessError::no_care_amount:
            return "no care";
        case entitlement::AssessError::no_tier:
            return "no tier";
    }
    return "";
}

void compare_month(const Town& town, const policy::PackBook& book, const registry::Household& household, Month month) {
    const auto plain = plain::owed(household, town.packs, month.index());
    const auto computed = entitlement::assess(household, book, month);
    RC_LOG() << to_string(month) << " plainly: " << plain.refused << " " << plain.covered << " covered, base "
             << plain.base << ", topup " << plain.topup << ", to institutions " << plain.to_institution << "\n";
    if (!computed) {
        RC_ASSERT(plain.refused == plainly(computed.error().reason));
        return;
    }
    RC_ASSERT(plain.refused.empty());
    RC_ASSERT(computed->covered == plain.covered);
    RC_ASSERT(computed->base.fen() == plain.base);
    RC_ASSERT(computed->topup.fen() == plain.topup);
    RC_ASSERT(computed->total.fen() == plain.base + plain.topup);
    RC_ASSERT(computed->to_institution.fen() == plain.to_institution);
}

void compare_stretch(const Result<entitlement::Assessment, entitlement::AssessRefusal>& held,
                     const Result<entitlement::Assessment, entitlement::AssessRefusal>& now, Month month) {
    RC_LOG() << to_string(month) << "\n";
    RC_ASSERT(held.has_value() == now.has_value());
    if (!now) {
        RC_ASSERT(held.error().reason == now.error().reason);
        RC_ASSERT(held.error().pack == now.error().pack);
        return;
    }
    RC_ASSERT(held->now.version == now->now.version);
    RC_ASSERT(held->nothing == now->nothing);
    RC_ASSERT(held->covered == now->covered);
    RC_ASSERT(held->base == now->base);
    RC_ASSERT(held->topup == now->topup);
    RC_ASSERT(held->total == now->total);
    RC_ASSERT(held->to_institution == now->to_institution);
}

}  // namespace

TEST_CASE("Random households under random packs are owed what a plain second implementation says") {
    REQUIRE(rc::check("every month to the fen", [] {
        const Town town = *any_town();
        const auto book = book_of(town);
        for (const registry::Household& household : town.households)
            for (int i = 0; i < months_compared; ++i)
                compare_month(town, book, household, Month::from_index(plain::first_month + i));
    }));
}

TEST_CASE("One assessment holds for every month of a stretch, random households under random packs") {
    REQUIRE(rc::check("every month is as the first of its stretch", [] {
        const Town town = *any_town();
        const auto book = book_of(town);
        const Month first = Month::from_index(plain::first_month);
        const entitlement::Stretches stretches{book, first, months_compared};
        for (const registry::Household& household : town.households) {
            const std::uint32_t begins = stretches.of(household);
            RC_ASSERT((begins & 1U) == 1U);
            std::optional<Result<entitlement::Assessment, entitlement::AssessRefusal>> held;
            for (int i = 0; i < months_compared; ++i) {
                auto now = entitlement::assess(household, book, first + i);
                if ((begins >> static_cast<unsigned>(i) & 1U) != 0)
                    held = std::move(now);
                else
                    compare_stretch(*held, now, first + i);
            }
        }
    }));
}

TEST_CASE("Whatever the pack and the household, the explanation gives the total, and what changed ends with it") {
    REQUIRE(rc::check("every month in words", [] {
        const Town town = *any_town();
        const auto book = book_of(town);
        for (const registry::Household& household : town.households) {
            std::optional<entitlement::Assessment> before;
            for (int i = 0; i < months_compared; ++i) {
                auto now = entitlement::assess(household, book, Month::from_index(plain::first_month + i));
                if (!now) continue;
                for (const Language language : {Language::zh, Language::en}) {
                    const std::string total =
                        to_yuan_grouped(now->total) + (language == Language::zh ? " 元" : " yuan");
                    RC_ASSERT(entitlement::explain(household, *now, language).find(total) != std::string::npos);
                    if (before && before->total != now->total)
                        RC_ASSERT(
                            entitlement::what_changed(*before, *now, language).find(to_yuan_grouped(now->total)) !=
                            std::string::npos);
                }
                before = std::move(*now);
            }
        }
    }));
}

TEST_CASE("Price subsidies and funeral grants of random households are what the second implementation says") {
    REQUIRE(rc::check("every month to the fen", [] {
        const Town town = *any_town();
        const auto book = book_of(town);
        const auto prices = *rc::gen::inRange(-100, 600);
        const auto food = *rc::gen::inRange(-100, 1000);
        const entitlement::PriceRise rise{policy::Rise{prices}, policy::Rise{food}};
        for (const registry::Household& household : town.households)
            for (int i = 0; i < months_compared; ++i) {
                const Month month = Month::from_index(plain::first_month + i);
                std::int64_t funerals = 0;
                for (const auto& grant : entitlement::funeral_grants(household, book, month))
                    funerals += grant.amount.fen();
                RC_ASSERT(funerals == plain::funeral_grants(household, town.packs, month.index()));
                const auto subsidy = entitlement::price_subsidy(household, book, month, rise);
                if (subsidy)
                    RC_ASSERT(subsidy->amount.fen() ==
                              plain::price_subsidy(household, town.packs, month.index(), prices, food));
            }
    }));
}

}  // namespace mingzhang
