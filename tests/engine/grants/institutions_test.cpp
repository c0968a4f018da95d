// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/institutions.hpp"

#include <catch2/catch.hpp>

#include "engine/worklist/worklist.hpp"
#include "tests/engine/grants/paid_town.hpp"

namespace mingzhang::test {

namespace {

using grants::InstitutionRefusal;
using ledger::Account;

// Zhao lives in the home of the second village, which is paid by prepayment unless another pack is given: 1100.00 and
// 600.00 a month.
void load_home(Office& office, const std::string& pack = pack_with("settle = \"head_days\"\n",
                                                                   "settle = \"head_days\"\npaid_by = "
                                                                   "\"prepayment\"\n")) {
    load_town(office, pack);
    REQUIRE(office.import_text(ImportKind::households,
                               household_heading + "YX2,,rural_tekun,500110999002," + zhao +
                                   ",2022-05-09,,,,household,rcb,6299991070434192544,荆山敬老院\n"));
    REQUIRE(office.import_text(ImportKind::members,
                               member_heading + "YX2," + zhao + ",,赵梅,户主,yes,,,in_institution,none\n"));
    REQUIRE(grants::add_institution(office.desk(), Office::person(Role::officer),
                                    {office.county(), "荆山敬老院", scope("500110999002"), ""}));
    receive_funds(office, Program::rural_tekun, 10'000);
}

Result<Answer, Refusal> ask_prepayment(Office& office, std::int64_t yuan, Program program = Program::rural_tekun) {
    return grants::ask_prepayment(office.desk(), Office::person(Role::officer),
                                  {.county = office.county(),
                                   .institution = 1,
                                   .bank_account = 1,
                                   .program = program,
                                   .budget_year = 2024,
                                   .amount = Money::fen(yuan * 100),
                                   .document = "示范民拨〔2024〕1号"});
}

Result<Answer, Refusal> ask_settlement(Office& office, Month month = march) {
    return grants::ask_settlement(office.desk(), Office::person(Role::officer), {office.county(), 1, month, ""});
}

Result<Answer, Refusal> ask_return(Office& office, Money amount) {
    return grants::ask_return(office.desk(), Office::person(Role::officer),
                              {office.county(), 1, Program::rural_tekun, amount, "退款回单 7", ""});
}

Result<Answer, Refusal> confirm(Office& office, const Result<Answer, Refusal>& asked,
                                const Actor& by = Office::person(Role::approver)) {
    if (!asked) throw std::runtime_error{asked.error().what().en};
    return grants::confirm_paper(office.desk(), by, {office.county(), asked->number("paper"), ""});
}

}  // namespace

TEST_CASE("an institution is prepaid, its month settled by head-days, and the surplus comes back") {
    Office office;
    load_home(office);
    const auto prepaid = ask_prepayment(office, 3'000);
    CHECK(balance(office, Account::prepaid_institutions).is_zero());  // Asking posts nothing.
    REQUIRE(confirm(office, prepaid));
    CHECK(balance(office, Account::prepaid_institutions) == Money::fen(3'000'00));
    CHECK(balance(office, Account::treasury_quota) == Money::fen(7'000'00));

    REQUIRE(office.import_text(ImportKind::deaths, death_heading + zhao + ",2024-03-05,police,\n"));
    office.set_day("2024-04-08");
    const auto settled = ask_settlement(office);
    REQUIRE(settled);
    CHECK(settled->number("head_days") == 5);
    CHECK(settled->number("amount_fen") == 274'19);  // 1700 × 5 ÷ 31
    REQUIRE(confirm(office, settled));
    CHECK(balance(office, Account::assistance_expense) == Money::fen(274'19));

    const auto returned = confirm(office, ask_return(office, Money::fen(2'725'81)));
    REQUIRE(returned);
    CHECK(returned->number("left_fen") == 0);
    CHECK(balance(office, Account::prepaid_institutions).is_zero());
    CHECK(balance(office, Account::treasury_quota) == Money::fen(9'725'81));
    CHECK(csv_of(grants::institutions_table(office.store(), office.county())) ==
          "institution,name,division,prepaid,settled,returned,left\n"
          "1,荆山敬老院,500110999002,3000.00,274.19,2725.81,0.00\n");
    CHECK(office.broken_passes() == std::vector<std::string>{});
}

TEST_CASE("who is paid for by prepayment is in no run, and who is in a run is not settled") {
    Office office;
    SECTION("by prepayment: the run leaves them out, now and looking back") {
        load_home(office);
        const std::int64_t run = number_of(office.calculate("2024-03"));
        CHECK(lines_of(office, run).find("YX2") == std::string::npos);
        const auto words = runs::explain_line(office.store(), office.county(), run, HouseholdNo::parse("YX2").value(),
                                              std::nullopt, Language::zh);
        REQUIRE(words);
        CHECK_THAT(*words, Catch::Contains("其中 1,700.00 元由机构预拨款支付，不进发放"));
        REQUIRE(office.approve(run));
        office.set_day("2024-04-20");
        const auto april = office.calculate("2024-04");
        REQUIRE(april);
        CHECK(april->number("backpay") == 0);
        CHECK(april->number("overpayments") == 0);
    }
    SECTION("a household of which one lives at home: each is paid for on one road") {
        load_home(office);
        REQUIRE(office.import_text(ImportKind::members,
                                   member_heading + "YX2,999901196402022027,,赵兰,其他,yes,,,,full\n"));
        const std::int64_t run = number_of(office.calculate("2024-03"));
        const std::string lines = lines_of(office, run);
        CHECK_THAT(lines, Catch::Contains("YX2,2024-03,regular,1,"));
        CHECK(lines.find("1700.00") == std::string::npos);
        REQUIRE(office.approve(run));
        REQUIRE(confirm(office, ask_prepayment(office, 3'000)));
        office.set_day("2024-04-20");
        const auto settled = ask_settlement(office);
        REQUIRE(settled);
        CHECK(settled->number("people") == 1);
        CHECK(settled->number("amount_fen") == 1'700'00);
        CHECK(office.calculate("2024-04")->number("overpayments") == 0);
    }
    SECTION("by a run: nothing is settled") {
        load_home(office, pack_with("", ""));
        CHECK(lines_of(office, number_of(office.calculate("2024-03"))).find("YX2,2024-03,regular,1,1100.00,600.00") !=
              std::string::npos);
        REQUIRE(confirm(office, ask_prepayment(office, 3'000)));
        office.set_day("2024-04-08");
        CHECK(ask_settlement(office).error().is(InstitutionRefusal::paid_by_run));
    }
    SECTION("the rule changed after a run paid them: not settled before the run's money is taken back") {
        load_home(office, pack_with("", ""));
        REQUIRE(office.approve(number_of(office.calculate("2024-03"))));
        REQUIRE(office.import_text(ImportKind::pack, pack_with("settle = \"head_days\"\n",
                                                               "settle = \"head_days\"\npaid_by = \"prepayment\"\n")));
        REQUIRE(confirm(office, ask_prepayment(office, 3'000)));
        office.set_day("2024-04-20");
        CHECK(ask_settlement(office).error().is(InstitutionRefusal::paid_by_a_run));
        REQUIRE(office.approve(number_of(office.calculate("2024-04"))));
        CHECK(ask_settlement(office).has_value());
    }
}

TEST_CASE("a month is settled once, by what is prepaid, and by another person than who asked") {
    Office office;
    load_home(office);
    REQUIRE(confirm(office, ask_prepayment(office, 1'000)));
    CHECK(ask_settlement(office).error().is(InstitutionRefusal::month_not_over));
    office.set_day("2024-04-08");
    const auto lacking = ask_settlement(office);
    REQUIRE_FALSE(lacking);
    CHECK(lacking.error().is(InstitutionRefusal::more_than_prepaid));
    CHECK_THAT(lacking.error().what().zh, Catch::Contains("700.00"));  // Says how much.

    REQUIRE(confirm(office, ask_prepayment(office, 1'000)));
    const auto first = ask_settlement(office), second = ask_settlement(office);
    CHECK(
        confirm(office, first, {"officer", Role::approver, {}, "tester"}).error().is(InstitutionRefusal::same_person));
    REQUIRE(confirm(office, first));
    CHECK(confirm(office, first).error().is(InstitutionRefusal::confirmed_before));
    CHECK(confirm(office, second).error().is(InstitutionRefusal::settled_before));
    CHECK(ask_settlement(office).error().is(InstitutionRefusal::settled_before));
    CHECK(balance(office, Account::prepaid_institutions) == Money::fen(300'00));
    CHECK(ask_return(office, Money::fen(300'01)).error().is(InstitutionRefusal::more_than_prepaid));
}

TEST_CASE("lists that changed after a settlement was asked for refuse it") {
    Office office;
    load_home(office);
    REQUIRE(confirm(office, ask_prepayment(office, 3'000)));
    office.set_day("2024-04-08");
    const auto settled = ask_settlement(office);
    REQUIRE(office.import_text(ImportKind::deaths, death_heading + zhao + ",2024-03-05,police,\n"));
    CHECK(confirm(office, settled).error().is(InstitutionRefusal::changed_since));
}

TEST_CASE("what is prepaid is held against quota, person and paper") {
    Office office;
    load_home(office);
    CHECK(ask_prepayment(office, 0).error().is(InstitutionRefusal::amount_not_positive));
    CHECK(ask_prepayment(office, 1, Program::rural_dibao).error().is(InstitutionRefusal::not_tekun));
    CHECK(confirm(office, ask_prepayment(office, 10'001)).error().is(ledger::PostRefusal::limit_exceeded));
    CHECK(grants::confirm_paper(office.desk(), Office::person(Role::approver), {office.county(), 99, ""})
              .error()
              .is(InstitutionRefusal::unknown_paper));
    CHECK(grants::add_institution(office.desk(), Office::person(Role::officer),
                                  {office.county(), "荆山敬老院", scope("500110999002"), ""})
              .error()
              .is(InstitutionRefusal::known_already));
    std::int64_t waiting = 0;
    worklist::read_items(office.sql(), office.county(), /*only_open=*/true, [&](const worklist::Item& item) {
        waiting += item.what.kind == worklist::Kind::institution_check ? 1 : 0;
    });
    CHECK(waiting == 1);
}

}  // namespace mingzhang::test
