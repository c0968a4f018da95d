// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/lifecycle.hpp"

#include <soci/soci.h>

#include "engine/batches/outbox.hpp"
#include "engine/batches/tables.hpp"
#include "engine/batches/tie.hpp"
#include "tests/engine/batches/practice_office.hpp"
#include "tests/support/tamper.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using batches::BatchState;
using batches::MoveRefusal;

namespace {

enum class Act { write, send, withdraw, close };

Result<Answer, Refusal> act(PracticeOffice& office, Act what) {
    switch (what) {
        case Act::send:
            return batches::send_batch(office.desk, office.liaison, county, 1, "");
        case Act::withdraw:
            return batches::withdraw_batch(office.desk, office.officer, county, 1, "重新计算", "");
        case Act::close:
            return batches::close_batch(office.desk, office.officer, county, 1, "");
        case Act::write:
            break;
    }
    REQUIRE(batches::write_pending_files(office.desk, office.sealer, office.officer, county, office.folder / "outbox")
                .has_value());
    return Answer{};
}

}  // namespace

TEST_CASE("A batch takes its steps in order and no other") {
    struct Row {
        const char* why;
        std::vector<Act> before;
        Act step;
        MoveRefusal expected;
    };
    const auto row = GENERATE(values<Row>({
        {"sent before it is written", {}, Act::send, MoveRefusal::file_not_written},
        {"closed before it is written", {}, Act::close, MoveRefusal::not_sent},
        {"closed before it is sent", {Act::write}, Act::close, MoveRefusal::not_sent},
        {"sent twice", {Act::write, Act::send}, Act::send, MoveRefusal::sent_before},
        {"withdrawn from the bank", {Act::write, Act::send}, Act::withdraw, MoveRefusal::sent_before},
        {"closed without outcomes", {Act::write, Act::send}, Act::close, MoveRefusal::outcomes_missing},
        {"withdrawn twice", {Act::withdraw}, Act::withdraw, MoveRefusal::withdrawn_before},
        {"sent after it was withdrawn", {Act::write, Act::withdraw}, Act::send, MoveRefusal::withdrawn_before},
        {"closed after it was withdrawn", {Act::withdraw}, Act::close, MoveRefusal::withdrawn_before},
    }));
    CAPTURE(row.why);
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 1, 1}, {"YX2", 2, 2}});
    REQUIRE(office.create().has_value());
    for (const Act before : row.before) REQUIRE(act(office, before).has_value());
    const auto events = office.count("SELECT count(*) FROM batch_event");
    const auto entries = office.count("SELECT count(*) FROM transfer");
    const auto refused = act(office, row.step);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(row.expected));
    CHECK(office.count("SELECT count(*) FROM batch_event") == events);
    CHECK(office.count("SELECT count(*) FROM transfer") == entries);
    office.check_books();
}

TEST_CASE("Steps are for their roles, and a withdrawal says why") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 1, 1}});
    REQUIRE(office.create().has_value());
    CHECK(batches::send_batch(office.desk, office.officer, county, 1, "").error().is(DeskRefusal::role_may_not));
    CHECK(
        batches::withdraw_batch(office.desk, office.liaison, county, 1, "x", "").error().is(DeskRefusal::role_may_not));
    CHECK(batches::close_batch(office.desk, office.auditor, county, 1, "").error().is(DeskRefusal::role_may_not));
    CHECK(batches::withdraw_batch(office.desk, office.officer, county, 1, "", "")
              .error()
              .is(MoveRefusal::reason_missing));
    CHECK(batches::send_batch(office.desk, office.liaison, county, 8, "")
              .error()
              .is(batches::BatchRefusal::unknown_batch));
}

TEST_CASE("A withdrawn batch gives quota and payables back, and they go into the next one") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 10, 1}, {"YX2", 20, 2, "测试乙"}, {"YX3", 5, 1}});
    REQUIRE(office.create().has_value());
    const bool written = GENERATE(false, true);
    if (written) REQUIRE(act(office, Act::write).has_value());
    REQUIRE(act(office, Act::withdraw).has_value());
    CHECK(office.batch(1).state == BatchState::withdrawn);
    CHECK(office.balance(ledger::Account::in_transit) == 0);
    CHECK(office.balance(ledger::Account::treasury_quota) == 10000);
    CHECK(office.count("SELECT count(*) FROM transfer t JOIN transfer o ON o.command = t.reverses_command AND "
                       "o.ordinal = t.reverses_ordinal AND o.debit = t.credit AND o.credit = t.debit AND "
                       "o.amount = t.amount AND o.line = t.line AND o.event = t.event") == 3);
    office.check_books();
    const auto tie = batches::tie_batch(office.sql(), county, 1);
    CHECK((tie->holds() && tie->voucher.is_zero()));

    const auto again = office.create();
    REQUIRE(again.has_value());
    CHECK(again->number("batch") == 2);
    CHECK(again->number("lines") == 3);
    CHECK(office.balance(ledger::Account::in_transit) == 3500);
    office.check_books();
}

TEST_CASE("The three sides of a sent batch agree: roster, voucher, and all of it in transit") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 10, 1}, {"YX2", 20, 2}});
    const std::int64_t number = office.sent_batch();
    const auto tie = batches::tie_batch(office.sql(), county, number);
    REQUIRE(tie.has_value());
    CHECK(tie->holds());
    CHECK(tie->roster == yuan(30));
    CHECK(tie->voucher == yuan(30));
    CHECK(tie->in_transit == yuan(30));
    CHECK(tie->paid.is_zero());
    CHECK_FALSE(batches::tie_batch(office.sql(), county, 9).has_value());
}

TEST_CASE("The tie names the instruction on which the sides differ") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 10, 1}, {"YX2", 20, 2}});
    const std::int64_t number = office.sent_batch();
    test::behind_the_programs_back(office.desk.store(), "transfer",
                                   "UPDATE transfer SET amount = amount - 1 WHERE event = 3 AND instruction = 2");
    const auto voucher = batches::tie_batch(office.sql(), county, number);
    CHECK_FALSE(voucher->holds());
    REQUIRE(voucher->differing.size() == 1);
    CHECK(voucher->differing[0].serial == "B1-000002");
    CHECK(voucher->differing[0].voucher == Money::fen(1999));

    test::behind_the_programs_back(office.desk.store(), "transfer",
                                   "UPDATE transfer SET amount = 2000 WHERE event = 3 AND instruction = 2");
    test::behind_the_programs_back(office.desk.store(), "transfer",
                                   "UPDATE transfer SET amount = amount + 5 WHERE event = 2 AND line = 1");
    const auto roster = batches::tie_batch(office.sql(), county, number);
    REQUIRE(roster->differing.size() == 1);
    CHECK(roster->differing[0].serial == "B1-000001");
    CHECK(roster->differing[0].roster == Money::fen(1005));
}

TEST_CASE("What happened to a batch is kept in order, with who did it") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 10, 1}});
    const std::int64_t number = office.sent_batch();
    std::vector<std::pair<BatchState, std::string>> events;
    batches::read_events(office.sql(), county, number,
                         [&](const batches::BatchEvent& event) { events.emplace_back(event.kind, event.by); });
    CHECK(events == std::vector<std::pair<BatchState, std::string>>{
                        {BatchState::created, "经办"}, {BatchState::written, "经办"}, {BatchState::sent, "联络"}});
}

TEST_CASE("The lists show batches, funds and accounts, and no account number in full") {
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 10, 1}, {"YX2", 20, 2}});
    const std::int64_t number = office.sent_batch();

    struct Rows final : RowSink {
        Result<void, Refusal> begin(const TableHead& h) override {
            head = h;
            return {};
        }
        Result<void, Refusal> row(RowCells cells) override {
            CHECK(fits(head, cells));
            for (const Cell& cell : cells) text += to_file_text(cell) + "|";
            ++count;
            return {};
        }
        Result<void, Refusal> end() override { return {}; }
        TableHead head;
        std::string text;
        int count = 0;
    };
    store::Store& store = office.desk.store();
    for (const auto& [table, expected] :
         {std::pair{batches::bank_accounts_table(store, county), 1}, std::pair{batches::funds_table(store, county), 1},
          std::pair{batches::batches_table(store, county), 1},
          std::pair{batches::instructions_table(store, county, number), 2},
          std::pair{batches::tie_table(store, county, number), 0}}) {
        Rows rows;
        REQUIRE(send(table, rows).has_value());
        CAPTURE(rows.text);
        CHECK(rows.count == expected);
        CHECK(rows.text.find("629999") == std::string::npos);
    }
    Rows rows;
    CHECK_FALSE(send(batches::instructions_table(store, county, 9), rows).has_value());
}
