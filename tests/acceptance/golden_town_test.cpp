// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Both golden towns, month by month, as an office would play them: every line and every overpayment to the fen, equal
// byte for byte to the answer of an independent program, on both stores.
#include <catch2/catch.hpp>

#include "engine/runs/views.hpp"
#include "ledger/balances.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::test {

namespace {

void play(std::string_view town) {
    Office office{GENERATE(store::Backend::sqlite, store::Backend::postgresql)};
    CAPTURE(office.url());
    const auto divisions = office.import(registry::ImportKind::divisions, town_folder(town) / "divisions.csv");
    INFO((divisions ? std::string{} : divisions.error().what().en));
    REQUIRE(divisions.has_value());
    for (const auto& folder : town_months(town)) {
        const std::string month = folder.filename().string();
        CAPTURE(town, month);
        office.set_day(month + "-20");
        import_month(office, folder);
        const auto answer = office.calculate(month);
        INFO((answer ? std::string{} : answer.error().what().en));
        REQUIRE(answer.has_value());
        const std::int64_t run = answer->number("run");
        CHECK(csv_of(*runs::lines_table(office.store(), office.county(), run)) ==
              read_file(folder / "expected_lines.csv"));
        CHECK(csv_of(*runs::overpayments_table(office.store(), office.county(), run)) ==
              read_file(folder / "expected_overpayments.csv"));
        const auto approved = office.approve(run);
        INFO((approved ? std::string{} : approved.error().what().en));
        REQUIRE(approved.has_value());
    }
    CHECK(office.broken_passes() == std::vector<std::string>{});

    Money debits, credits;
    for (const auto& line : ledger::trial_balance(office.sql(), office.county())) {
        debits = sum(debits, line.totals.debits);
        credits = sum(credits, line.totals.credits);
    }
    CHECK(debits.is_positive());
    CHECK(debits == credits);
}

}  // namespace

TEST_CASE("the six months of the golden town equal the expected lines and overpayments") {
    play("golden-town");
}

TEST_CASE("the eighteen months of the second golden town equal the expected lines and overpayments") {
    play("golden-town-2");
}

TEST_CASE("loading a golden month a second time changes nothing") {
    Office office;
    REQUIRE(office.import(registry::ImportKind::divisions, town_folder("golden-town") / "divisions.csv").has_value());
    const auto months = town_months("golden-town");
    import_month(office, months.front());
    for (const auto kind : {registry::ImportKind::households, registry::ImportKind::members,
                            registry::ImportKind::incomes, registry::ImportKind::deaths}) {
        CAPTURE(registry::code(kind));
        const auto again = office.import(kind, months.front() / (std::string{registry::code(kind)} + ".csv"));
        REQUIRE(again.has_value());
        CHECK(again->number("rows") > 0);
        CHECK(again->number("changed") == 0);
    }
}

}  // namespace mingzhang::test
