// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/create.hpp"

#include <soci/soci.h>

#include "bank_adapters/layouts/delivered.hpp"
#include "bank_adapters/layouts/payment_file.hpp"
#include "engine/batches/lifecycle.hpp"
#include "tests/engine/batches/practice_office.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using batches::CreateRefusal;
using ledger::FundSource;

namespace {

std::vector<batches::BatchInstruction> instructions(PracticeOffice& office, std::int64_t batch) {
    std::vector<batches::BatchInstruction> all;
    batches::read_instructions(office.sql(), county, batch, [&](const auto& row) { all.push_back(row); });
    return all;
}

// The delivered layout with two rows a file at most, and no serial: what a small bank may ask.
std::string two_rows_a_file() {
    std::string toml;
    for (const auto& delivered : bank::layouts::delivered_layouts())
        if (delivered.name == "ccb") toml = delivered.toml;
    const std::string mark = "[[payment.rows]]";
    toml.insert(toml.find(mark), "limits = { rows_max = 2 }\n");
    return toml;
}

}  // namespace

TEST_CASE("One instruction a payee account: its lines summed, the memo naming program and latest month") {
    PracticeOffice office;
    office.receive(1000);
    office.release({{"YX1", 100, 2, "测试乙"}, {"YX2", 30, 1}});
    office.release({{"YX1", 20, 2, "测试乙", Program::rural_dibao, Month{2022, 9}}});
    const auto created = office.create();
    REQUIRE(created.has_value());
    CHECK(created->number("batches") == 1);
    CHECK(created->number("instructions") == 2);
    CHECK(created->number("lines") == 3);
    CHECK(created->number("total_fen") == 15000);
    CHECK(created->number("without_account") == 0);

    const auto rows = instructions(office, 1);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].serial == "B1-000001");
    CHECK(rows[0].amount == yuan(120));
    CHECK(rows[0].name == "测试乙");
    CHECK(rows[0].memo == "农村低保2022年10月");
    CHECK_FALSE(rows[0].status.has_value());
    CHECK(rows[1].amount == yuan(30));
    CHECK(office.balance(ledger::Account::in_transit) == 15000);
    CHECK(office.balance(ledger::Account::treasury_quota) == 85000);
    CHECK(office.balance(ledger::Account::payable) == -15000);
    CHECK(office.batch(1).state == batches::BatchState::created);
    office.check_books();
}

TEST_CASE("The file of a batch says what the batch says") {
    PracticeOffice office;
    office.receive(1000);
    office.release({{"YX1", 100, 1}, {"YX2", 30, 2, "测试乙"}});
    REQUIRE(office.create().has_value());
    const auto layout = bank::layouts::delivered_layout("ccb");
    const auto file = bank::layouts::read_payment_file(*layout, office.payment_file(1), "file");
    REQUIRE(file.has_value());
    REQUIRE(file->instructions.size() == 2);
    CHECK(file->instructions[0].serial == "B1-000001");
    CHECK(file->instructions[0].account == payee_account(1));
    CHECK(file->instructions[1].name == "测试乙");
    CHECK(file->instructions[1].amount == yuan(30));
    CHECK(office.batch(1).file_name == "M001_20221017_0001.txt");
}

TEST_CASE("A batch is refused with the reason a person can act on, and nothing is created") {
    PracticeOffice office;
    struct Row {
        const char* why;
        std::vector<Owed> owed;
        std::int64_t funds;
        batches::BatchWish wish;
        CreateRefusal expected;
    };
    const auto row = GENERATE(values<Row>({
        {"no bank for the code",
         {{"YX1", 5, 1, "测试甲", Program::rural_dibao, Month{2022, 10}, "icbc"}},
         10,
         {.county = county},
         CreateRefusal::no_bank_account},
        {"account of another bank",
         {{"YX1", 5, 1}},
         10,
         {.county = county, .bank_account = 9},
         CreateRefusal::bank_account_of_another_bank},
        {"not enough", {{"YX1", 5, 1}, {"YX2", 6, 2}}, 10, {.county = county}, CreateRefusal::funds_missing},
        {"funds of another program",
         {{"YX1", 5, 1, "测试甲", Program::urban_dibao}},
         10,
         {.county = county},
         CreateRefusal::funds_missing},
        {"a character the bank's file cannot carry",
         {{"YX1", 5, 1}, {"YX77", 5, 2, "甲|乙"}},
         10,
         {.county = county},
         CreateRefusal::cannot_be_written},
        {"another bank asked for",
         {{"YX1", 5, 1}},
         10,
         {.county = county, .bank_code = "icbc"},
         CreateRefusal::nothing_to_send},
        {"another program asked for",
         {{"YX1", 5, 1}},
         10,
         {.county = county, .program = Program::urban_tekun},
         CreateRefusal::nothing_to_send},
    }));
    CAPTURE(row.why);
    office.receive(row.funds);
    office.release(row.owed);
    const auto refused = office.create(row.wish);
    REQUIRE_FALSE(refused.has_value());
    CAPTURE(refused.error().what().en);
    CHECK(refused.error().is(row.expected));
    CHECK(office.count("SELECT count(*) FROM batch") == 0);
    CHECK(office.count("SELECT count(*) FROM instruction_line") == 0);
    CHECK(office.balance(ledger::Account::in_transit) == 0);
    office.check_books();
}

TEST_CASE("Funds that are missing are named to the fen") {
    PracticeOffice office;
    office.receive(10);
    office.release({{"YX1", 5, 1}, {"YX2", 6, 2}});
    const auto refused = office.create();
    CHECK(refused.error().what().zh == "农村低保资金不足：需 11.00 元，现有 10.00 元，差 1.00 元。");
}

TEST_CASE("What the bank's file cannot carry names the household, not its account") {
    PracticeOffice office;
    office.receive(10);
    office.release({{"YX1", 5, 1}, {"YX77", 5, 2, "甲|乙"}});
    const auto refused = office.create();
    REQUIRE_FALSE(refused.has_value());
    REQUIRE(refused.error().findings().size() == 1);
    CHECK(refused.error().findings()[0].value == "YX77");
}

TEST_CASE("Two accounts for one bank must be told apart") {
    PracticeOffice office;
    office.receive(10);
    office.release({{"YX1", 5, 1}});
    REQUIRE(batches::add_bank_account(office.desk, office.sealer, office.officer, own_account("ccb", "ccb", 2), "")
                .has_value());
    const auto refused = office.create();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(CreateRefusal::several_bank_accounts));
    CHECK(office.create({.county = county, .bank_account = 1}).has_value());
}

TEST_CASE("Each instruction is drawn whole from one source, and the ledger knows which") {
    PracticeOffice office;
    office.receive(50, FundSource::central);
    office.receive(100, FundSource::city);
    office.release({{"YX1", 40, 1}, {"YX2", 30, 2}, {"YX3", 10, 3}});
    REQUIRE(office.create().has_value());
    const auto rows = instructions(office, 1);
    CHECK(rows[0].source == FundSource::central);
    CHECK(rows[1].source == FundSource::city);
    CHECK(rows[2].source == FundSource::central);
    CHECK(office.count("SELECT sum(amount) FROM transfer WHERE event = 3 AND source = 1") == 5000);
    CHECK(office.count("SELECT sum(amount) FROM transfer WHERE event = 3 AND source = 4") == 3000);
    office.check_books();
}

TEST_CASE("Sources that suffice only together are refused") {
    PracticeOffice office;
    office.receive(6, FundSource::central);
    office.receive(6, FundSource::city);
    office.release({{"YX1", 11, 1}});
    const auto refused = office.create();
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(CreateRefusal::sources_too_small));
}

TEST_CASE("A bank and a program make a batch of their own") {
    PracticeOffice office;
    REQUIRE(batches::add_bank_account(office.desk, office.sealer, office.officer, own_account("rcb", "icbc", 2), "")
                .has_value());
    office.receive(100);
    office.receive(100, FundSource::county, Program::urban_dibao);
    office.account = 2;
    office.receive(100);
    office.release({{"YX1", 1, 1}, {"YX2", 2, 2, "测试乙", Program::urban_dibao}});
    office.release({{"YX3", 3, 3, "测试丙", Program::rural_dibao, Month{2022, 10}, "rcb"}});
    const auto created = office.create({.county = county, .bank_code = "ccb"});
    REQUIRE(created.has_value());
    CHECK(created->number("batches") == 2);
    CHECK(office.batch(1).program == Program::urban_dibao);
    CHECK(office.batch(1).total == yuan(2));
    CHECK(office.batch(2).program == Program::rural_dibao);
    CHECK(office.batch(2).total == yuan(1));
    office.check_books();
}

TEST_CASE("What the bank takes only in several files goes into several batches of like size") {
    PracticeOffice office;
    auto account = own_account("rcb", "own", 2);
    account.layout_toml = two_rows_a_file();
    REQUIRE(batches::add_bank_account(office.desk, office.sealer, office.officer, account, "").has_value());
    office.account = 2;
    office.receive(100);
    std::vector<Owed> owed;
    for (int payee = 1; payee <= 5; ++payee)
        owed.push_back(
            {"YX" + std::to_string(payee), 1, payee, "测试甲", Program::rural_dibao, Month{2022, 10}, "rcb"});
    office.release(owed);
    const auto created = office.create();
    REQUIRE(created.has_value());
    CHECK(created->number("batches") == 3);
    CHECK(created->number("last_batch") == 3);
    CHECK(office.batch(1).instructions == 1);
    CHECK(office.batch(2).instructions == 2);
    CHECK(office.batch(3).instructions == 2);
    CHECK(office.count("SELECT count(DISTINCT run * 1000 + line) FROM instruction_line") == 5);
    office.check_books();
}

TEST_CASE("Lines nobody can be paid for stay out, are counted and wait on the worklist once") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 1, 1}, {"YX2", 2, 0}, {"YX3", 3, 3, "测试丙"}, {"YX4", 4, 3, "测试丁"}});
    const auto created = office.create();
    REQUIRE(created.has_value());
    CHECK(created->number("lines") == 1);
    CHECK(created->number("without_account") == 3);
    CHECK(created->number("without_account_fen") == 900);
    CHECK(created->text("without_account_households") == "YX2,YX3,YX4");
    CHECK(office.items(worklist::Kind::account_missing).size() == 3);

    const auto again = office.create();
    REQUIRE(again.has_value());
    CHECK(again->number("batches") == 0);
    CHECK(again->number("without_account") == 3);
    CHECK(office.items(worklist::Kind::account_missing).size() == 3);
    office.check_books();
}

TEST_CASE("A payable in a batch goes into no other") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 1, 1}});
    REQUIRE(office.create().has_value());
    const auto again = office.create();
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().is(CreateRefusal::nothing_to_send));
    // And by the database itself.
    CHECK_THROWS_AS(office.sql() << "INSERT INTO instruction_line VALUES (999901, 2, 1, 1, 1, 100, 1, 1, 0, 0, 'YX1')",
                    soci::soci_error);
}

TEST_CASE("The same key creates once") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 1, 1}});
    const auto first = batches::create_batches(office.desk, office.sealer, office.officer, {.county = county}, "key");
    const auto again = batches::create_batches(office.desk, office.sealer, office.officer, {.county = county}, "key");
    REQUIRE(again.has_value());
    CHECK(first->to_json() == again->to_json());
    CHECK(office.count("SELECT count(*) FROM batch") == 1);
}

TEST_CASE("Only an officer creates batches") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 1, 1}});
    for (const Actor& actor : {office.liaison, office.auditor}) {
        const auto refused = batches::create_batches(office.desk, office.sealer, actor, {.county = county}, "");
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error().is(DeskRefusal::role_may_not));
    }
}
