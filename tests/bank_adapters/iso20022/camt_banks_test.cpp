// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
//
// What banks' files have that the schemas have not, or that two banks understand in two ways. Each case was seen in a
// public file or reported against another reader; names, numbers and amounts are invented.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "tests/bank_adapters/iso20022/camt_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::test;
using bank::CurrencyAmount;
using bank::EntryStatus;

namespace {

// An entry of which everything but the amount is given.
std::string entry(std::string_view amount, std::string_view rest) {
    return fmt::format(R"(<Ntry><Amt Ccy="CNY">{}</Amt>{}</Ntry>)", amount, rest);
}

std::string transaction(std::string_view elements) {
    return fmt::format("<NtryDtls><TxDtls>{}</TxDtls></NtryDtls>", elements);
}

bank::EntryTransaction transaction_of(const std::string& elements) {
    const bank::Statement statement = read_one(camt_with(elements));
    REQUIRE(statement.entries.size() == 1);
    REQUIRE(statement.entries[0].transactions.size() == 1);
    return statement.entries[0].transactions[0];
}

constexpr Date day(int year, unsigned month, unsigned number) {
    return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{number}};
}

std::string balance_of(std::string_view type, std::string_view rest) {
    return fmt::format("<Bal><Tp><CdOrPrtry>{}</CdOrPrtry></Tp>{}</Bal>", type, rest);
}

// A statement's message with these pages, whose statement has these elements.
std::string paged(std::string_view message_pages, std::string_view elements) {
    return fmt::format(
        "<Document><BkToCstmrStmt><GrpHdr>{}</GrpHdr><Stmt><Id>S</Id>{}</Stmt></BkToCstmrStmt></Document>",
        message_pages, elements);
}

}  // namespace

TEST_CASE("a settlement account's statement without directions of balances and without statuses is proven") {
    // As a central bank sends it: balances are credits, and whatever is listed is booked.
    const auto statement = read_one(camt_with(
        R"(<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">2000.50</Amt><Dt><Dt>2022-08-01</Dt></Dt>
           <Avlbty><Amt Ccy="CNY">1000.50</Amt></Avlbty></Bal>
           <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">2010.3</Amt><Dt><Dt>2022-08-01</Dt></Dt>
           <Avlbty><Amt Ccy="CNY">1010.3</Amt></Avlbty></Bal>
           <Ntry><NtryRef>R1</NtryRef><Amt Ccy="CNY">10</Amt><CdtDbtInd>CRDT</CdtDbtInd><AcctSvcrRef>A1</AcctSvcrRef>
           <NtryDtls><Btch><NbOfTxs>86</NbOfTxs></Btch><TxDtls><Amt Ccy="CNY">10</Amt></TxDtls></NtryDtls></Ntry>
           <Ntry><NtryRef>R2</NtryRef><Amt Ccy="CNY">0.2</Amt><CdtDbtInd>DBIT</CdtDbtInd><NtryDtls><TxDtls>
           <Amt Ccy="CNY">0.2</Amt></TxDtls></NtryDtls></Ntry>)"));
    CHECK(statement.opening == bank::Balance{{200'050, "CNY"}, day(2022, 8, 1)});
    CHECK(statement.closing == bank::Balance{{201'030, "CNY"}, day(2022, 8, 1)});
    CHECK(statement.proven == true);
    REQUIRE(statement.entries.size() == 2);
    CHECK(statement.entries[0].status == EntryStatus::booked);
    CHECK(statement.entries[0].booked_on == std::nullopt);
    CHECK(statement.entries[0].reference == "A1");
    CHECK(statement.entries[1].reference == "R2");
    CHECK(statement.entries[1].transactions.at(0).amount == CurrencyAmount{-20, "CNY"});
}

TEST_CASE("an amount is read as banks write it") {
    struct Row {
        const char* text;
        const char* direction;
        const char* expected;
    };
    const char* credit = "<CdtDbtInd>CRDT</CdtDbtInd>";
    const char* debit = "<CdtDbtInd>DBIT</CdtDbtInd>";
    const auto row = GENERATE_COPY(values<Row>({
        {"200", credit, "200.00"},
        {"12.5", credit, "12.50"},
        {".5", credit, "0.50"},
        {"7.", credit, "7.00"},
        {"0018.15000", credit, "18.15"},  // The five decimals of the schema.
        {"\n  12.50\t", credit, "12.50"},
        {"+12.50", debit, "-12.50"},
        {"-12.50", debit, "-12.50"},  // The direction once more.
        {"-12.50", "", "-12.50"},     // And in its place.
        {"0", "", "0.00"},            // Nothing went any way.
        {"-0.00", credit, "0.00"},
        // What is left of a binary fraction.
        {"100.0000000000005", credit, "100.00"},
        {"99.9999999999995", debit, "-100.00"},
        {"0.290000000000000036", credit, "0.29"},
    }));
    CAPTURE(row.text, row.direction);
    const auto statement = read_one(camt_with(entry(row.text, row.direction)));
    CHECK(to_text(statement.entries.at(0).amount) == row.expected);
}

TEST_CASE("an amount without a currency has that of the account, or of the balance before it") {
    struct Row {
        const char* why;
        const char* account;
        const char* balance;
        const char* entry;
        const char* currency;
        const char* amount;
    };
    const auto row = GENERATE(values<Row>({
        {"its own", "<Ccy>JPY</Ccy>", R"(<Amt Ccy="JPY">5</Amt>)", R"(<Amt Ccy="JPY">10</Amt>)", "JPY", "10"},
        {"the account's", "<Ccy>JPY</Ccy>", "<Amt>5</Amt>", "<Amt>10</Amt>", "JPY", "10"},
        {"the balance's", "", R"(<Amt Ccy="KWD">5.000</Amt>)", "<Amt>10</Amt>", "KWD", "10.000"},
        {"in small letters", "", R"(<Amt Ccy="eur">5</Amt>)", R"(<Amt Ccy="eur">10</Amt>)", "EUR", "10.00"},
        {"left empty", "<Ccy/>", R"(<Amt Ccy="">5</Amt>)", R"(<Amt Ccy="EUR">10</Amt>)", "EUR", "10.00"},
        {"none at all", "", "<Amt>5</Amt>", "<Amt>10</Amt>", "", "10.00"},
    }));
    CAPTURE(row.why);
    const auto statement = read_one(fmt::format(
        "<Document><BkToCstmrStmt><Stmt><Acct>{}</Acct><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp>{}</Bal>"
        "<Ntry>{}<CdtDbtInd>CRDT</CdtDbtInd></Ntry></Stmt></BkToCstmrStmt></Document>",
        row.account, row.balance, row.entry));
    CHECK(statement.currency == row.currency);
    CHECK(to_text(statement.entries.at(0).amount) == row.amount);
}

TEST_CASE("a balance is taken for what it says it is, and what is nothing to us does no harm") {
    struct Row {
        const char* why;
        std::string balance;
        const char* opening;  // "" where there is none.
        std::optional<Date> on;
    };
    const std::string amount = R"(<Amt Ccy="CNY">5.00</Amt>)";
    const std::string dated = amount + "<Dt><Dt>2022-08-01</Dt></Dt>";
    const auto row = GENERATE_COPY(values<Row>({
        {"overdrawn", balance_of("<Cd>OPBD</Cd>", dated + "<CdtDbtInd>DBIT</CdtDbtInd>"), "-5.00", day(2022, 8, 1)},
        {"overdrawn by a minus alone", balance_of("<Cd>OPBD</Cd>", R"(<Amt Ccy="CNY">-5.00</Amt>)"), "-5.00", {}},
        {"without a date", balance_of("<Cd>OPBD</Cd>", amount), "5.00", {}},
        {"a date with a zone", balance_of("<Cd>OPBD</Cd>", amount + "<Dt><Dt>2022-08-01+02:00</Dt></Dt>"), "5.00",
         day(2022, 8, 1)},
        {"a time under the date",
         balance_of("<Cd>OPBD</Cd>", amount + "<Dt><Dt>2022-08-01T00:00:00.000000000</Dt></Dt>"), "5.00",
         day(2022, 8, 1)},
        {"a day in its own place", balance_of("<Cd>OPBD</Cd>", amount + "<Dt>2022-08-01</Dt>"), "5.00",
         day(2022, 8, 1)},
        {"the code in the bank's own place", balance_of("<Prtry>OPBD</Prtry>", dated), "5.00", day(2022, 8, 1)},
        {"the bank's own number", balance_of("<Prtry>010</Prtry>", dated), "", {}},
        {"another bank's sums", balance_of("<Prtry>ABCDCNBJ</Prtry>", dated + "<CdtDbtInd>DBIT</CdtDbtInd>"), "", {}},
        {"a bank's own kind, not even an amount", balance_of("<Prtry>LIMIT</Prtry>", "<Amt>none</Amt>"), "", {}},
        {"information", balance_of("<Cd>INFO</Cd>", dated), "", {}},
        {"interim, of a day that goes on", balance_of("<Cd>ITBD</Cd>", dated), "", {}},
        {"of no type", "<Bal>" + dated + "</Bal>", "", {}},
        {"of no type and no amount", "<Bal><CdtDbtInd>CRDT</CdtDbtInd></Bal>", "", {}},
    }));
    CAPTURE(row.why);
    const auto statement = read_one(camt_with(row.balance));
    CHECK((statement.opening ? to_text(statement.opening->amount) : "") == row.opening);
    if (statement.opening) CHECK(statement.opening->date == row.on);
    CHECK(statement.closing == std::nullopt);
}

TEST_CASE("the interim balance is where a page ends and the next begins") {
    struct Row {
        const char* why;
        const char* message_pages;
        const char* own_pages;
        std::string balances;
        const char* opening;
        const char* closing;
    };
    const std::string first = balance("OPBD", "1.00", "2022-08-01");
    const std::string last = balance("CLBD", "9.00", "2022-08-01");
    const std::string between = balance("ITBD", "4.00", "2022-08-01");
    const std::string further = balance("ITBD", "6.00", "2022-08-01");
    const auto row = GENERATE_COPY(values<Row>({
        {"one page", "<MsgPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></MsgPgntn>", "", first + between, "1.00", ""},
        {"nothing said of pages", "", "", between + last, "", "9.00"},
        {"the first of several", "<MsgPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></MsgPgntn>", "", first + between,
         "1.00", "4.00"},
        {"in the words of early files", "<MsgPgntn><PgNb>1</PgNb><LastPgInd>NO</LastPgInd></MsgPgntn>", "",
         first + between, "1.00", "4.00"},
        {"and the only one", "<MsgPgntn><PgNb>1</PgNb><LastPgInd>YES</LastPgInd></MsgPgntn>", "", first + between,
         "1.00", ""},
        {"one in the middle", "<MsgPgntn><PgNb>2</PgNb><LastPgInd>false</LastPgInd></MsgPgntn>", "", between + further,
         "4.00", "6.00"},
        {"the last", "", "<StmtPgntn><PgNb>3</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>", further + last, "6.00",
         "9.00"},
        {"booked balances on every page", "<MsgPgntn><PgNb>2</PgNb><LastPgInd>true</LastPgInd></MsgPgntn>", "",
         between + first + last, "1.00", "9.00"},
    }));
    CAPTURE(row.why);
    const auto statement = read_one(paged(row.message_pages, row.own_pages + row.balances));
    CHECK((statement.opening ? to_text(statement.opening->amount) : "") == row.opening);
    CHECK((statement.closing ? to_text(statement.closing->amount) : "") == row.closing);
}

TEST_CASE("an element left empty is as if it were not there") {
    const auto statement = read_one(camt_with(
        entry("10.00", "<CdtDbtInd>CRDT</CdtDbtInd><RvslInd/><Sts></Sts><BookgDt><Dt/></BookgDt><ValDt/>" +
                           transaction(R"(<Refs/><Amt Ccy="CNY"/><CdtDbtInd/><RltdPties/><RtrInf><Rsn/></RtrInf>)"))));
    const bank::StatementEntry& found = statement.entries.at(0);
    CHECK(found.status == EntryStatus::booked);
    CHECK(found.booked_on == std::nullopt);
    CHECK(found.valued_on == std::nullopt);
    CHECK(found.transactions == std::vector<bank::EntryTransaction>{{}});
}

TEST_CASE("a status of the bank's own does not say that money moved") {
    const auto statement =
        read_one(camt_with(entry("10.00", "<CdtDbtInd>CRDT</CdtDbtInd><Sts><Prtry>BOOK</Prtry></Sts>")));
    CHECK(statement.entries.at(0).status == EntryStatus::info);
}

TEST_CASE("a reversal has the direction of its own entry") {
    for (const char* sign : {"CRDT", "DBIT"}) {
        CAPTURE(sign);
        const auto statement =
            read_one(camt_with(entry("10.00", fmt::format("<CdtDbtInd>{}</CdtDbtInd><RvslInd>true</RvslInd>", sign))));
        CHECK(statement.entries.at(0).reversal);
        CHECK(statement.entries.at(0).amount.units == (std::string_view{sign} == "CRDT" ? 1'000 : -1'000));
    }
}

TEST_CASE("a day may stand in its own place, with a zone or with parts of a second, and is never moved by a zone") {
    for (const char* text : {"2022-08-20", "<Dt>2022-08-20</Dt>", "<Dt>2022-08-20Z</Dt>", "<Dt>2022-08-20+08:00</Dt>",
                             "<DtTm>2022-08-20T23:59:59.999999-05:00</DtTm>", "<Dt>2022-08-20T00:00:00</Dt>"}) {
        CAPTURE(text);
        const auto statement =
            read_one(camt_with(entry_with(fmt::format("<BookgDt>{0}</BookgDt><ValDt>{0}</ValDt>", text))));
        CHECK(statement.entries.at(0).booked_on == day(2022, 8, 20));
        CHECK(statement.entries.at(0).valued_on == day(2022, 8, 20));
    }
}

TEST_CASE("a transaction's amount is its own, in the currency of the account where it has one of that") {
    struct Row {
        const char* why;
        const char* elements;
        std::optional<CurrencyAmount> expected;
    };
    const auto row = GENERATE(values<Row>({
        {"the payment's currency in Amt",
         R"(<Amt Ccy="USD">7.00</Amt><AmtDtls><InstdAmt><Amt Ccy="USD">7.00</Amt></InstdAmt>
            <TxAmt><Amt Ccy="CNY">50.00</Amt></TxAmt></AmtDtls>)",
         CurrencyAmount{-5'000, "CNY"}},
        {"the payment's currency in TxAmt",
         R"(<Amt Ccy="CNY">50.00</Amt><AmtDtls><InstdAmt><Amt Ccy="USD">7.00</Amt></InstdAmt>
            <TxAmt><Amt Ccy="USD">7.00</Amt></TxAmt></AmtDtls>)",
         CurrencyAmount{-5'000, "CNY"}},
        {"the account's only as counter value",
         R"(<Amt Ccy="USD">7.00</Amt><AmtDtls><CntrValAmt><Amt Ccy="CNY">50.00</Amt></CntrValAmt></AmtDtls>)",
         CurrencyAmount{-5'000, "CNY"}},
        {"another currency alone", R"(<Amt Ccy="USD">7.00</Amt>)", CurrencyAmount{-700, "USD"}},
        {"what was ordered, with a charge on top",
         R"(<AmtDtls><InstdAmt><Amt Ccy="CNY">50.00</Amt></InstdAmt></AmtDtls>
            <Chrgs><Amt Ccy="CNY">3.00</Amt></Chrgs>)",
         CurrencyAmount{-5'000, "CNY"}},
        {"what was ordered, in another currency",
         R"(<AmtDtls><InstdAmt><Amt Ccy="USD">7.00</Amt></InstdAmt></AmtDtls>)", std::nullopt},
        {"charges are no amount", R"(<Chrgs><Rcrd><Amt Ccy="CNY">3.00</Amt></Rcrd></Chrgs>)", std::nullopt},
        {"a direction of its own", R"(<Amt Ccy="CNY">3.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>)",
         CurrencyAmount{300, "CNY"}},
        {"no currency", "<Amt>3.00</Amt>", CurrencyAmount{-300, "CNY"}},
    }));
    CAPTURE(row.why);
    CHECK(transaction_of(entry("53.00", "<CdtDbtInd>DBIT</CdtDbtInd>" + transaction(row.elements))).amount ==
          row.expected);
}

TEST_CASE("one transaction against the rest of its batch may say so by a minus") {
    const auto found = transaction_of(
        entry("53.00",
              "<CdtDbtInd>CRDT</CdtDbtInd>" +
                  transaction(R"(<Amt Ccy="CNY">-3.00</Amt><RltdPties><Dbtr><Nm>giver</Nm></Dbtr><Cdtr><Nm>getter</Nm>
                                    </Cdtr></RltdPties>)")));
    CHECK(found.amount == CurrencyAmount{-300, "CNY"});
    CHECK(found.name == "getter");
}

TEST_CASE("the other party is found under every name it has") {
    struct Row {
        const char* why;
        const char* parties;
        const char* name;
        const char* account;
    };
    // Of a credit to the account that the sample has, 6299990000000000018.
    const auto row = GENERATE(values<Row>({
        {"an IBAN before another number", "<DbtrAcct><Id><Othr><Id>1</Id></Othr><IBAN>DE2</IBAN></Id></DbtrAcct>", "",
         "DE2"},
        {"whichever stands first", "<DbtrAcct><Id><IBAN>DE2</IBAN><Othr><Id>1</Id></Othr></Id></DbtrAcct>", "", "DE2"},
        {"a number of the first edition", "<DbtrAcct><Id><PrtryAcct><Id>1</Id></PrtryAcct></Id></DbtrAcct>", "", "1"},
        {"and another", "<DbtrAcct><Id><BBAN>1</BBAN></Id></DbtrAcct>", "", "1"},
        {"only for whom it pays", "<UltmtDbtr><Nm>ultimate</Nm></UltmtDbtr><UltmtCdtr><Nm>own</Nm></UltmtCdtr>",
         "ultimate", ""},
        {"its own name before that", "<UltmtDbtr><Pty><Nm>ultimate</Nm></Pty></UltmtDbtr><Dbtr><Nm>giver</Nm></Dbtr>",
         "giver", ""},
        {"a bank itself", "<Dbtr><Agt><FinInstnId><Nm>bank</Nm></FinInstnId></Agt></Dbtr>", "bank", ""},
        {"what the account is called", "<DbtrAcct><Id><IBAN>DE2</IBAN></Id><Nm>called</Nm></DbtrAcct>", "called",
         "DE2"},
        {"no debtor", "<Cdtr><Nm>somebody</Nm></Cdtr>", "somebody", ""},
        {"the owner in both places",
         "<Dbtr><Nm>owner</Nm></Dbtr><DbtrAcct><Id><Othr><Id>6299990000000000018</Id></Othr></Id></DbtrAcct>"
         "<Cdtr><Nm>owner</Nm></Cdtr><CdtrAcct><Id><Othr><Id>6299990000000000018</Id></Othr></Id></CdtrAcct>",
         "owner", "6299990000000000018"},
        {"the owner where the other should be",
         "<Dbtr><Nm>owner</Nm></Dbtr><DbtrAcct><Id><Othr><Id>6299990000000000018</Id></Othr></Id></DbtrAcct>"
         "<Cdtr><Nm>getter</Nm></Cdtr><CdtrAcct><Id><IBAN>DE2</IBAN></Id></CdtrAcct>",
         "getter", "DE2"},
    }));
    CAPTURE(row.why);
    const auto found = transaction_of(entry_with(transaction(fmt::format("<RltdPties>{}</RltdPties>", row.parties))));
    CHECK(found.name == row.name);
    CHECK(found.account == row.account);
}

TEST_CASE("a return tells whose payment came back, however the bank names the parties and the reason") {
    struct Row {
        const char* why;
        const char* parties;
        const char* reason;
    };
    const char* first_way =
        "<Dbtr><Nm>民政局</Nm></Dbtr><DbtrAcct><Id><Othr><Id>6299990000000000018</Id></Othr></Id></DbtrAcct>"
        "<Cdtr><Nm>王小明</Nm></Cdtr><CdtrAcct><Id><Othr><Id>6299990000000000026</Id></Othr></Id></CdtrAcct>";
    const char* without_own_account =
        "<Dbtr><Nm>民政局</Nm></Dbtr><Cdtr><Nm>王小明</Nm></Cdtr>"
        "<CdtrAcct><Id><Othr><Id>6299990000000000026</Id></Othr></Id></CdtrAcct>";
    const char* way_back =
        "<Dbtr><Nm>王小明</Nm></Dbtr><DbtrAcct><Id><Othr><Id>6299990000000000026</Id></Othr></Id></DbtrAcct>"
        "<Cdtr><Nm>民政局</Nm></Cdtr><CdtrAcct><Id><Othr><Id>6299990000000000018</Id></Othr></Id></CdtrAcct>";
    const char* other_alone =
        "<Dbtr><Nm>王小明</Nm></Dbtr><DbtrAcct><Id><Othr><Id>6299990000000000026</Id></Othr></Id></DbtrAcct>";
    const char* code = "<Rsn><Cd>AC04</Cd></Rsn>";
    const auto row = GENERATE_COPY(values<Row>({
        {"as on the first way", first_way, code},
        {"as on the first way, without our account", without_own_account, code},
        {"a reason in words alone", without_own_account, "<AddtlInf>closed</AddtlInf>"},
        {"anew, by the way back", way_back, code},
        {"only the other one, as who gives it back", other_alone, code},
    }));
    CAPTURE(row.why);
    const auto found = transaction_of(
        entry_with(transaction(fmt::format("<RltdPties>{}</RltdPties><RtrInf>{}</RtrInf>", row.parties, row.reason))));
    CHECK(found.name == "王小明");
    CHECK(found.account == "6299990000000000026");
}

TEST_CASE("the first edition is read: its names, its balances, its transactions without NtryDtls") {
    const auto statements = read_all(
        R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.01"><BkToCstmrDbtCdtNtfctnV01><Ntfctn>
           <Id>N1</Id>
           <Acct><Id><PrtryAcct><Id>6299990000000000018</Id></PrtryAcct></Id></Acct>
           <Bal><Tp><Cd>OPBD</Cd></Tp><Amt Ccy="CNY">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2022-08-01</Dt></Dt>
           </Bal><Ntry><Amt Ccy="CNY">7</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
           <Btch><NbOfTxs>2</NbOfTxs></Btch>
           <TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="CNY">3</Amt></TxAmt></AmtDtls>
           </TxDtls><TxDtls><Refs><EndToEndId>E2</EndToEndId></Refs><RtrInf><RtrRsn><Cd>AC04</Cd></RtrRsn>
           <AddtlRtrRsnInf>closed</AddtlRtrRsnInf></RtrInf></TxDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctnV01>
           </Document>)");
    REQUIRE(statements.has_value());
    REQUIRE(statements->size() == 1);
    const bank::Statement& statement = statements->front();
    CHECK(statement.account == "6299990000000000018");
    REQUIRE(statement.opening.has_value());
    REQUIRE(statement.entries.size() == 1);
    REQUIRE(statement.entries[0].transactions.size() == 2);
    CHECK(statement.entries[0].transactions[0].amount == CurrencyAmount{300, "CNY"});
    CHECK(statement.entries[0].transactions[1].end_to_end_id == "E2");
    CHECK(statement.entries[0].transactions[1].return_reason == "AC04");
    CHECK(statement.entries[0].transactions[1].return_text == "closed");
}

TEST_CASE("the account is told by its IBAN, by another number, or by a text in its own place") {
    struct Row {
        const char* id;
        const char* expected;
    };
    const auto row = GENERATE(values<Row>({
        {"<IBAN>DE2</IBAN>", "DE2"},
        {"<Othr><Id>1</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm></Othr>", "1"},
        {"<Othr><Id>1</Id></Othr><IBAN>DE2</IBAN>", "DE2"},
        {"<BBAN>1</BBAN>", "1"},
        {"1", "1"},
        {"", ""},
    }));
    CAPTURE(row.id);
    CHECK(read_one(fmt::format("<Document><BkToCstmrStmt><Stmt><Acct><Id>{}</Id></Acct></Stmt></BkToCstmrStmt>"
                               "</Document>",
                               row.id))
              .account == row.expected);
}

TEST_CASE("an association's own envelope with the statements of a camt.053 in it is read like one") {
    const std::string envelope = fmt::format(
        "<b:CBIEnvelBkToCstmrStmtReqLogMsg><b:CBIBkToCstmrStmtReqLogMsg><b:CBIDlyStmtReqLogMsg><d:GrpHdr/><d:Stmt>"
        "<d:Id>S1</d:Id>{}</d:Stmt></b:CBIDlyStmtReqLogMsg></b:CBIBkToCstmrStmtReqLogMsg>"
        "</b:CBIEnvelBkToCstmrStmtReqLogMsg>",
        balance("OPBD", "5.00", "2022-08-01"));
    const auto statements = read_all(
        R"(<b:CBIBdyBkToCstmrStmtReq xmlns:b="urn:CBI:xsd:CBIBdyBkToCstmrStmtReq.00.01.02"
            xmlns:d="urn:CBI:xsd:CBIDlyStmtReqLogMsg.00.01.02"><b:PhyMsgInf/>)" +
        envelope + envelope + "</b:CBIBdyBkToCstmrStmtReq>");
    REQUIRE(statements.has_value());
    REQUIRE(statements->size() == 2);
    CHECK(statements->at(1).id == "S1");
    CHECK(statements->at(1).opening.has_value());
}

TEST_CASE("several documents one behind the other are read as one file") {
    struct Row {
        const char* why;
        std::string bytes;
    };
    const std::string message = camt_with(entry_with(""));
    const std::string declared = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + message;
    const auto row = GENERATE_COPY(values<Row>({
        {"each with a declaration", declared + "\r\n" + declared},
        {"only the first", declared + message},
        {"none", message + "\n\n" + message},
        {"in one envelope", "<Msgs>" + message + message + "</Msgs>"},
        {"with a mark before each", "\xEF\xBB\xBF" + declared + "\xEF\xBB\xBF" + declared},
        {"zero bytes at the end", declared + declared + std::string(3, '\0')},
    }));
    CAPTURE(row.why);
    const auto statements = read_all(row.bytes);
    REQUIRE(statements.has_value());
    REQUIRE(statements->size() == 2);
    CHECK(statements->at(0) == statements->at(1));
    CHECK(statements->at(0).entries.size() == 1);
}
