// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>
#include <catch2/catch.hpp>

#include "engine/runs/views.hpp"
#include "tests/engine/opening/opening_office.hpp"
#include "tests/support/tamper.hpp"

namespace mingzhang::test {

using opening::ConfirmOpeningRefusal;
using opening::ImportOpeningRefusal;
using opening::ReverseOpeningRefusal;

namespace {

const std::string july_return = "退汇待补发,YX1,农村低保,2022-07,515.00,,1,县级,2022,2022-07-28,销户\n";
const std::string four_rows = july_return +
                              "recovery,YX1,rural_dibao,2022-06,85.00,100.00,,,2022,2022-07-01,ZJ-7\n"
                              "budget_used,,rural_dibao,,9000.00,,,county,2022,,\n"
                              "due_to_treasury,,urban_dibao,,30.00,,,,2021,,\n";
const std::string june_payment = "YX1,rural_dibao,2022-06,615.00,2022-06-25\n";

std::string lines(Office& office, std::int64_t run) {
    return csv_of(*runs::lines_table(office.store(), office.county(), run));
}

std::vector<worklist::Item> open_items(Office& office) {
    std::vector<worklist::Item> items;
    worklist::read_items(office.sql(), office.county(), /*only_open=*/true,
                         [&](const worklist::Item& item) { items.push_back(item); });
    return items;
}

// The four rows, in the books.
std::int64_t opened(Office& office) {
    prepare(office);
    REQUIRE(past(office, june_payment).has_value());
    const auto imported = import_opening(office, four_rows);
    INFO((imported ? std::string{} : imported.error().what().en));
    REQUIRE(imported.has_value());
    const auto confirmed = confirm(office);
    INFO((confirmed ? std::string{} : confirmed.error().what().en));
    REQUIRE(confirmed.has_value());
    return imported->number("opening");
}

bool books_are_empty(Office& office) {
    for (const auto& line : ledger::trial_balance(office.sql(), office.county()))
        if (line.totals.debits != line.totals.credits) return false;
    return true;
}

std::int64_t payables(Office& office) {
    std::int64_t count = 0;
    office.sql() << "SELECT count(*) FROM payable WHERE run > 0", soci::into(count);
    return count;
}

}  // namespace

TEST_CASE("imported opening entries wait: nothing is posted, owed or accrued before an approver confirms them") {
    Office office;
    prepare(office);
    REQUIRE(past(office, june_payment).has_value());
    const auto imported = import_opening(office, four_rows);
    REQUIRE(imported.has_value());
    CHECK(imported->number("rows") == 4);
    CHECK(books_are_empty(office));
    CHECK(payables(office) == 0);
    REQUIRE(open_items(office).size() == 1);
    CHECK(open_items(office).front().what.kind == worklist::Kind::opening_check);
    CHECK(open_items(office).front().what.owner == Role::approver);
    CHECK(state(office, imported->number("opening")) == runs::RunState::opened);
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("confirmed, each row stands in its account against what is carried forward") {
    Office office;
    const std::int64_t run = opened(office);
    CHECK(balance(office, Account::returned_cash) == Money::fen(51500));
    CHECK(balance(office, Account::returned_open) == Money::fen(-51500));
    CHECK(balance(office, Account::recoverable) == Money::fen(8500));
    CHECK(balance(office, Account::assistance_expense) == Money::fen(900000));
    CHECK(balance(office, Account::due_to_treasury) == Money::fen(-3000));
    CHECK(balance(office, Account::carried_forward) == Money::fen(-8500 - 900000 + 3000));
    const auto of = equation(office, run);
    CHECK(of.due == Money::fen(51500));
    CHECK(of.returned == Money::fen(51500));
    CHECK(of.due == of.parts());
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("an opening return and an opening case are found where every other is") {
    Office office;
    const std::int64_t run = opened(office);
    const auto items = ledger::items_of(office.sql(), office.county(), "YX1", Month{2022, 7});
    REQUIRE(items.size() == 1);
    CHECK(items.front().run == run);
    CHECK(items.front().returned == Money::fen(51500));
    CHECK(items.front().division == 500110999001);
    CHECK(lines(office, run).find("YX1,2022-07,regular,0,515.00,0.00,515.00,payable") != std::string::npos);
    std::vector<worklist::Kind> kinds;
    for (const auto& item : open_items(office)) kinds.push_back(item.what.kind);
    CHECK(kinds == std::vector{worklist::Kind::overpayment, worklist::Kind::returned_payment});
}

TEST_CASE("an opening return can be paid again as every other, and the equation of its run holds at each step") {
    Office office;
    const std::int64_t run = opened(office);
    Transfer out = sent(due(run, 1, "YX1", 51500), 51500);
    out.dimensions.month = Month{2022, 7};
    Transfer right = out;
    right.event = out.event = Event::reissued;
    out.credit = Account::returned_cash;
    right.debit = Account::returned_open;
    right.credit = Account::payable;
    const auto again = post(office, {out, right});
    INFO((again ? std::string{} : again.error().what().en));
    REQUIRE(again.has_value());
    CHECK(equation(office, run).in_transit == Money::fen(51500));
    CHECK(equation(office, run).due == equation(office, run).parts());
    REQUIRE(post(office, {paid(out, 51500)}).has_value());
    CHECK(equation(office, run).paid == Money::fen(51500));
    CHECK(balance(office, Account::returned_cash).is_zero());
    CHECK(balance(office, Account::returned_open).is_zero());
    CHECK(office.broken_passes() == std::vector<std::string>{});

    REQUIRE_FALSE(reverse(office, Office::person(Role::officer)).has_value());
    CHECK(reverse(office, Office::person(Role::officer)).error().is(ReverseOpeningRefusal::moved_since));
}

TEST_CASE("a month whose payment came back before the books began is not owed again") {
    Office office;
    prepare(office);
    REQUIRE(
        import_opening(office, july_return + "returned,YX1,rural_dibao,2022-08,515.00,,1,county,2022,,\n").has_value());
    REQUIRE(confirm(office).has_value());
    const auto run = office.calculate("2022-08");
    REQUIRE(run.has_value());
    CHECK(run->number("lines") == 0);
    CHECK(run->number("overpayments") == 0);
    CHECK(office.approve(run->number("run")).has_value());
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("an overpayment under recovery is not found a second time, and backpay settles it first") {
    Office office;
    opened(office);
    // June was paid 615.00, 100.00 too much, of which 85.00 are open; now the rule for June gives 60.00 more.
    const auto first = office.calculate("2022-08");
    REQUIRE(first.has_value());
    CHECK(first->number("overpayments") == 0);
    CHECK(first->number("backpay") == 0);

    REQUIRE(past(office, "YX1,rural_dibao,2022-06,555.00,2022-06-25\n").has_value());
    const auto second = office.calculate("2022-08");
    REQUIRE(second.has_value());
    CHECK(second->number("backpay") == 1);
    const auto approved = office.approve(second->number("run"));
    INFO((approved ? std::string{} : approved.error().what().en));
    REQUIRE(approved.has_value());
    CHECK(equation(office, second->number("run")).offset == Money::fen(6000));
    CHECK(balance(office, Account::recoverable) == Money::fen(2500));
    CHECK(office.broken_passes() == std::vector<std::string>{});
    CHECK(reverse(office, Office::person(Role::officer)).error().is(ReverseOpeningRefusal::moved_since));
}

TEST_CASE("the person who imported the opening does not confirm it, and nobody but an approver does") {
    Office office;
    prepare(office);
    CHECK(confirm(office).error().is(ConfirmOpeningRefusal::none_waiting));
    REQUIRE(import_opening(office, july_return, Office::person(Role::officer, "王科")).has_value());
    CHECK(confirm(office, Office::person(Role::officer)).error().is(DeskRefusal::role_may_not));
    CHECK(confirm(office, Office::person(Role::approver, "王科")).error().is(ConfirmOpeningRefusal::same_person));
    REQUIRE(confirm(office).has_value());
    CHECK(confirm(office).error().is(ConfirmOpeningRefusal::none_waiting));
}

TEST_CASE("a county has one opening; one that was taken back makes room for another") {
    Office office;
    prepare(office);
    REQUIRE(import_opening(office, july_return).has_value());
    CHECK(import_opening(office, july_return).error().is(ImportOpeningRefusal::given_before));
    REQUIRE(reverse(office, Office::person(Role::officer)).has_value());  // Not in the books: one person.
    CHECK(open_items(office).empty());
    REQUIRE(import_opening(office, july_return).has_value());
    REQUIRE(confirm(office).has_value());
    CHECK(import_opening(office, july_return).error().is(ImportOpeningRefusal::given_before));
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("taking back an opening that is in the books takes two people, the second an approver") {
    Office office;
    const std::int64_t run = opened(office);
    const Actor officer = Office::person(Role::officer);
    const Actor approver = Office::person(Role::approver);
    CHECK(reverse(office, officer, "").error().is(ReverseOpeningRefusal::reason_needed));
    const auto asked = reverse(office, officer);
    REQUIRE(asked.has_value());
    CHECK(asked->number("reversed") == 0);
    CHECK(balance(office, Account::recoverable) == Money::fen(8500));
    CHECK(reverse(office, officer).error().is(ReverseOpeningRefusal::same_person));
    CHECK(reverse(office, Office::person(Role::officer, "李四")).error().is(ReverseOpeningRefusal::approver_needed));
    const auto reversed = reverse(office, approver);
    INFO((reversed ? std::string{} : reversed.error().what().en));
    REQUIRE(reversed.has_value());
    CHECK(reversed->number("reversed") == 1);
    CHECK(books_are_empty(office));
    CHECK(payables(office) == 0);
    CHECK(open_items(office).empty());
    CHECK(state(office, run) == runs::RunState::withdrawn);
    CHECK(reverse(office, approver).error().is(ReverseOpeningRefusal::none_given));
    CHECK(office.broken_passes() == std::vector<std::string>{});
    REQUIRE(import_opening(office, four_rows).has_value());
    REQUIRE(confirm(office).has_value());
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a run calculated before the opening is confirmed, or taken back, is stale afterwards") {
    Office office;
    prepare(office);
    const Actor officer = Office::person(Role::officer);
    REQUIRE(import_opening(office, july_return).has_value());
    const auto before = office.calculate("2022-08");
    REQUIRE(before.has_value());
    REQUIRE(confirm(office).has_value());
    CHECK(runs::submit(office.desk(), officer, step(office, before->number("run"))).error().is(StepRefusal::stale));
}

TEST_CASE("an opening is the run of no month: its own month is still calculated, and covers nothing") {
    Office office;
    opened(office);
    const auto run = office.calculate("2022-08");
    REQUIRE(run.has_value());
    REQUIRE(office.approve(run->number("run")).has_value());
    CHECK(lines(office, run->number("run")).find("YX1,2022-08,regular") != std::string::npos);
}

TEST_CASE("the same key imports and confirms an opening once") {
    Office office;
    prepare(office);
    SilentProgress silent;
    const auto file = office.file("opening.csv", opening_heading + july_return);
    const auto give = [&] {
        return opening::import_opening(office.desk(), office.sealer(), Office::person(Role::officer), {file, {}, "k1"},
                                       {silent, {}});
    };
    REQUIRE(give().has_value());
    CHECK(give()->number("opening") == give()->number("opening"));
    const auto yes = [&] {
        return opening::confirm_opening(office.desk(), Office::person(Role::approver), {office.county(), {}, "k2"});
    };
    REQUIRE(yes().has_value());
    CHECK(yes()->number("returned_fen") == 51500);
    CHECK(balance(office, Account::returned_cash) == Money::fen(51500));
}

TEST_CASE("an opening row that is not what was posted breaks verify") {
    Office office;
    opened(office);
    behind_the_programs_back(office.store(), "opening_row",
                             "UPDATE opening_row SET amount = amount + 1 WHERE kind = 3");
    const auto broken = office.broken_passes();
    REQUIRE_FALSE(broken.empty());
    bool named = false;
    for (const std::string& pass : broken) named = named || pass.find("opening.entries") == 0;
    CHECK(named);
}

}  // namespace mingzhang::test
