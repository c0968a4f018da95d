// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A batch sent as pain.001: reports say that the bank has it or refuses it, statements what was paid and came back.
#include <fmt/format.h>

#include "tests/engine/reconciliation/result_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;
using ledger::Account;

namespace {

struct SentMessage {
    PracticeOffice office;
    std::int64_t batch = 0;

    SentMessage() {
        auto account = own_account("own", "iso20022-09", 2);
        account.branch_code = "105100000017";
        const auto added = batches::add_bank_account(office.desk, office.sealer, office.officer, account, "");
        REQUIRE(added.has_value());
        office.account = added->number("bank_account");
        office.receive(1000);
        office.release({owed("YX1", 10, 1, "测试甲"), owed("YX2", 20, 2, "李·阿依"), owed("YX3", 40, 3, "\uE863某")});
        const auto created = office.create();
        REQUIRE(created.has_value());
        batch = created->number("batch");
        office.send(batch);
    }

    static Owed owed(const char* household, std::int64_t yuan, int payee, const char* name) {
        return {household, yuan, payee, name, Program::rural_dibao, Month{2022, 10}, "own"};
    }

    Answer take(const std::string& bytes) {
        auto answer = post(office, batch, bytes);
        if (!answer) FAIL(answer.error().what().en);
        office.check_books();
        return *answer;
    }
};

std::string group_report(std::string_view message_id, std::string_view status) {
    return fmt::format(
        "<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>{}</OrgnlMsgId><GrpSts>{}</GrpSts>"
        "</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>",
        message_id, status);
}

std::string report(std::string_view status) {
    std::string payments;
    for (int number = 1; number <= 3; ++number)
        payments += fmt::format(
            "<TxInfAndSts><OrgnlEndToEndId>B1-{:06}</OrgnlEndToEndId><TxSts>{}</TxSts></TxInfAndSts>", number, status);
    return fmt::format("<Document><CstmrPmtStsRpt>{}</CstmrPmtStsRpt></Document>", payments);
}

std::string entry(std::string_view side, std::string_view serial, std::string_view yuan, std::string_view name,
                  std::string_view more = "") {
    return fmt::format(R"(<Ntry><Amt Ccy="CNY">{1}</Amt><CdtDbtInd>{0}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls>)"
                       "<TxDtls><Refs><EndToEndId>{2}</EndToEndId></Refs><RltdPties><Cdtr><Pty><Nm>{3}</Nm></Pty>"
                       "</Cdtr></RltdPties>{4}</TxDtls></NtryDtls></Ntry>",
                       side, yuan, serial, name, more);
}

std::string statement(std::string_view entries) {
    return fmt::format("<Document><BkToCstmrStmt><Stmt><Id>S1</Id>{}</Stmt></BkToCstmrStmt></Document>", entries);
}

}  // namespace

TEST_CASE("A report that accepts every payment pays none") {
    for (const char* status : {"ACCP", "ACSP", "ACSC"}) {
        CAPTURE(status);
        SentMessage sent;
        const Answer answer = sent.take(report(status));
        CHECK(answer.number("pending") == 3);
        CHECK(answer.number("paid") == 0);
        CHECK(answer.number("in_transit") == 3);
        CHECK(sent.office.balance(Account::in_transit) == 7000);
        CHECK(sent.office.count("SELECT count(*) FROM worklist_item") == 0);
    }
}

TEST_CASE("Accepted, paid by the statement, and returned days later") {
    SentMessage sent;
    sent.take(report("ACSC"));
    // The bank writes the dot and an older code point its own way.
    const Answer paid = sent.take(statement(entry("DBIT", "B1-000001", "10.00", "测试甲") +
                                            entry("DBIT", "B1-000002", "20.00", "李•阿依") +
                                            entry("DBIT", "B1-000003", "40.00", "䶮某")));
    CHECK(paid.number("paid") == 3);
    CHECK(paid.number("paid_fen") == 7000);
    CHECK(sent.office.balance(Account::in_transit) == 0);
    const Answer returned = sent.take(
        statement(entry("CRDT", "B1-000002", "20.00", "李·阿依", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")));
    CHECK(returned.number("late_returns") == 1);
    CHECK(sent.office.balance(Account::returned_cash) == 2000);
    const auto items = sent.office.items(worklist::Kind::returned_payment);
    REQUIRE(items.size() == 1);
    CHECK(items[0].what.detail.zh.find("账户已销户") != std::string::npos);
}

TEST_CASE("A message refused as a whole gives back every payment of its batch, and of no other") {
    SentMessage sent;
    const auto other = post(sent.office, sent.batch, group_report("20221017-B9", "RJCT"));
    REQUIRE_FALSE(other.has_value());
    CHECK(other.error().code() == "bank.result/file_of_another_batch");
    CHECK(sent.office.balance(Account::in_transit) == 7000);
    const Answer answer = sent.take(group_report("20221017-B1", "RJCT"));
    CHECK(answer.number("rows") == 3);
    CHECK(answer.number("failed") == 3);
    CHECK(answer.number("failed_fen") == 7000);
    CHECK(sent.office.balance(Account::returned_cash) == 7000);
}

TEST_CASE("A message accepted as a whole leaves every payment in transit") {
    SentMessage sent;
    const Answer answer = sent.take(group_report("20221017-B1", "ACCP"));
    CHECK(answer.number("pending") == 3);
    CHECK(sent.office.balance(Account::in_transit) == 7000);
}

TEST_CASE("A statement's other payments are counted and are nobody's exception") {
    SentMessage sent;
    const Answer answer = sent.take(statement(entry("DBIT", "B1-000001", "10.00", "测试甲") +
                                              entry("DBIT", "B7-000001", "99.00", "别人") +
                                              entry("DBIT", "NOTPROVIDED", "1.00", "手续费")));
    CHECK(answer.number("rows") == 3);
    CHECK(answer.number("paid") == 1);
    CHECK(answer.number("other_payments") == 2);
    CHECK(answer.number("exceptions") == 0);
    CHECK(sent.office.count("SELECT count(*) FROM worklist_item") == 0);
}

TEST_CASE("A statement with another amount or payee posts nothing and goes to a person") {
    SentMessage sent;
    const Answer answer = sent.take(
        statement(entry("DBIT", "B1-000001", "9.99", "测试甲") + entry("DBIT", "B1-000002", "20.00", "李阿依")));
    CHECK(answer.number("exceptions") == 2);
    CHECK(sent.office.balance(Account::in_transit) == 7000);
    CHECK(sent.office.items(worklist::Kind::wrong_amount).size() == 1);
    CHECK(sent.office.items(worklist::Kind::wrong_account).size() == 1);
}
