// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/budget.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "engine/batches/funds.hpp"
#include "ledger/journal.hpp"
#include "tests/engine/batches/practice_office.hpp"

namespace mingzhang::testing {

namespace {

using batches::BudgetRefusal;

Result<Answer, Refusal> grant(PracticeOffice& office, std::int64_t yuan, int year = 2022,
                              Program program = Program::rural_dibao, const std::string& document = "测财〔2022〕1号") {
    return batches::change_budget(office.desk, office.officer,
                                  {county, year, program, ledger::FundSource::county, Money::fen(yuan * 100), document},
                                  "");
}

Result<Answer, Refusal> receive(PracticeOffice& office, std::int64_t yuan,
                                ledger::FundSource source = ledger::FundSource::county) {
    return batches::receive_funds(office.desk, office.officer,
                                  {.county = county,
                                   .bank_account = 1,
                                   .source = source,
                                   .program = Program::rural_dibao,
                                   .budget_year = 2022,
                                   .amount = Money::fen(yuan * 100)},
                                  "");
}

}  // namespace

TEST_CASE("funds stay within the budget line once the year has lines") {
    PracticeOffice office;
    REQUIRE(receive(office, 50).has_value());  // No line yet: the office does not keep them.
    const auto below = grant(office, 49);
    REQUIRE_FALSE(below.has_value());
    CHECK(below.error().is(BudgetRefusal::below_received));
    REQUIRE(grant(office, 100).has_value());
    CHECK(receive(office, 51).error().is(ledger::PostRefusal::budget_exceeded));
    REQUIRE(receive(office, 50).has_value());
    CHECK(receive(office, 1, ledger::FundSource::city).error().is(ledger::PostRefusal::budget_exceeded));
    CHECK(grant(office, -1).error().is(BudgetRefusal::below_received));
    const auto more = grant(office, 20);
    REQUIRE(more.has_value());
    CHECK(more->number("granted_fen") == 120'00);
    CHECK(more->number("received_fen") == 100'00);
    CHECK(more->number("left_fen") == 100'00);
    REQUIRE(receive(office, 20).has_value());
    CHECK(office.verify() == "");
}

TEST_CASE("a change of a budget line is refused when it cannot be right") {
    PracticeOffice office;
    CHECK(grant(office, 0).error().is(BudgetRefusal::amount_is_zero));
    CHECK(grant(office, 1'000'000'001).error().is(BudgetRefusal::amount_out_of_range));
    CHECK(grant(office, 1, 2025).error().is(BudgetRefusal::budget_year_unlikely));
    CHECK(grant(office, 1, 2022, Program::rural_dibao, "").error().is(BudgetRefusal::document_missing));
    CHECK(grant(office, -1).error().is(BudgetRefusal::below_received));
}

TEST_CASE("whatever is granted, cut and received, no line is ever exceeded") {
    const bool holds = rc::check("budget", [] {
        PracticeOffice office;
        std::int64_t granted = 0, received = 0;
        bool has_line = false;
        for (const auto& [what, yuan] : *rc::gen::container<std::vector<std::pair<int, int>>>(
                 rc::gen::pair(rc::gen::inRange(0, 3), rc::gen::inRange(1, 100)))) {
            if (what == 0) {
                const bool fits = granted + yuan >= received;
                RC_ASSERT(grant(office, yuan).has_value() == fits);
                if (fits) granted += yuan, has_line = true;
            } else if (what == 1) {
                const bool fits = granted - yuan >= received;
                RC_ASSERT(grant(office, -yuan).has_value() == fits);
                if (fits) granted -= yuan, has_line = true;
            } else {
                const bool fits = !has_line || received + yuan <= granted;
                RC_ASSERT(receive(office, yuan).has_value() == fits);
                if (fits) received += yuan;
            }
        }
        RC_ASSERT(office.verify() == "");
    });
    REQUIRE(holds);
}

}  // namespace mingzhang::testing
