// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "engine/entitlement/assess.hpp"
#include "engine/entitlement/presence.hpp"
#include "tests/engine/entitlement/golden_town.hpp"

// Two towns, twenty-four months, an independent reference program: every line to the fen.
namespace mingzhang {

namespace {

// Household, entitlement month, kind, covered, base, top-up, amount, state; as the golden files write them.
using Line =
    std::tuple<std::string, std::string, std::string, std::string, std::string, std::string, std::string, std::string>;
using Overpayment = std::tuple<std::string, std::string, std::string>;

std::set<Line> expected_lines(const std::string& folder) {
    std::set<Line> lines;
    for (const test::Row& row : test::read_rows(folder + "/expected_lines.csv"))
        lines.emplace(row.at("household_no"), row.at("entitlement_month"), row.at("kind"), row.at("covered"),
                      row.at("base"), row.at("topup"), row.at("amount"), row.at("state"));
    return lines;
}

std::set<Overpayment> expected_overpayments(const std::string& folder) {
    std::set<Overpayment> rows;
    for (const test::Row& row : test::read_rows(folder + "/expected_overpayments.csv"))
        rows.emplace(row.at("household_no"), row.at("entitlement_month"), row.at("amount"));
    return rows;
}

// Every month approved, so that what was accrued follows from the lines alone.
struct Replay {
    std::map<std::pair<std::string, Month>, Money> accrued;
    std::set<Month> run;
    entitlement::Assessment assessment;  // Used again and again, as a run does.

    std::set<Line> lines;
    std::set<Overpayment> overpayments;

    void month(const registry::Household& household, const policy::PackBook& packs, Month now) {
        for (Month e = now - 12; e <= now; e = e + 1) {
            if (e != now && !run.contains(e)) continue;
            REQUIRE(entitlement::assess_into(assessment, household, packs, e).has_value());
            Money& known = accrued[{household.no.text(), e}];
            const Money more = difference(assessment.total, known);
            known = assessment.total;
            const bool held = entitlement::has_death_conflict(household, now);
            if (more.is_positive()) {
                lines.emplace(household.no.text(), to_string(e), e == now ? "regular" : "backpay",
                              std::to_string(assessment.covered), to_yuan(assessment.base), to_yuan(assessment.topup),
                              to_yuan(more), held ? "held" : "payable");
            } else if (!more.is_zero()) {
                overpayments.emplace(household.no.text(), to_string(e), to_yuan(Money::fen(-more.fen())));
            }
        }
    }
};

}  // namespace

TEST_CASE("Every month of the golden towns comes out to the fen, line by line") {
    const std::string name = GENERATE("golden-town", "golden-town-2");
    test::GoldenTown town{name};
    REQUIRE(town.months().size() == (name == "golden-town" ? 6 : 18));
    Replay replay;
    for (const Month now : town.months()) {
        CAPTURE(name, to_string(now));
        town.import_month(now);
        replay.lines.clear();
        replay.overpayments.clear();
        for (const registry::Household& household : town.households()) replay.month(household, town.packs(), now);
        replay.run.insert(now);

        const auto expected = expected_lines(town.folder(now));
        REQUIRE_FALSE(expected.empty());
        CHECK(replay.lines == expected);
        CHECK(replay.overpayments == expected_overpayments(town.folder(now)));
    }
}

}  // namespace mingzhang
