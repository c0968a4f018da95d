// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/bank_adapters/iso20022/camt_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::test;
using bank::CurrencyAmount;
using bank::EntryStatus;

namespace {

std::string transaction(std::string_view elements) {
    return fmt::format("<NtryDtls><TxDtls>{}</TxDtls></NtryDtls>", elements);
}

bank::EntryTransaction transaction_of(const std::string& entry) {
    const bank::Statement statement = read_one(camt_with(entry));
    REQUIRE(statement.entries.size() == 1);
    REQUIRE(statement.entries[0].transactions.size() == 1);
    return statement.entries[0].transactions[0];
}

constexpr Date day(int year, unsigned month, unsigned number) {
    return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{number}};
}

}  // namespace

TEST_CASE("an entry keeps its own amount and each of its transactions keeps its own") {
    // A batch of two and a fee: neither the entry's total in each payment's place, nor only the first.
    const auto statement = read_one(camt_with(
        R"(<Ntry><NtryRef>N7</NtryRef><Amt Ccy="CNY">1526.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>false</RvslInd>
           <Sts>BOOK</Sts><BookgDt><Dt>2022-08-19</Dt></BookgDt><ValDt><DtTm>2022-08-20T09:00:00</DtTm></ValDt>
           <AcctSvcrRef>BANK-1</AcctSvcrRef><NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>
           <TxDtls><Refs><EndToEndId>B12-000001</EndToEndId></Refs><Amt Ccy="CNY">1000.00</Amt></TxDtls>
           <TxDtls><Refs><EndToEndId>B12-000002</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="CNY">500.00</Amt></TxAmt>
           </AmtDtls></TxDtls></NtryDtls></Ntry>)"));
    REQUIRE(statement.entries.size() == 1);
    const bank::StatementEntry& entry = statement.entries[0];
    CHECK(entry.amount == CurrencyAmount{-152'600, "CNY"});
    CHECK(entry.booked_on == day(2022, 8, 19));
    CHECK(entry.valued_on == day(2022, 8, 20));
    CHECK(entry.reference == "BANK-1");
    CHECK_FALSE(entry.reversal);
    REQUIRE(entry.transactions.size() == 2);
    CHECK(entry.transactions[0].amount == CurrencyAmount{-100'000, "CNY"});
    CHECK(entry.transactions[0].end_to_end_id == "B12-000001");
    CHECK(entry.transactions[1].amount == CurrencyAmount{-50'000, "CNY"});
}

TEST_CASE("a transaction without an amount has none") {
    CHECK(transaction_of(entry_with(transaction("<Purp><Cd>SSBE</Cd></Purp>"))).amount == std::nullopt);
}

TEST_CASE("the status of an entry is read in every version, and only booked ones count") {
    struct Row {
        const char* status;
        EntryStatus expected;
    };
    const auto row = GENERATE(values<Row>({
        {"BOOK", EntryStatus::booked},
        {"PDNG", EntryStatus::pending},
        {"INFO", EntryStatus::info},
        {"<Cd>BOOK</Cd>", EntryStatus::booked},
        {"<Cd>PDNG</Cd>", EntryStatus::pending},
        {"<Cd>FUTR</Cd>", EntryStatus::pending},
    }));
    CAPTURE(row.status);
    const auto statement = read_one(camt_with(
        balance("OPBD", "5.00", "2022-08-01") + balance("CLBD", "15.00", "2022-08-01") +
        fmt::format(R"(<Ntry><Amt Ccy="CNY">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>{}</Sts></Ntry>)", row.status)));
    CHECK(statement.entries.at(0).status == row.expected);
    CHECK(statement.proven == (row.expected == EntryStatus::booked));
}

TEST_CASE("opening and closing are the booked balances, the earliest and the latest of a statement over several days") {
    const auto statement =
        read_one(camt_with(balance("CLAV", "900.00", "2022-08-02") + balance("OPBD", "20.00", "2022-08-02") +
                           balance("CLBD", "30.00", "2022-08-02") + balance("OPBD", "10.00", "2022-08-01") +
                           balance("CLBD", "20.00", "2022-08-01") + entry_with("") + entry_with("")));
    REQUIRE(statement.opening.has_value());
    REQUIRE(statement.closing.has_value());
    CHECK(statement.opening->amount.units == 1'000);
    CHECK(statement.opening->date == day(2022, 8, 1));
    CHECK(statement.closing->amount.units == 3'000);
    CHECK(statement.proven == true);
}

TEST_CASE("balances that are absent prove nothing") {
    struct Row {
        std::string balances;
        bool has_opening;
        bool has_closing;
        std::optional<bool> proven;
    };
    const std::string opening = balance("OPBD", "10.00", "2022-08-01");
    const std::string closing = balance("CLBD", "20.00", "2022-08-01");
    const auto row = GENERATE_COPY(values<Row>({
        {"", false, false, std::nullopt},
        {opening, true, false, std::nullopt},
        {closing, false, true, std::nullopt},
        {opening + closing, true, true, true},
        {balance("PRCD", "10.00", "2022-07-31") + closing, true, true, true},
        {balance("OPAV", "10.00", "2022-08-01") + balance("CLAV", "20.00", "2022-08-01"), true, true, true},
        // A credit line is in the available one: beside a booked one it is not taken.
        {balance("OPAV", "10.00", "2022-08-01") + closing, false, true, std::nullopt},
        {opening + balance("ITBD", "20.00", "2022-08-01"), true, false, std::nullopt},
        {opening + balance("CLBD", "20.01", "2022-08-01"), true, true, false},
    }));
    CAPTURE(row.balances);
    const auto statement = read_one(camt_with(row.balances + entry_with("")));
    CHECK(statement.opening.has_value() == row.has_opening);
    CHECK(statement.closing.has_value() == row.has_closing);
    CHECK(statement.proven == row.proven);
}

TEST_CASE("a currency is read with its own decimals") {
    const auto statement = read_one(
        R"(<Document><BkToCstmrStmt><Stmt><Id>S</Id><Ntry><Amt Ccy="JPY">79255</Amt><CdtDbtInd>CRDT</CdtDbtInd>
           <Sts>BOOK</Sts></Ntry><Ntry><Amt Ccy="KWD">1.234</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts></Ntry>
           </Stmt></BkToCstmrStmt></Document>)");
    CHECK(to_text(statement.entries.at(0).amount) == "79255");
    CHECK(to_text(statement.entries.at(1).amount) == "-1.234");
    CHECK(statement.currency == "JPY");
}

TEST_CASE("a returned payment tells its reason, its end-to-end id and the payee") {
    const auto returned = transaction_of(
        R"(<Ntry><Amt Ccy="CNY">400.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts>)" +
        transaction(
            R"(<Refs><AcctSvcrRef>BANK-9</AcctSvcrRef><InstrId>I4</InstrId><EndToEndId>B12-000004</EndToEndId></Refs>
            <Amt Ccy="CNY">400.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Nm>民政局</Nm></Dbtr>
            <Cdtr><Nm>王小明</Nm></Cdtr><CdtrAcct><Id><Othr><Id>6299990000000000026</Id></Othr></Id></CdtrAcct></RltdPties>
            <RmtInf><Ustrd>8月</Ustrd><Ustrd>低保</Ustrd></RmtInf>
            <RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>)") +
        "</Ntry>");
    CHECK(returned.amount == CurrencyAmount{40'000, "CNY"});
    CHECK(returned.return_reason == "AC04");
    CHECK(returned.end_to_end_id == "B12-000004");
    CHECK(returned.reference == "BANK-9");
    CHECK(returned.name == "王小明");
    CHECK(returned.account == "6299990000000000026");
    CHECK(returned.text == "8月 低保");
}

TEST_CASE("the other party is who gave or who got, under the names of every version") {
    struct Row {
        const char* sign;
        const char* parties;
        const char* expected;
    };
    const auto row = GENERATE(values<Row>({
        {"CRDT", "<Dbtr><Nm>giver</Nm></Dbtr><Cdtr><Nm>getter</Nm></Cdtr>", "giver"},
        {"DBIT", "<Dbtr><Nm>giver</Nm></Dbtr><Cdtr><Nm>getter</Nm></Cdtr>", "getter"},
        {"DBIT", "<Cdtr><Pty><Nm>getter</Nm></Pty></Cdtr>", "getter"},
        {"DBIT", "<Dbtr><Pty><Nm>giver</Nm></Pty></Dbtr>", "giver"},
    }));
    CAPTURE(row.sign, row.parties);
    const auto found = transaction_of(
        fmt::format(R"(<Ntry><Amt Ccy="CNY">1.00</Amt><CdtDbtInd>{}</CdtDbtInd><Sts>BOOK</Sts>{}</Ntry>)", row.sign,
                    transaction(fmt::format("<RltdPties>{}</RltdPties>", row.parties))));
    CHECK(found.name == row.expected);
}

TEST_CASE("namespaces, prefixes and envelopes do not matter, and the version is told as written") {
    struct Row {
        const char* before;
        const char* prefix;
        const char* behind;
        const char* version;
    };
    const auto row = GENERATE(values<Row>({
        {"<Document>", "", "</Document>", ""},
        {R"(<Document xmlns="urn:iso:20023:nonsense">)", "", "</Document>", ""},
        {R"(<n:Document xmlns:n="urn:iso:std:iso:20022:tech:xsd:camt.053.001.13">)", "n:", "</n:Document>",
         "camt.053.001.13"},
        {R"(<Document xmlns="http://www.six-interbank-clearing.com/de/camt.053.001.04.ch.02.xsd">)", "", "</Document>",
         "camt.053.001.04"},
        {R"(<Msg><AppHdr><MsgDefIdr>x</MsgDefIdr></AppHdr><Document>)", "", "</Document></Msg>", ""},
        {"", "", "", ""},
    }));
    CAPTURE(row.before);
    const std::string bytes = fmt::format(
        "{0}<{1}BkToCstmrStmt><{1}Stmt><{1}Id>S1</{1}Id></{1}Stmt><{1}Stmt><{1}Id>S2</{1}Id></{1}Stmt></"
        "{1}BkToCstmrStmt>{2}",
        row.before, row.prefix, row.behind);
    std::istringstream stream{bytes};
    bank::CollectingSink sink;
    const auto version = bank::iso20022::read_camt(stream, "file.xml", sink);
    REQUIRE(version.has_value());
    CHECK(*version == row.version);
    REQUIRE(sink.statements().size() == 2);
    CHECK(sink.statements()[0].id == "S1");
    CHECK(sink.statements()[1].id == "S2");
    CHECK(sink.statements()[0].entries.empty());
}

TEST_CASE("a file in GBK or UTF-16 is read by what it says of itself") {
    const std::string gbk =
        "<?xml version=\"1.0\" "
        "encoding=\"GBK\"?><Document><BkToCstmrStmt><Stmt><Id>\xD6\xD0</Id></Stmt></BkToCstmrStmt>"
        "</Document>";
    CHECK(read_one(gbk).id == "中");
}
