// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What a statement says of our payments is posted; the rest is kept and shown to a person.
#include <fmt/format.h>

#include "engine/reconciliation/post_result.hpp"
#include "engine/statements/our_serial.hpp"
#include "tests/engine/statements/statement_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using ledger::Account;
using statements::Continuity;
using statements::Match;
using statements::StatementRefusal;
using worklist::Kind;

namespace {

std::vector<BankRow> all_paid() {
    return {{"2022-10-18", -1000, "低保金 B1-000001", "测试甲", payee_account(1).text(), "N1"},
            {"2022-10-18", -2000, "低保金 B1-000002", "测试乙", payee_account(2).text(), "N2"},
            {"2022-10-18", -4000, "低保金 B1-000003", "测试丙", payee_account(3).text(), "N3"}};
}

}  // namespace

TEST_CASE("Debits under our serials confirm that the payees were paid, in every format") {
    for (const char* format : {"csv", "mt940", "camt"}) {
        CAPTURE(format);
        StatementOffice with;
        std::vector<BankRow> rows = all_paid();
        if (*format == 'c' && format[1] == 'a')
            for (BankRow& row : rows) row.text = row.text.substr(row.text.find('B'));
        const Answer answer = with.taken(*format == 'm'     ? mt940_statement(100'000, rows)
                                         : format[1] == 's' ? csv_statement(100'000, rows)
                                                            : camt_statement(100'000, rows));
        CHECK(answer.number("statements") == 1);
        CHECK(answer.number("entries") == 3);
        CHECK(answer.number("matched") == 3);
        CHECK(answer.number("paid") == 3);
        CHECK(answer.number("paid_fen") == 7000);
        CHECK(answer.number("items") == 0);
        CHECK(with.office.balance(Account::in_transit) == 0);
        CHECK(with.office.balance(Account::payable) == 0);
        REQUIRE(with.kept().size() == 1);
        const auto kept = with.kept().front();
        CHECK(kept.opening == Money::fen(100'000));
        CHECK(kept.closing == Money::fen(93'000));
        CHECK(kept.continuity == Continuity::first);
        CHECK(kept.matched == 3);
    }
}

TEST_CASE("Every row is kept with the other party sealed") {
    StatementOffice with;
    with.taken(csv_statement(100'000, all_paid(), with.own_account_text()));
    const auto rows = with.rows(1);
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].amount == Money::fen(-2000));
    CHECK(rows[1].balance == Money::fen(97'000));
    CHECK(rows[1].match == Match::instruction);
    CHECK(rows[1].batch == 1);
    CHECK(rows[1].instruction == 2);
    CHECK(rows[1].name == "测试乙");
    CHECK(rows[1].account == payee_account(2).text());
    CHECK(rows[1].text == "低保金 B1-000002");
    CHECK(with.office.count(
              "SELECT count(*) FROM statement_row WHERE sealed LIKE '%测试%' OR sealed LIKE '%629999%'") == 0);
}

TEST_CASE("A credit under our serial is a return with its reason, late ones included") {
    StatementOffice with;
    with.taken(csv_statement(100'000, all_paid()));
    const Answer answer =
        with.taken(csv_statement(93'000, {{"2022-10-20", 2000, "退汇 B1-000002 户名不符", "待清算款项", "", "N9"}}));
    CHECK(answer.number("failed") == 1);
    CHECK(answer.number("late_returns") == 1);
    CHECK(with.office.balance(Account::returned_cash) == 2000);
    const auto items = with.office.items(Kind::returned_payment);
    REQUIRE(items.size() == 1);
    INFO(items[0].what.detail.zh);
    CHECK(items[0].what.detail.zh.find("户名不符") != std::string::npos);
    CHECK(with.kept().back().continuity == Continuity::goes_on);
}

TEST_CASE("A payment the statement debits and gives back came back, once") {
    StatementOffice with;
    auto rows = all_paid();
    rows.push_back({"2022-10-19", 1000, "退汇 B1-000001", "", "", "N4"});
    const Answer answer = with.taken(csv_statement(100'000, rows));
    CHECK(answer.number("paid") == 2);
    CHECK(answer.number("failed") == 1);
    CHECK(answer.number("exceptions") == 0);
    CHECK(with.office.balance(Account::returned_cash) == 1000);
    CHECK(with.office.balance(Account::in_transit) == 0);
}

TEST_CASE("A return whose words nobody mapped holds, and is listed to be mapped") {
    StatementOffice with;
    with.taken(csv_statement(100'000, all_paid()));
    with.taken(csv_statement(93'000, {{"2022-10-20", 2000, "某某原因 B1-000002"}}));
    CHECK(with.office.items(Kind::unmapped_reason).size() == 1);
    CHECK(with.office.count("SELECT count(*) FROM unmapped_text WHERE text = '某某原因'") == 1);
}

TEST_CASE("Another amount or payee posts nothing and goes to a person") {
    StatementOffice with;
    const Answer answer =
        with.taken(csv_statement(100'000, {{"2022-10-18", -999, "B1-000001", "测试甲"},
                                           {"2022-10-18", -2000, "B1-000002", "别人"},
                                           {"2022-10-18", -4000, "B1-000003", "", payee_account(9).text()}}));
    CHECK(answer.number("exceptions") == 3);
    CHECK(with.office.balance(Account::in_transit) == 7000);
    CHECK(with.office.items(Kind::wrong_amount).size() == 1);
    CHECK(with.office.items(Kind::wrong_account).size() == 2);
}

TEST_CASE("A debit of the whole batch that names it is noted, and pays nobody by itself") {
    StatementOffice with;
    for (const char* text : {"代发 B1", "批量代发 {file}"}) {
        CAPTURE(text);
        std::string said{text};
        if (const auto at = said.find("{file}"); at != std::string::npos) {
            const std::string name = with.office.batch(1).file_name;
            said.replace(at, 6, name.substr(0, name.rfind('.')));
        }
        StatementOffice own;
        const Answer answer = own.taken(csv_statement(100'000, {{"2022-10-18", -7000, said}}));
        CHECK(answer.number("batch_debits") == 1);
        CHECK(answer.number("open_debits") == 0);
        CHECK(answer.number("items") == 0);
        CHECK(own.rows(1).front().match == Match::batch);
        CHECK(own.office.balance(Account::in_transit) == 7000);
    }
    // The amount alone names nothing, nor the name with another amount.
    const Answer other =
        with.taken(csv_statement(100'000, {{"2022-10-18", -7000, "转账"}, {"2022-10-18", -6999, "代发 B1"}}));
    CHECK(other.number("batch_debits") == 0);
    CHECK(other.number("open_debits") == 2);
}

TEST_CASE("What belongs to nothing of ours is one item of the worklist with counts and sums") {
    StatementOffice with;
    auto rows = all_paid();
    rows.push_back({"2022-10-19", 5'000'000, "用款额度"});
    rows.push_back({"2022-10-19", -30, "手续费"});
    rows.push_back({"2022-10-19", -500, "B7-000001 别的批次"});
    rows.push_back({"2022-10-19", -500, "B1-000004 没有这一笔"});
    const Answer answer = with.taken(csv_statement(100'000, rows));
    CHECK(answer.number("open_credits") == 1);
    CHECK(answer.number("open_credits_fen") == 5'000'000);
    CHECK(answer.number("open_debits") == 3);
    CHECK(answer.number("open_debits_fen") == 1030);
    const auto items = with.office.items(Kind::statement_differs);
    REQUIRE(items.size() == 1);
    CHECK(items[0].what.detail.zh.find("收入 1 笔 50000.00 元，支出 3 笔 10.30 元") != std::string::npos);
    CHECK(items[0].what.amount == Money::fen(5'001'030));
}

TEST_CASE("A statement of another account, in another currency, or not proven is refused, and changes nothing") {
    struct Row {
        const char* why;
        std::string bytes;
        std::string code;
    };
    StatementOffice with;
    const std::string unproven = [] {
        std::string bytes = camt_statement(100'000, all_paid());
        bytes.replace(bytes.find("930.00"), 6, "930.01");
        return bytes;
    }();
    const std::string without_balance = [] {
        std::string bytes = camt_statement(100'000, all_paid());
        bytes.erase(bytes.find("<Bal>"), bytes.find("</Bal>") + 6 - bytes.find("<Bal>"));
        return bytes;
    }();
    std::string dollars = camt_statement(100'000, {});
    for (auto at = dollars.find("CNY"); at != std::string::npos; at = dollars.find("CNY"))
        dollars.replace(at, 3, "USD");
    const std::vector<Row> rows{
        {"another account", camt_statement(100'000, all_paid(), "6299990000000099"), "bank.statement/other_account"},
        {"another account", csv_statement(100'000, all_paid(), "6299990000000099"), "bank.statement/other_account"},
        {"a masked account", camt_statement(100'000, all_paid(), "6299****0001"), "bank.statement/other_account"},
        {"dollars", dollars, "bank.statement/other_currency"},
        {"off by one fen", unproven, "bank.statement/not_proven"},
        {"no opening balance", without_balance, "bank.statement/not_proven"},
        {"no statement", "<Document><BkToCstmrStmt></BkToCstmrStmt></Document>", "bank.statement/no_statement"},
        {"too large", camt_statement(100'000, {{"2022-10-18", amount_limit.fen() + 1}}),
         "bank.statement/amount_too_large"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto answer = with.take(row.bytes);
        REQUIRE_FALSE(answer.has_value());
        CHECK(answer.error().code() == row.code);
        CHECK_FALSE(answer.error().next().zh.empty());
    }
    CHECK(with.kept().empty());
    CHECK(with.office.balance(Account::in_transit) == 7000);
}

TEST_CASE("Only the liaison takes statements") {
    StatementOffice with;
    const std::string bytes = csv_statement(100'000, all_paid());
    statements::StatementCall call{.county = county, .bank_account = 1, .file_name = "x.csv", .bytes = bytes};
    const auto answer = statements::take_statement(with.office.desk, with.office.sealer, with.office.officer, call);
    REQUIRE_FALSE(answer.has_value());
    CHECK(answer.error().is(DeskRefusal::role_may_not));
    CHECK(with.office.balance(Account::in_transit) == 7000);
}

TEST_CASE("A batch the bank does not have, or of another account, is not posted to") {
    StatementOffice with;
    with.office.release({{"YX4", 5, 4}});
    REQUIRE(with.office.create().has_value());  // Batch 2, not sent.
    const Answer answer = with.taken(csv_statement(100'000, {{"2022-10-18", -500, "B2-000001"}}));
    CHECK(answer.number("matched") == 0);
    CHECK(answer.number("open_debits") == 1);
}

TEST_CASE("What a result file told before, a statement repeats without posting it again") {
    StatementOffice with;
    with.taken(csv_statement(100'000, all_paid()));
    const Answer again = with.taken(mt940_statement(93'000, {{"2022-10-19", -1000, "B1-000001"}}));
    CHECK(again.number("paid") == 0);
    CHECK(with.office.balance(Account::payable) == 0);
}

TEST_CASE("An entry of several payments is kept with each of them, and each is matched by itself") {
    StatementOffice with;
    std::string bytes = camt_statement(100'000, {{"2022-10-18", -7000, "X"}});
    const std::string one = "<TxDtls><Refs><EndToEndId>X</EndToEndId></Refs></TxDtls>";
    std::string parts;
    for (const auto& [serial, yuan_text] :
         {std::pair{"B1-000001", "10.00"}, {"B1-000002", "20.00"}, {"B1-000003", "40.00"}})
        parts += fmt::format("<TxDtls><Refs><EndToEndId>{}</EndToEndId></Refs><Amt Ccy=\"CNY\">{}</Amt></TxDtls>",
                             serial, yuan_text);
    REQUIRE(bytes.find(one) != std::string::npos);
    bytes.replace(bytes.find(one), one.size(), parts);
    const Answer answer = with.taken(bytes);
    CHECK(answer.number("entries") == 1);
    CHECK(answer.number("paid") == 3);
    REQUIRE(with.rows(1).size() == 4);
    CHECK(with.rows(1)[0].match == Match::none);
    CHECK(with.rows(1)[3].match == Match::instruction);
}

TEST_CASE("Serials match a statement's payments at a bank whose result files know none") {
    StatementOffice with;
    const auto added = batches::add_bank_account(with.office.desk, with.office.sealer, with.office.officer,
                                                 own_account("own", "psbc", 2), "");
    REQUIRE(added.has_value());
    with.office.account = added->number("bank_account");
    with.office.receive(1000);
    with.office.release({{"YX8", 8, 8, "测试辛", Program::rural_dibao, Month{2022, 10}, "own"}});
    const auto created = with.office.create();
    REQUIRE(created.has_value());
    with.office.send(created->number("batch"));
    const Answer answer = with.taken(csv_statement(100'000, {{"2022-10-18", -800, "B2-000001", "测试辛"}}));
    CHECK(answer.number("paid") == 1);
}
