// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "engine/batches/batch.hpp"
#include "engine/benefits/lists.hpp"
#include "engine/grants/explain.hpp"
#include "tests/engine/grants/paid_town.hpp"

namespace mingzhang::test {

namespace {

const std::string head = "household_no,entitlement_month,kind,covered,base,topup,amount,state\n";
const std::string two_lines = head +
                              "YX1,2024-03,price_subsidy,1,21.00,0.00,21.00,payable\n"
                              "YX2,2024-03,price_subsidy,1,21.00,0.00,21.00,payable\n";

// The pack that names edge households too.
std::string with_edge() {
    return pack_with("\"urban_tekun\", \"rural_tekun\"]\nminimum_per_person",
                     "\"urban_tekun\", \"rural_tekun\", \"edge\"]\nminimum_per_person");
}

}  // namespace

TEST_CASE("a price subsidy is calculated, signed, sent, paid, tied and closed like a month") {
    Office office{store_under_test(), whole_office_parts()};
    load_town(office);
    const auto calculated = calculate_price(office);
    REQUIRE(calculated);
    CHECK(calculated->number("payable_fen") == 42'00);
    CHECK(calculated->text("kind") == "price");
    CHECK(calculated->text("rural_code") == "2082502");
    const std::int64_t run = calculated->number("run");
    CHECK(lines_of(office, run) == two_lines);
    REQUIRE(office.approve(run));
    receive_funds(office, Program::rural_price_subsidy, 100);
    CHECK(pay_to_the_end(office, run) == 1);

    const auto batch = batches::find_batch(office.sql(), office.county(), 1);
    REQUIRE(batch);
    CHECK(batch->program == Program::rural_price_subsidy);
    batches::read_instructions(office.sql(), office.county(), 1, [](const batches::BatchInstruction& instruction) {
        CHECK(instruction.memo == "农村价格补贴2024年3月");
    });
    CHECK(balance(office, ledger::Account::assistance_expense).fen() == 42'00);
    CHECK(balance(office, ledger::Account::treasury_quota).fen() == 58'00);
    CHECK(balance(office, ledger::Account::payable).fen() == 0);
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("its money comes from its own fund line: funds for dibao do not release it") {
    Office office{store_under_test(), whole_office_parts()};
    load_town(office);
    const std::int64_t run = number_of(calculate_price(office));
    REQUIRE(office.approve(run));
    receive_funds(office, Program::rural_dibao, 100'000);
    const auto released = runs::release(office.desk(), Office::person(Role::officer), step(office, run));
    REQUIRE_FALSE(released);
    CHECK(released.error().is(StepRefusal::not_enough_funds));
}

TEST_CASE("a price subsidy that cannot be worked out or paid is refused, and says what is missing") {
    using grants::OneOffRefusal;
    struct Row {
        const char* what;
        std::function<Result<Answer, Refusal>(Office&)> ask;
        OneOffRefusal expected;
        const char* said;
    };
    const auto replace_pack = [](Office& office, const std::string& pack) {
        if (!office.import_text(ImportKind::pack, pack)) throw std::runtime_error{"the pack does not load"};
    };
    const std::vector<Row> table{
        {"wider than a county", [](Office& office) { return calculate_price(office, 350, "50"); },
         OneOffRefusal::wider_than_county, "50"},
        {"no index",
         [](Office& office) {
             SilentProgress silent;
             return grants::calculate_price(office.desk(), Office::person(Role::officer), {asked(), std::nullopt},
                                            {silent, {}});
         },
         OneOffRefusal::index_needed, "--prices"},
        {"a month without a pack",
         [](Office& office) {
             return calculate_price(office, 350, town_code, {2023, 12});
         },
         OneOffRefusal::cannot_be_assessed, "2"},
        {"no budget code",
         [&](Office& office) {
             replace_pack(office, pack_with("budget_code = { urban = \"2082501\", rural = \"2082502\" }\n", ""));
             return calculate_price(office);
         },
         OneOffRefusal::no_budget_code, "price_subsidy.budget_code.rural"},
        {"the mark not reached", [](Office& office) { return calculate_price(office, 349); },
         OneOffRefusal::nothing_to_pay, "500110999"},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        Office office;
        load_town(office);
        const auto refused = row.ask(office);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().is(row.expected));
        const std::string said = refused.error().what().zh + refused.error().next().zh;
        CHECK_THAT(said, Catch::Contains(row.said));
        CHECK(runs::all_runs(office.sql(), office.county()).empty());  // Nothing is half done.
    }
}

TEST_CASE("a second price run of the same month is refused where divisions overlap, and not elsewhere") {
    Office office;
    load_town(office);
    const std::int64_t village = number_of(calculate_price(office, 350, "500110999001"));
    const std::int64_t town = number_of(calculate_price(office));  // Two calculations may stand side by side,
    REQUIRE(office.approve(village));
    CHECK(state(office, town) == runs::RunState::stale);  // until one is approved.
    for (const char* const overlapping : {"500110999001", "500110999", "500110"}) {
        const auto refused = calculate_price(office, 350, overlapping);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().is(grants::OneOffRefusal::overlaps_approved));
    }
    CHECK(calculate_price(office, 350, "500110999002"));
    CHECK(calculate_price(office, 400, "500110999", Month{2024, 4}));
    CHECK(office.calculate("2024-03"));  // Another kind does not stand in the way.
}

TEST_CASE("a person named by two households gets the price subsidy once, in one run or in two") {
    Office office;
    load_town(office, with_edge());
    add_edge_household(office, shen, "沈文");
    const std::string list = csv_of(benefits::price_subsidy_table(office.store(), office.county(), scope(town_code),
                                                                  march, {policy::Rise{350}, policy::Rise{100}}));
    CHECK(list.find("YX3") == std::string::npos);
    CHECK(lines_of(office, number_of(calculate_price(office))) == two_lines);

    REQUIRE(office.approve(number_of(calculate_price(office, 350, "500110999001"))));
    CHECK(lines_of(office, number_of(calculate_price(office, 350, "500110999002"))) ==
          head + "YX2,2024-03,price_subsidy,1,21.00,0.00,21.00,payable\n");
}

TEST_CASE("a price run asked for again under its key is the run that was made") {
    Office office;
    load_town(office);
    const auto ask = [&](std::int32_t prices) {
        SilentProgress silent;
        return grants::calculate_price(
            office.desk(), Office::person(Role::officer),
            {{march, scope(town_code), "march"}, entitlement::PriceRise{policy::Rise{prices}, policy::Rise{100}}},
            {silent, {}});
    };
    CHECK(number_of(ask(350)) == number_of(ask(350)));
    CHECK(ask(360).error().is(DeskRefusal::key_used_by_another_command));
    CHECK(runs::all_runs(office.sql(), office.county()).size() == 1);
}

TEST_CASE("an edge household is paid the price subsidy where the pack names it") {
    Office office;
    load_town(office, with_edge());
    REQUIRE(office.import_text(ImportKind::households, household_heading + "YX1,,edge,500110999001," + shen +
                                                           ",2022-05-09,,,,household,rcb,6299996907439150008,沈文\n"));
    CHECK(lines_of(office, number_of(calculate_price(office))) == two_lines);
}

TEST_CASE("where dates of death differ, the price subsidy is held as the month is") {
    Office office;
    load_town(office);
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + zhao + ",2024-03-05,police,\n"));
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + zhao + ",2024-03-25,health,\n"));
    const auto run = calculate_price(office);
    REQUIRE(run);
    CHECK(run->number("held") == 1);
    REQUIRE(office.approve(run->number("run")));
    CHECK(equation(office, run->number("run")).held == Money::fen(21'00));
    CHECK(runs::held_lines(office.sql(), office.county(), run->number("run")).size() == 1);
}

TEST_CASE("where an account waits to be confirmed, the price subsidy is held as the month is") {
    Office office;
    load_town(office);
    REQUIRE(office.import_text(ImportKind::households, household_heading + "YX1,,rural_dibao,500110999001," + shen +
                                                           ",2022-05-09,,,,household,rcb,6299990000000000172,沈文\n"));
    const auto run = calculate_price(office);
    REQUIRE(run);
    CHECK(run->number("held") == 1);
    CHECK(lines_of(office, run->number("run")).find("YX1,2024-03,price_subsidy,1,21.00,0.00,21.00,held") !=
          std::string::npos);
    REQUIRE(office.approve(run->number("run")));
    CHECK(runs::held_lines(office.sql(), office.county(), run->number("run")).size() == 1);
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a price run taken back leaves nothing owed, and may be calculated anew") {
    Office office;
    load_town(office);
    const std::int64_t run = number_of(calculate_price(office));
    REQUIRE(office.approve(run));
    CHECK(balance(office, ledger::Account::payable).fen() == -42'00);
    REQUIRE(runs::withdraw(office.desk(), Office::person(Role::officer), step(office, run, "涨幅有误")));
    CHECK(balance(office, ledger::Account::payable).fen() == 0);
    CHECK(balance(office, ledger::Account::assistance_expense).fen() == 0);
    const std::int64_t anew = number_of(calculate_price(office, 400));
    CHECK(lines_of(office, anew) == head +
                                        "YX1,2024-03,price_subsidy,1,24.00,0.00,24.00,payable\n"
                                        "YX2,2024-03,price_subsidy,1,24.00,0.00,24.00,payable\n");
    REQUIRE(office.approve(anew));
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("a line of a price run is explained by its indices and its pack") {
    Office office;
    load_town(office);
    const std::int64_t number = number_of(calculate_price(office));
    const auto run = runs::find_run(office.sql(), office.county(), number);
    const auto words = grants::explain_line(office.store(), *run, HouseholdNo::parse("YX1").value(), Language::zh);
    REQUIRE(words);
    CHECK_THAT(*words, Catch::Contains("居民消费价格同比 3.5%") && Catch::Contains("价格补贴 21.00 元"));
}

TEST_CASE("what is overpaid for a month is taken from the month, never from its price subsidy") {
    Office office;
    load_town(office);
    REQUIRE(office.approve(number_of(calculate_price(office))));
    REQUIRE(office.approve(number_of(office.calculate("2024-03"))));
    // An income reported late: nothing was owed for March.
    REQUIRE(office.import_text(ImportKind::incomes, income_heading + "YX1,,farm,7200.00,2024-01,\n"));
    office.set_day("2024-04-20");
    const auto april = office.calculate("2024-04");
    REQUIRE(april);
    CHECK(april->number("overpaid_fen") == 600'00);
    const auto approved = office.approve(april->number("run"));
    REQUIRE(approved);
    CHECK(approved->number("withdrawn_fen") == 600'00);
    CHECK(equation(office, 1).withdrawn.is_zero());
}

TEST_CASE("a price run never changes what a regular run owes, and sums to its list") {
    REQUIRE(rc::check("beside each other", [] {
        const auto prices = *rc::gen::inRange<std::int32_t>(0, 1200);
        const bool withdrawn = *rc::gen::arbitrary<bool>();
        const auto income = *rc::gen::inRange<std::int64_t>(0, 8'000);
        Office with, without;
        for (Office* office : {&with, &without}) {
            load_town(*office);
            REQUIRE(office->import_text(ImportKind::incomes,
                                        income_heading + "YX1,,farm," + std::to_string(income) + ".00,2022-01,\n"));
        }
        REQUIRE(with.approve(number_of(with.calculate("2024-03"))));
        REQUIRE(without.approve(number_of(without.calculate("2024-03"))));
        const auto list = csv_of(benefits::price_subsidy_table(with.store(), with.county(), scope(town_code), march,
                                                               {policy::Rise{prices}, policy::Rise{100}}));
        if (const auto run = calculate_price(with, prices)) {
            std::int64_t listed = 0;
            for (std::size_t at = list.find('\n') + 1; at < list.size(); at = list.find('\n', at) + 1) {
                const std::size_t end = list.find('\n', at);
                listed += parse_yuan(list.substr(list.rfind(',', end) + 1, end - list.rfind(',', end) - 1))->fen();
            }
            RC_ASSERT(run->number("payable_fen") == listed);
            RC_ASSERT(with.approve(run->number("run")).has_value());
            if (withdrawn)
                RC_ASSERT(
                    runs::withdraw(with.desk(), Office::person(Role::officer), step(with, run->number("run"), "重算"))
                        .has_value());
        } else {
            RC_ASSERT(list.find('\n') + 1 == list.size());
        }
        for (Office* office : {&with, &without}) office->set_day("2024-04-20");
        const std::int64_t a = number_of(with.calculate("2024-04")), b = number_of(without.calculate("2024-04"));
        RC_ASSERT(lines_of(with, a) == lines_of(without, b));
        RC_ASSERT(csv_of(*runs::overpayments_table(with.store(), with.county(), a)) ==
                  csv_of(*runs::overpayments_table(without.store(), without.county(), b)));
    }));
}

}  // namespace mingzhang::test
