// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "engine/batches/batch.hpp"
#include "engine/entitlement/benefits.hpp"
#include "engine/grants/explain.hpp"
#include "engine/grants/temporary_cases.hpp"
#include "engine/grants/temporary_run.hpp"
#include "engine/worklist/worklist.hpp"
#include "tests/engine/grants/paid_town.hpp"

namespace mingzhang::test {

namespace {

using entitlement::TemporaryError;
using grants::CaseRefusal;

const std::string head = "household_no,entitlement_month,kind,covered,base,topup,amount,state\n";

struct Hardship {
    std::string cause = "illness";
    std::int32_t people = 2;
    std::int32_t months = 3;
    bool emergency = false;
    std::string household = "YX1";
};

Result<Answer, Refusal> open(Office& office, const Hardship& of = {}) {
    return grants::open_case(office.desk(), Office::person(Role::officer),
                             {office.county(), HouseholdNo::parse(of.household).value(), of.cause, of.people, of.months,
                              of.emergency, "", ""});
}

Result<Answer, Refusal> decide(Office& office, const Result<Answer, Refusal>& opened,
                               const Actor& by = Office::person(Role::approver), bool granted = true,
                               const std::string& reason = {}) {
    if (!opened) throw std::runtime_error{opened.error().what().en};
    return grants::decide_case(office.desk(), by, {office.county(), opened->number("case"), granted, reason, ""});
}

Result<Answer, Refusal> complete(Office& office, std::int64_t number) {
    return grants::complete_papers(office.desk(), Office::person(Role::officer),
                                   {office.county(), number, "示范民救〔2024〕9号", ""});
}

Result<Answer, Refusal> calculate(Office& office, Month month = march, std::string_view division = town_code) {
    SilentProgress silent;
    return grants::calculate_temporary(office.desk(), Office::person(Role::officer), asked(division, month),
                                       {silent, {}});
}

std::string list(Office& office, const char* today) {
    return csv_of(grants::cases_table(office.store(), office.county(), parse_date(today).value()));
}

}  // namespace

TEST_CASE("a case of temporary assistance is opened, decided, drawn into a run and paid from its own fund line") {
    Office office{store_under_test(), whole_office_parts()};
    load_town(office);
    const auto opened = open(office);
    REQUIRE(opened);
    CHECK(opened->number("amount_fen") == 4'410'00);  // 735 × 2 × 3
    REQUIRE_FALSE(calculate(office));                 // Not decided, not paid.
    REQUIRE(decide(office, opened));
    const std::int64_t run = number_of(calculate(office));
    CHECK(lines_of(office, run) == head + "YX1,2024-03,temporary,2,4410.00,0.00,4410.00,payable\n");
    const auto words = grants::explain_line(office.store(), *runs::find_run(office.sql(), office.county(), run),
                                            HouseholdNo::parse("YX1").value(), Language::zh);
    REQUIRE(words);
    CHECK_THAT(*words, Catch::Contains("第 1 号临时救助，事由 illness：4,410.00 元"));
    REQUIRE(office.approve(run));
    receive_funds(office, Program::temporary, 5'000);
    CHECK(pay_to_the_end(office, run) == 1);
    batches::read_instructions(office.sql(), office.county(), 1, [](const batches::BatchInstruction& instruction) {
        CHECK(instruction.memo == "临时救助2024年3月");
    });
    CHECK(list(office, "2024-03-20") ==
          "case,household_no,cause,people,months,emergency,state,amount,accrued,papers_due,opened_by,decided_by\n"
          "1,YX1,illness,2,3,no,accrued,4410.00,4410.00,,officer,approver\n");
    CHECK(office.broken_passes() == std::vector<std::string>{});
    CHECK_FALSE(calculate(office));  // Nothing is left to pay.
}

TEST_CASE("an emergency is paid first; the rest follows when the papers are complete") {
    Office office;
    load_town(office);
    const auto decision = decide(office, open(office, {"accident", 4, 4, true}));
    REQUIRE(decision);
    CHECK(decision->number("amount_fen") == 8'000'00);  // 735 × 4 × 4, within the limit of a case
    CHECK(decision->number("paid_first_fen") == 3'000'00);
    CHECK(decision->text("papers_due") == "2024-04-03");
    const std::int64_t first = number_of(calculate(office));
    CHECK(lines_of(office, first).find(",3000.00,payable") != std::string::npos);
    REQUIRE(office.approve(first));
    CHECK_FALSE(calculate(office));
    CHECK_THAT(list(office, "2024-04-03"), Catch::Contains(",papers_due,8000.00,3000.00,2024-04-03,"));
    CHECK_THAT(list(office, "2024-04-04"), Catch::Contains(",papers_overdue,"));

    office.set_day("2024-04-02");
    const auto completed = complete(office, 1);
    REQUIRE(completed);
    CHECK(completed->number("late") == 0);
    CHECK(complete(office, 1).error().is(CaseRefusal::no_papers_due));
    const std::int64_t second = number_of(calculate(office, Month{2024, 4}));
    CHECK(lines_of(office, second).find(",5000.00,payable") != std::string::npos);
    REQUIRE(office.approve(second));
    std::int64_t waiting = 0;
    worklist::read_items(office.sql(), office.county(), /*only_open=*/true, [&](const worklist::Item&) { ++waiting; });
    CHECK(waiting == 0);
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("the same cause, the year's limit and the case's limit hold over the cases decided before") {
    Office office;
    load_town(office);
    REQUIRE(decide(office, open(office, {"illness", 4, 6}))->number("amount_fen") == 8'000'00);
    CHECK(open(office, {"illness", 1, 1}).error().is(TemporaryError::same_cause_again));
    CHECK(decide(office, open(office, {"accident", 4, 4}))->number("amount_fen") == 7'000'00);
    CHECK(open(office, {"education", 1, 1}).error().is(TemporaryError::year_is_spent));
    CHECK(open(office, {"flood", 1, 1}).error().is(TemporaryError::unknown_cause));
    CHECK(open(office, {"illness", 1, 1, false, "YX2"}).has_value());  // Another household's year.
    office.set_day("2025-03-20");
    CHECK(open(office, {"illness", 1, 1}).has_value());
}

TEST_CASE("two applications for one cause are granted once") {
    Office office;
    load_town(office);
    const auto first = open(office), second = open(office);
    REQUIRE(decide(office, first));
    CHECK(decide(office, second).error().is(TemporaryError::same_cause_again));
    CHECK(decide(office, first).error().is(CaseRefusal::decided_before));
}

TEST_CASE("who opened a case does not decide it, and a town decides only what is small") {
    Office office;
    load_town(office);
    const auto large = open(office), small = open(office, {"accident", 1, 2});
    const Actor town{"town", Role::approver, scope(town_code), "tester"};
    CHECK(decide(office, large, {"officer", Role::approver, {}, "tester"}).error().is(CaseRefusal::same_person));
    CHECK(decide(office, large, town).error().is(CaseRefusal::beyond_town));
    CHECK(decide(office, small, town).has_value());  // 1470.00
    CHECK(decide(office, large, town, /*granted=*/false).error().is(CaseRefusal::reason_needed));
    REQUIRE(decide(office, large, town, /*granted=*/false, "核实不符").has_value());
    CHECK(lines_of(office, number_of(calculate(office))) ==
          head + "YX1,2024-03,temporary,1,1470.00,0.00,1470.00,payable\n");
}

TEST_CASE("a household of any program may be helped, edge too; one that is in no list may not") {
    Office office;
    load_town(office);
    add_edge_household(office, "999901196101011017", "刘贵");
    CHECK(open(office, {"illness", 1, 1, false, "YX3"}).has_value());
    CHECK(open(office, {"illness", 1, 1, false, "YX2"}).has_value());
    const auto refused = open(office, {"illness", 1, 1, false, "YX9"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().is(CaseRefusal::unknown_household));
    CHECK_THAT(refused.error().next().zh, Catch::Contains("低保边缘"));
}

TEST_CASE("a case stands in one accrued run, and is free again when that is taken back") {
    Office office;
    load_town(office);
    REQUIRE(decide(office, open(office)));
    REQUIRE(decide(office, open(office, {"accident", 1, 2})));
    const std::int64_t first = number_of(calculate(office)), second = number_of(calculate(office));
    CHECK(lines_of(office, first) == head + "YX1,2024-03,temporary,2,5880.00,0.00,5880.00,payable\n");
    REQUIRE(office.approve(first));
    CHECK(state(office, second) == runs::RunState::stale);
    CHECK_FALSE(calculate(office));
    REQUIRE(runs::withdraw(office.desk(), Office::person(Role::officer), step(office, first, "重办")));
    const std::int64_t anew = number_of(calculate(office));
    REQUIRE(office.approve(anew));
    // Another case of the same household and month, by another run.
    REQUIRE(decide(office, open(office, {"education", 1, 1})));
    REQUIRE(office.approve(number_of(calculate(office))));
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("temporary assistance is no part of what a month owes") {
    Office office;
    load_town(office);
    REQUIRE(decide(office, open(office)));
    REQUIRE(office.approve(number_of(calculate(office))));
    const std::int64_t run = number_of(office.calculate("2024-03"));
    CHECK_THAT(lines_of(office, run), Catch::Contains("YX1,2024-03,regular,1,600.00,0.00,600.00"));
    REQUIRE(office.approve(run));
    office.set_day("2024-04-20");
    CHECK(office.calculate("2024-04")->number("overpayments") == 0);
}

TEST_CASE("papers of an emergency are due by working days, holidays left out and made-up days counted") {
    struct Row {
        const char* decided;
        const char* due;
        bool year_known;
    };
    // The pack gives ten working days.
    const std::vector<Row> table{
        {"2024-03-20", "2024-04-03", true},   // No holiday on the way.
        {"2024-04-28", "2024-05-14", true},   // 劳动节 off, 11 May worked.
        {"2024-09-13", "2024-09-29", true},   // 14 and 29 September worked, 15 to 17 off.
        {"2026-12-28", "2027-01-11", false},  // 2027 was not announced: only weekends are left out.
    };
    for (const Row& row : table) {
        CAPTURE(row.decided);
        Office office;
        load_town(office);
        office.set_day(row.decided);
        const auto granted = decide(office, open(office, {"accident", 4, 4, true}));
        REQUIRE(granted.has_value());
        CHECK(granted->text("papers_due") == row.due);
        const bool told = std::ranges::any_of(granted->fields(), [](const auto& field) {
            return field.first == "papers_due_year" && field.second == Answer::Value{std::int64_t{2027}};
        });
        CHECK(told == !row.year_known);
    }
}

}  // namespace mingzhang::test
