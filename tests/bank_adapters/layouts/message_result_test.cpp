// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What a bank that takes messages answers: reports on payments, which never say that one was paid, and statements.
#include <fmt/format.h>

#include "tests/bank_adapters/iso20022/schema.hpp"
#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

Result<ResultFile, Refusal> read(std::string_view bytes) {
    return read_result_file(the_layout("iso20022-09"), bytes, "answer.xml");
}

ResultFile report(std::string_view elements) {
    auto file = read(fmt::format("<Document><CstmrPmtStsRpt>{}</CstmrPmtStsRpt></Document>", elements));
    if (!file) FAIL(all_words(file.error()));
    return *std::move(file);
}

std::string payment_status(std::string_view serial, std::string_view status, std::string_view more = "") {
    return fmt::format("<TxInfAndSts><OrgnlEndToEndId>{}</OrgnlEndToEndId><TxSts>{}</TxSts>{}</TxInfAndSts>", serial,
                       status, more);
}

ResultFile statement(std::string_view entries) {
    auto file = read(fmt::format(
        "<Document><BkToCstmrDbtCdtNtfctn><Ntfctn><Id>N1</Id>{}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>", entries));
    if (!file) FAIL(all_words(file.error()));
    return *std::move(file);
}

std::string entry(std::string_view side, std::string_view status, std::string_view transactions,
                  std::string_view more = "", std::string_view amount = "1143.00") {
    return fmt::format(R"(<Ntry><Amt Ccy="CNY">{}</Amt><CdtDbtInd>{}</CdtDbtInd>{}<Sts><Cd>{}</Cd></Sts>)"
                       "<NtryDtls>{}</NtryDtls></Ntry>",
                       amount, side, more, status, transactions);
}

std::string transaction(std::string_view serial, std::string_view more = "") {
    return fmt::format("<TxDtls><Refs><EndToEndId>{}</EndToEndId></Refs>{}</TxDtls>", serial, more);
}

}  // namespace

TEST_CASE("Accepted is never paid, whatever the code of the report") {
    for (const char* code_text :
         {"ACCP", "ACTC", "ACSP", "ACSC", "ACWC", "ACWP", "ACCC", "ACFC", "PART", "PDNG", "RCVD", "PATC"}) {
        CAPTURE(code_text);
        const ResultFile file = report(payment_status("B12-000001", code_text));
        REQUIRE(file.lines.size() == 1);
        CHECK(file.lines.front().status == OutcomeStatus::pending);
        CHECK(file.lines.front().status_text == code_text);
        CHECK(file.lines.front().serial == "B12-000001");
        CHECK_FALSE(file.lines.front().tells_amount);
    }
}

TEST_CASE("A payment refused is failed, with the bank's words before its code") {
    struct Row {
        const char* more;
        Reason reason;
    };
    for (const Row& row : {
             Row{"<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>", Reason::account_closed},
             Row{"<StsRsnInf><Rsn><Cd>AC06</Cd></Rsn></StsRsnInf>", Reason::account_frozen},
             Row{"<StsRsnInf><Rsn><Cd>AC06</Cd></Rsn><AddtlInf>睡眠户</AddtlInf></StsRsnInf>", Reason::account_dormant},
             Row{"<StsRsnInf><Rsn><Cd>NARR</Cd></Rsn><AddtlInf>户名不符</AddtlInf></StsRsnInf>", Reason::name_mismatch},
             Row{"<StsRsnInf><Rsn><Cd>MD07</Cd></Rsn></StsRsnInf>", Reason::deceased},
             Row{"<StsRsnInf><Rsn><Prtry>X99</Prtry></Rsn></StsRsnInf>", Reason::unmapped},
             Row{"", Reason::not_given},
         }) {
        CAPTURE(row.more);
        const ResultFile file = report(payment_status("B12-000001", "RJCT", row.more));
        REQUIRE(file.lines.size() == 1);
        CHECK(file.lines.front().status == OutcomeStatus::failed);
        CHECK(file.lines.front().reason == row.reason);
    }
}

TEST_CASE("A report that repeats the amount is held to it") {
    const ResultFile file = report(payment_status(
        "B12-000001", "RJCT", R"(<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">1143.00</InstdAmt></Amt></OrgnlTxRef>)"));
    CHECK(file.lines.front().tells_amount);
    CHECK(file.lines.front().amount == fen(114'300));
    CHECK(file.head.total == fen(114'300));
}

TEST_CASE("What a report says of the whole holds for its payments only where they are silent") {
    const std::string group =
        "<OrgnlGrpInfAndSts><OrgnlMsgId>20221009-B12</OrgnlMsgId><GrpSts>{}</GrpSts></OrgnlGrpInfAndSts>";
    const ResultFile silent = report(fmt::format(fmt::runtime(group), "RJCT") +
                                     "<TxInfAndSts><OrgnlEndToEndId>B12-000001</OrgnlEndToEndId></TxInfAndSts>" +
                                     payment_status("B12-000002", "ACCP"));
    REQUIRE(silent.lines.size() == 2);
    CHECK(silent.lines[0].status == OutcomeStatus::failed);
    CHECK(silent.lines[1].status == OutcomeStatus::pending);
    CHECK_FALSE(silent.of_all.has_value());
    CHECK(silent.head.batch == 12);

    const ResultFile whole = report(fmt::format(fmt::runtime(group), "RJCT"));
    CHECK(whole.lines.empty());
    REQUIRE(whole.of_all.has_value());
    CHECK(whole.of_all->status == OutcomeStatus::failed);
    CHECK(whole.head.batch == 12);
    CHECK(whole.head.date == sample_head().date);
}

TEST_CASE("A statement tells what was paid and what came back") {
    struct Row {
        const char* says;
        std::string entries;
        OutcomeStatus status;
        std::optional<Reason> reason;
    };
    const std::string returned = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>";
    const std::vector<Row> rows{
        {"a debit booked", entry("DBIT", "BOOK", transaction("B12-000001")), OutcomeStatus::paid, std::nullopt},
        {"a debit to come", entry("DBIT", "PDNG", transaction("B12-000001")), OutcomeStatus::pending, std::nullopt},
        {"for information", entry("DBIT", "INFO", transaction("B12-000001")), OutcomeStatus::unknown, std::nullopt},
        {"a credit with its reason", entry("CRDT", "BOOK", transaction("B12-000001", returned)), OutcomeStatus::failed,
         Reason::account_closed},
        {"a credit without a word", entry("CRDT", "BOOK", transaction("B12-000001")), OutcomeStatus::failed,
         Reason::not_given},
        {"a reversal booked as credit", entry("CRDT", "BOOK", transaction("B12-000001"), "<RvslInd>true</RvslInd>"),
         OutcomeStatus::failed, Reason::not_given},
        {"a debit that undoes a credit", entry("DBIT", "BOOK", transaction("B12-000001"), "<RvslInd>true</RvslInd>"),
         OutcomeStatus::unknown, std::nullopt},
        {"a debit with a reason to return", entry("DBIT", "BOOK", transaction("B12-000001", returned)),
         OutcomeStatus::unknown, Reason::account_closed},
    };
    for (const Row& row : rows) {
        CAPTURE(row.says);
        const ResultFile file = statement(row.entries);
        REQUIRE(file.lines.size() == 1);
        CHECK(file.lines.front().status == row.status);
        CHECK(file.lines.front().reason == row.reason);
        CHECK(file.lines.front().amount == fen(114'300));  // The entry's: it has no other.
        CHECK(file.lines.front().of_account);
    }
}

TEST_CASE("An entry that does not say it was booked pays nobody and returns nothing") {
    for (const char* side : {"DBIT", "CRDT"}) {
        std::string silent = entry(side, "BOOK", transaction("B12-000001"));
        constexpr std::string_view status = "<Sts><Cd>BOOK</Cd></Sts>";
        silent.erase(silent.find(status), status.size());
        const ResultFile file = statement(silent);
        REQUIRE(file.lines.size() == 1);
        CHECK(file.lines.front().status == OutcomeStatus::unknown);
    }
}

TEST_CASE("Of a batch booking each payment has its own amount, and the entry's is no one's") {
    const std::string own = R"(<Amt Ccy="CNY">10.00</Amt>)";
    const ResultFile file =
        statement(entry("DBIT", "BOOK", transaction("B12-000001", own) + transaction("B12-000002") + transaction("")));
    REQUIRE(file.lines.size() == 2);
    CHECK(file.lines[0].amount == fen(1'000));
    CHECK(file.lines[1].amount.is_zero());
}

TEST_CASE("An amount in another currency is no amount of ours") {
    const ResultFile file =
        statement(entry("DBIT", "BOOK", transaction("B12-000001", R"(<Amt Ccy="HKD">1143.00</Amt>)")));
    CHECK(file.lines.front().amount.is_zero());
}

TEST_CASE("A message that answers nothing is refused, and an empty file") {
    const auto order = read("<Document><CstmrCdtTrfInitn/></Document>");
    REQUIRE_FALSE(order.has_value());
    CHECK(order.error().code() == "bank.statement/not_this_format");
    CHECK(read("").error().is(ReadError::empty_file));
    CHECK_FALSE(read("no message at all").has_value());
}

TEST_CASE("A fault at the end keeps everything before it from being handed out") {
    std::size_t handed_out = 0;
    const auto file =
        read_result_file(the_layout("iso20022-09"),
                         fmt::format("<Document><CstmrPmtStsRpt>{}{}</Document>",  // Cut short.
                                     payment_status("B12-000001", "RJCT"), payment_status("B12-000002", "RJCT")),
                         "answer.xml", [&](const OutcomeLine&) { ++handed_out; });
    CHECK_FALSE(file.has_value());
    CHECK(handed_out == 0);
}

TEST_CASE("What the simulated bank writes is valid by its schema") {
    const PaymentFile sent = sample_payments(FileEncoding::gb18030);
    std::vector<OutcomeLine> lines;
    for (const Instruction& instruction : sent.instructions) {
        OutcomeLine line;
        line.serial = instruction.serial;
        line.account = instruction.account;
        line.name = instruction.name + "<&>";
        line.amount = instruction.amount;
        line.memo = instruction.memo;
        line.status = static_cast<OutcomeStatus>(1 + instruction.number % 4);
        if (line.status == OutcomeStatus::failed) line.reason = Reason::name_mismatch;
        line.settled_on = sent.head.date;
        line.bank_reference = "BANK0001";
        lines.push_back(line);
    }
    std::string bytes;
    REQUIRE(write_result_file(the_layout("iso20022-09"), sent.head, lines, [&](std::string_view more) {
                bytes += more;
            }).has_value());
    CHECK(mingzhang::bank::iso20022::test::schema_faults("camt.054.001.08", bytes) == "");
    const auto back = read(bytes);
    REQUIRE(back.has_value());
    CHECK(back->lines.size() == 5);
    CHECK(back->lines.front().settled_on == sent.head.date);
    CHECK(back->lines.front().bank_reference == "BANK0001");
}
