// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/post_result.hpp"

#include <soci/soci.h>

#include "engine/batches/create.hpp"
#include "engine/batches/lifecycle.hpp"
#include "engine/batches/tie.hpp"
#include "engine/reconciliation/bank_files.hpp"
#include "engine/reconciliation/schema.hpp"
#include "engine/registry/archive.hpp"
#include "tests/engine/reconciliation/result_sample.hpp"
#include "tests/support/tamper.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using bank::OutcomeStatus;
using ledger::Account;
using reconciliation::ResultRefusal;
using worklist::Kind;

namespace {

// A sent batch of three instructions: 10 yuan in two lines, 20 and 40 yuan.
struct Sent {
    Sent() {
        office.receive(100);
        run = office.release({{"YX1", 6, 1}, {"YX2", 20, 2, "测试乙"}, {"YX3", 40, 3, "测试丙"}, {"YX4", 4, 1}});
        batch = office.sent_batch();
    }
    PracticeOffice office;
    std::int64_t run = 0;
    std::int64_t batch = 0;
};

std::int64_t counted(const Answer& answer) {
    std::int64_t all = 0;
    for (const char* name : {"paid", "failed", "pending", "unknown", "repeated_rows", "exceptions", "other_payments"})
        all += answer.number(name);
    return all;
}

}  // namespace

TEST_CASE("Paid rows settle every line of their instruction") {
    Sent sent;
    const Answer answer = posted(sent.office, sent.batch, {{1}, {2}, {3}});
    CHECK(answer.number("rows") == 3);
    CHECK(answer.number("paid") == 3);
    CHECK(answer.number("paid_fen") == 7000);
    CHECK(answer.number("in_transit") == 0);
    CHECK(answer.number("repeated") == 0);
    CHECK(sent.office.balance(Account::payable) == 0);
    CHECK(sent.office.balance(Account::in_transit) == 0);
    CHECK(sent.office.count("SELECT count(*) FROM transfer WHERE event = 4") == 4);
    CHECK(sent.office.count("SELECT count(*) FROM worklist_item") == 0);
    sent.office.check_books();
    CHECK(batches::close_batch(sent.office.desk, sent.office.officer, county, sent.batch, "").has_value());
}

TEST_CASE("A failed row returns the money, keeps the right open and frees nothing to be sent again blindly") {
    Sent sent;
    PracticeOffice& office = sent.office;
    const Answer answer = posted(office, sent.batch, {{1, OutcomeStatus::failed, "已销户"}, {2}, {3}});
    CHECK(answer.number("failed") == 1);
    CHECK(answer.number("failed_fen") == 1000);
    CHECK(answer.number("late_returns") == 0);
    CHECK(office.balance(Account::returned_cash) == 1000);
    CHECK(office.balance(Account::returned_open) == -1000);
    CHECK(office.balance(Account::payable) == 0);
    const auto items = office.items(Kind::returned_payment);
    REQUIRE(items.size() == 1);
    CHECK(items[0].what.subject == "B1-000001");
    CHECK(items[0].what.amount == yuan(10));
    CHECK(items[0].what.detail.zh.find("请核查是否死亡") != std::string::npos);  // The cards of the dead are closed.
    CHECK(items[0].what.division.text() == "999901001001");
    CHECK(office.count("SELECT count(*) FROM instruction_line WHERE live = 1") == 2);
    CHECK_FALSE(office.create().has_value());
    office.check_books();
    const auto closed = batches::close_batch(office.desk, office.officer, county, sent.batch, "");
    REQUIRE(closed.has_value());
    CHECK(closed->number("paid_fen") == 6000);
    CHECK(closed->number("returned_fen") == 1000);
}

TEST_CASE("Every row of a file ends in a counted disposition, and what is not to the letter posts nothing") {
    struct Row {
        const char* why;
        std::vector<AnswerRow> rows;  // Besides a paid instruction 3.
        const char* counter;
        std::int64_t count;
        std::optional<Kind> item;
        std::int64_t items;
    };
    using enum OutcomeStatus;
    const auto row = GENERATE_REF(values<Row>({
        {"a serial of nobody's", {{1, paid, "", 0, "B1-000099"}}, "exceptions", 1, Kind::unknown_serial, 1},
        {"a serial of another batch", {{1, paid, "", 0, "B2-000001"}}, "exceptions", 1, Kind::unknown_serial, 1},
        {"a fen too little", {{1, paid, "", 999}}, "exceptions", 1, Kind::wrong_amount, 1},
        {"a fen too much", {{1, paid, "", 1001}}, "exceptions", 1, Kind::wrong_amount, 1},
        {"a return of another amount", {{1, failed, "户名不符", 500}}, "exceptions", 1, Kind::wrong_amount, 1},
        {"another account", {{1, paid, "", 0, "", 55}}, "exceptions", 1, Kind::wrong_account, 1},
        {"another name", {{1, paid, "", 0, "", 0, "别人"}}, "exceptions", 1, Kind::wrong_account, 1},
        {"twice in the file", {{1}, {1}}, "exceptions", 2, Kind::repeated_line, 1},
        {"twice, once each way", {{1}, {1, failed, "户名不符"}}, "exceptions", 2, Kind::repeated_line, 1},
        {"pending", {{1, pending}}, "pending", 1, std::nullopt, 0},
        {"words nobody mapped", {{1, unknown, "", 0, "", 0, "", "部分成功"}}, "unknown", 1, Kind::unknown_outcome, 1},
    }));
    CAPTURE(row.why);
    Sent sent;
    PracticeOffice& office = sent.office;
    std::vector<AnswerRow> rows = row.rows;
    rows.push_back({3});
    const Answer answer = posted(office, sent.batch, rows);
    CHECK(answer.number("rows") == static_cast<std::int64_t>(rows.size()));
    CHECK(counted(answer) == answer.number("rows"));
    CHECK(answer.number(row.counter) == row.count);
    CHECK(answer.number("paid") == 1);
    CHECK(answer.number("paid_fen") == 4000);
    CHECK(answer.number("in_transit") == 2);
    CHECK(answer.number("in_transit_fen") == 3000);
    CHECK(office.balance(Account::in_transit) == 3000);
    CHECK(office.balance(Account::returned_cash) == 0);
    CHECK(office.count("SELECT count(*) FROM worklist_item") == row.items);
    if (row.item) CHECK(office.items(*row.item).size() == static_cast<std::size_t>(row.items));
    CHECK_FALSE(office.create().has_value());  // Nothing of it may be sent again.
    office.check_books();
}

TEST_CASE("Of a row that does not fit the worklist says what the bank said, a payment too") {
    Sent sent;
    posted(sent.office, sent.batch, {{1, OutcomeStatus::paid, "", 0, "", 55}, {2, OutcomeStatus::paid, "", 0, "B9-1"}});
    for (const Kind kind : {Kind::wrong_account, Kind::unknown_serial}) {
        const auto items = sent.office.items(kind);
        REQUIRE(items.size() == 1);
        const Text paid = bank::name(OutcomeStatus::paid);
        CHECK(items[0].what.detail.zh.ends_with("：" + paid.zh));
        CHECK(items[0].what.detail.en.ends_with(": " + paid.en));
    }
}

TEST_CASE("A reason nobody mapped fails the payment and asks a person for its meaning") {
    Sent sent;
    const Answer answer = posted(sent.office, sent.batch, {{2, OutcomeStatus::failed, "行内代码Z9"}});
    CHECK(answer.number("failed") == 1);
    CHECK(sent.office.items(Kind::returned_payment).size() == 1);
    const auto items = sent.office.items(Kind::unmapped_reason);
    REQUIRE(items.size() == 1);
    CHECK(items[0].what.subject == "行内代码Z9");
    sent.office.check_books();
}

TEST_CASE("Instructions the file says nothing of stay in transit and are counted") {
    Sent sent;
    const Answer answer = posted(sent.office, sent.batch, {{2}});
    CHECK(answer.number("not_in_file") == 2);
    CHECK(answer.number("in_transit") == 2);
    CHECK(answer.number("in_transit_fen") == 5000);
    const auto refused = batches::close_batch(sent.office.desk, sent.office.officer, county, sent.batch, "");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(batches::MoveRefusal::outcomes_missing));
    const Answer rest = posted(sent.office, sent.batch, {{1}, {2}, {3}});
    CHECK(rest.number("paid") == 2);
    CHECK(rest.number("repeated_rows") == 1);
    CHECK(rest.number("in_transit") == 0);
    sent.office.check_books();
}

TEST_CASE("What is owed from last year is paid from this year's quota") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 6, 1, "测试甲", Program::rural_dibao, Month{2022, 12}}});
    office.clock.set(office.clock.now() + std::chrono::hours{24 * 100});  // 2023-01-25
    CHECK(office.create().error().is(batches::CreateRefusal::funds_missing));
    office.receive(6, ledger::FundSource::central, Program::rural_dibao, 2023);
    const std::int64_t batch = office.sent_batch();
    CHECK(office.batch(batch).budget_year == 2023);
    posted(office, batch, {{1}});
    CHECK(office.balance(Account::payable) == 0);
    CHECK(office.balance(Account::treasury_quota) == 10000);
    office.check_books();
}

TEST_CASE("A batch whose sides do not agree is not closed") {
    Sent sent;
    PracticeOffice& office = sent.office;
    posted(office, sent.batch, {{1}, {2}, {3}});
    test::behind_the_programs_back(office.desk.store(), "outcome",
                                   "UPDATE outcome SET amount = amount - 1 WHERE instruction = 2");
    const auto refused = batches::close_batch(office.desk, office.officer, county, sent.batch, "");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(batches::MoveRefusal::tie_differs));
    CHECK(office.batch(sent.batch).state == batches::BatchState::sent);
}

TEST_CASE("A return days after success reopens the payment with a reversing entry") {
    Sent sent;
    PracticeOffice& office = sent.office;
    posted(office, sent.batch, {{1}, {2}, {3}});
    const bool closed = GENERATE(false, true);
    if (closed) REQUIRE(batches::close_batch(office.desk, office.officer, county, sent.batch, "").has_value());
    office.clock.set(office.clock.now() + std::chrono::hours{72});
    const Answer late = posted(office, sent.batch, {{1, OutcomeStatus::failed, "退汇"}});
    CHECK(late.number("failed") == 1);
    CHECK(late.number("late_returns") == 1);
    CHECK(office.balance(Account::returned_cash) == 1000);
    CHECK(office.balance(Account::returned_open) == -1000);
    CHECK(office.count(
              "SELECT count(*) FROM transfer t JOIN transfer o ON o.command = t.reverses_command AND o.ordinal = "
              "t.reverses_ordinal AND o.event = 4 AND t.event = 4 AND o.debit = t.credit AND o.credit = t.debit "
              "AND o.amount = t.amount AND o.line = t.line AND o.instruction = t.instruction") == 2);
    CHECK(office.items(Kind::returned_payment).size() == 1);
    const auto tie = batches::tie_batch(office.sql(), county, sent.batch);
    CHECK(tie->holds());
    CHECK(tie->returned == yuan(10));
    office.check_books();

    // And paid again after that is for a person: the money was returned, and may be on its way a second time.
    const Answer again = posted(office, sent.batch, {{1}, {2}});
    CHECK(again.number("paid") == 0);
    CHECK(again.number("exceptions") == 1);
    CHECK(again.number("repeated_rows") == 1);
    CHECK(office.items(Kind::unknown_outcome).size() == 1);
    CHECK(office.balance(Account::returned_cash) == 1000);
    office.check_books();
}

TEST_CASE("A pending or unknown payment ends when the bank says how") {
    Sent sent;
    PracticeOffice& office = sent.office;
    const Answer open = posted(
        office, sent.batch, {{1, OutcomeStatus::pending}, {2, OutcomeStatus::unknown, "", 0, "", 0, "", "部分成功"}});
    CHECK(open.number("in_transit") == 3);
    CHECK(open.number("not_in_file") == 1);
    const Answer same = posted(
        office, sent.batch, {{2, OutcomeStatus::unknown, "", 0, "", 0, "", "部分成功"}, {1, OutcomeStatus::pending}});
    CHECK(same.number("pending") == 1);
    CHECK(same.number("unknown") == 1);
    CHECK(office.items(Kind::unknown_outcome).size() == 1);  // Asked once.
    CHECK(office.count("SELECT count(*) FROM outcome") == 2);
    const Answer ended = posted(office, sent.batch, {{1}, {2, OutcomeStatus::failed, "户名不符"}, {3}});
    CHECK(ended.number("paid") == 2);
    CHECK(ended.number("failed") == 1);
    CHECK(ended.number("in_transit") == 0);
    office.check_books();
}

TEST_CASE("The same file again posts nothing, says so, and opens one item however often it comes") {
    Sent sent;
    PracticeOffice& office = sent.office;
    const std::string bytes = result_file(office, sent.batch, {{1}, {2}, {3, OutcomeStatus::failed, "户名不符"}});
    REQUIRE(post(office, sent.batch, bytes).has_value());
    const auto entries = office.count("SELECT count(*) FROM transfer");
    for (int time = 0; time < 2; ++time) {
        const auto again = post(office, sent.batch, bytes);
        REQUIRE(again.has_value());
        CHECK(again->number("repeated") == 1);
        CHECK(again->number("file") == 1);
        CHECK(again->number("paid") == 0);
        CHECK(again->number("worklist_item") > 0);
    }
    CHECK(office.items(Kind::repeated_file).size() == 1);
    CHECK(office.count("SELECT count(*) FROM transfer") == entries);
    CHECK(office.count("SELECT count(*) FROM bank_file") == 1);
    office.check_books();
}

TEST_CASE("A file that cannot be read is refused whole, with its rows named") {
    Sent sent;
    PracticeOffice& office = sent.office;
    std::string bytes = result_file(office, sent.batch, {{1}, {2}, {3}});
    bytes.replace(bytes.find("20.00"), 5, "2O.00");
    const auto refused = post(office, sent.batch, bytes);
    REQUIRE_FALSE(refused.has_value());
    REQUIRE_FALSE(refused.error().findings().empty());
    CHECK(refused.error().findings()[0].row == 3);  // The heading is row 1.
    CHECK(office.count("SELECT count(*) FROM bank_file") == 0);
    CHECK(office.count("SELECT count(*) FROM outcome") == 0);
    CHECK(office.balance(Account::in_transit) == 7000);
}

TEST_CASE("A result file is refused where the bank cannot have answered") {
    Sent sent;
    PracticeOffice& office = sent.office;
    const std::string bytes = result_file(office, sent.batch, {{1}});
    office.release({{"YX9", 3, 9, "测试己", Program::rural_dibao, Month{2022, 11}}});
    REQUIRE(office.create().has_value());

    CHECK(post(office, 2, bytes).error().is(ResultRefusal::batch_not_sent));
    REQUIRE(batches::withdraw_batch(office.desk, office.officer, county, 2, "重新计算", "").has_value());
    CHECK(post(office, 2, bytes).error().is(ResultRefusal::batch_not_sent));
    CHECK(post(office, 7, bytes).error().is(batches::BatchRefusal::unknown_batch));
    const std::string strangers = result_file(office, sent.batch, {{1, OutcomeStatus::paid, "", 0, "B7-000001"}});
    CHECK(post(office, sent.batch, strangers).error().is(ResultRefusal::file_of_another_batch));
    const auto by_officer = reconciliation::post_result_file(office.desk, office.sealer, office.officer,
                                                             {county, sent.batch, "result.txt", bytes});
    CHECK(by_officer.error().is(DeskRefusal::role_may_not));
    CHECK(office.count("SELECT count(*) FROM bank_file") == 0);
    CHECK(office.count("SELECT count(*) FROM worklist_item") == 0);
}

TEST_CASE("A posted file is kept sealed, found by its digest, and numbered") {
    Sent sent;
    PracticeOffice& office = sent.office;
    const std::string bytes = result_file(office, sent.batch, {{1}, {2}});
    REQUIRE(post(office, sent.batch, bytes).has_value());
    const auto kept = registry::from_archive(office.sql(), office.sealer, county, crypto::sha256(bytes));
    REQUIRE(kept.has_value());
    CHECK(*kept == bytes);
    std::vector<reconciliation::BankFile> files;
    reconciliation::read_bank_files(office.sql(), county, [&](const auto& file) { files.push_back(file); });
    REQUIRE(files.size() == 1);
    CHECK(files[0].number == 1);
    CHECK(files[0].rows == 2);
    CHECK(files[0].by == "联络");
    CHECK(files[0].digest == crypto::sha256(bytes).hex());
}

TEST_CASE("Nothing an exception shows holds an account number") {
    Sent sent;
    PracticeOffice& office = sent.office;
    posted(
        office, sent.batch,
        {{1, OutcomeStatus::failed, "账号629999000001不存在"}, {2, OutcomeStatus::paid, "", 0, "629999000002"}, {3}});
    CHECK(
        office.count("SELECT count(*) FROM worklist_item WHERE detail_zh LIKE '%629999%' OR detail_en LIKE '%629999%' "
                     "OR subject LIKE '%629999%'") == 0);
    CHECK(office.count("SELECT count(*) FROM worklist_item") == 3);
}

TEST_CASE("Verify finds outcomes and entries that do not belong together") {
    struct Row {
        const char* table;
        const char* change;
        const char* pass;
    };
    const auto row = GENERATE(values<Row>({
        {"outcome", "UPDATE outcome SET status = 2 WHERE instruction = 1", "reconciliation.entries"},
        {"outcome", "UPDATE outcome SET amount = amount + 1 WHERE instruction = 1", "reconciliation.entries"},
        {"transfer", "UPDATE transfer SET event = 5, debit = 1003 WHERE event = 4 AND instruction = 1",
         "reconciliation.entries"},
        {"transfer", "UPDATE transfer SET amount = amount + 1 WHERE event = 4 AND instruction = 2",
         "reconciliation.allocations"},
        {"transfer", "UPDATE transfer SET instruction = 9 WHERE event = 4 AND instruction = 2",
         "reconciliation.allocations"},
        {"outcome", "UPDATE outcome SET file = 5 WHERE instruction = 2", "reconciliation.files"},
        {"bank_file", "UPDATE bank_file SET digest = 'x'", "reconciliation.files"},
    }));
    CAPTURE(row.change);
    Sent sent;
    PracticeOffice& office = sent.office;
    posted(office, sent.batch, {{1}, {2}, {3, OutcomeStatus::failed, "户名不符"}});
    REQUIRE(office.verify() == "");
    test::behind_the_programs_back(office.desk.store(), row.table, row.change);
    bool found = false;
    for (const auto& pass : reconciliation::reconciliation_part().passes)
        if (pass.code == row.pass) found = !pass.run(office.desk.store()).broken.empty();
    CHECK(found);
}
