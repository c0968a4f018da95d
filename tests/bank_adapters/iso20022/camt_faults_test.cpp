// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "bank_adapters/iso20022/message_reader.hpp"
#include "tests/bank_adapters/iso20022/camt_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::test;
using bank::StatementFaultKind;

namespace {

Finding finding_of(const std::string& bytes) {
    const auto statements = read_all(bytes);
    REQUIRE_FALSE(statements.has_value());
    REQUIRE(statements.error().is(bank::StatementRefusal::fault));
    REQUIRE(statements.error().findings().size() == 1);
    return statements.error().findings()[0];
}

// An entry with one element in another's place.
std::string entry(std::string_view amount, std::string_view sign = "<CdtDbtInd>CRDT</CdtDbtInd>",
                  std::string_view status = "<Sts>BOOK</Sts>", std::string_view rest = "") {
    return fmt::format("<Ntry>{}{}{}{}</Ntry>", amount, sign, status, rest);
}

constexpr const char* ten = R"(<Amt Ccy="CNY">10.00</Amt>)";

}  // namespace

TEST_CASE("what is wrong is told with line, field and reason") {
    struct Row {
        std::string elements;
        const char* field;
        StatementFaultKind kind;
    };
    const std::string sign = "<CdtDbtInd>CRDT</CdtDbtInd>";
    const std::string booked = "<Sts>BOOK</Sts>";
    const auto row = GENERATE_COPY(values<Row>({
        // A minus against the direction: one of the two is wrong, and nothing says which.
        {entry(R"(<Amt Ccy="CNY">-10.00</Amt>)"), "Stmt/Ntry", StatementFaultKind::not_an_amount},
        {entry(R"(<Amt Ccy="CNY">+-10.00</Amt>)"), "Stmt/Ntry/Amt", StatementFaultKind::not_an_amount},
        {entry(R"(<Amt Ccy="CNY">10,00</Amt>)"), "Stmt/Ntry/Amt", StatementFaultKind::not_an_amount},
        {entry(R"(<Amt Ccy="CNY">1,000.00</Amt>)"), "Stmt/Ntry/Amt", StatementFaultKind::not_an_amount},
        {entry(R"(<Amt Ccy="CNY"></Amt>)"), "Stmt/Ntry", StatementFaultKind::missing},
        {entry(R"(<Amt Ccy="CNY">10.001</Amt>)"), "Stmt/Ntry/Amt", StatementFaultKind::too_many_decimals},
        {entry(R"(<Amt Ccy="CNY">10.00001</Amt>)"), "Stmt/Ntry/Amt", StatementFaultKind::too_many_decimals},
        {entry(R"(<Amt Ccy="CNY">10.0050000000001</Amt>)"), "Stmt/Ntry/Amt", StatementFaultKind::too_many_decimals},
        {entry(R"(<Amt Ccy="CNY">10.0000000x</Amt>)"), "Stmt/Ntry/Amt", StatementFaultKind::not_an_amount},
        {entry(R"(<Amt Ccy="CNY">92233720368547758.0799999999</Amt>)"), "Stmt/Ntry/Amt",
         StatementFaultKind::amount_out_of_range},
        {entry(R"(<Amt Ccy="CNY">99999999999999999999</Amt>)"), "Stmt/Ntry/Amt",
         StatementFaultKind::amount_out_of_range},
        {entry(R"(<Amt Ccy="yuan">10.00</Amt>)"), "Stmt/Ntry/Amt", StatementFaultKind::not_a_currency},
        {entry(std::string{ten} + ten), "Stmt/Ntry/Amt", StatementFaultKind::repeated},
        {entry(ten, "<CdtDbtInd>CREDIT</CdtDbtInd>"), "Stmt/Ntry/CdtDbtInd", StatementFaultKind::unknown_code},
        {entry(ten, sign, "<Sts>PAID</Sts>"), "Stmt/Ntry/Sts", StatementFaultKind::unknown_code},
        {entry(ten, ""), "Stmt/Ntry", StatementFaultKind::missing},
        {entry(""), "Stmt/Ntry", StatementFaultKind::missing},
        {entry(ten, "<CdtDbtInd/>"), "Stmt/Ntry", StatementFaultKind::missing},
        {"<Ntry/>", "Stmt/Ntry", StatementFaultKind::missing},
        {entry(ten, sign, booked, "<BookgDt><Dt>2022-02-30</Dt></BookgDt>"), "Stmt/Ntry/BookgDt/Dt",
         StatementFaultKind::not_a_date},
        {entry(ten, sign, booked, "<ValDt><DtTm>2022-08-2009:00</DtTm></ValDt>"), "Stmt/Ntry/ValDt/DtTm",
         StatementFaultKind::not_a_date},
        {entry(ten, sign, booked, "<RvslInd>yes</RvslInd>"), "Stmt/Ntry/RvslInd", StatementFaultKind::unknown_code},
        {entry(ten, sign, booked, R"(<NtryDtls><TxDtls><Amt Ccy="CNY">x</Amt></TxDtls></NtryDtls>)"),
         "Stmt/Ntry/NtryDtls/TxDtls/Amt", StatementFaultKind::not_an_amount},
        {entry(ten, sign, booked,
               R"(<NtryDtls><TxDtls><Amt Ccy="CNY">-1</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls></NtryDtls>)"),
         "Stmt/Ntry/NtryDtls/TxDtls", StatementFaultKind::not_an_amount},
        // A batch that would be handed out before its own amount is known.
        {entry("<NtryDtls><TxDtls/></NtryDtls>" + std::string{ten}), "Stmt/Ntry/NtryDtls/TxDtls",
         StatementFaultKind::missing},
        {entry(ten, sign, booked, "<NtryDtls><TxDtls/></NtryDtls><AcctSvcrRef>late</AcctSvcrRef>"),
         "Stmt/Ntry/AcctSvcrRef", StatementFaultKind::out_of_order},
        {R"(<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><CdtDbtInd>CRDT</CdtDbtInd></Bal>)", "Stmt/Bal",
         StatementFaultKind::missing},
        {entry(R"(<Amt Ccy="JPY">9223372036854775807</Amt>)") + entry(R"(<Amt Ccy="JPY">1</Amt>)"), "Stmt/Ntry",
         StatementFaultKind::amount_out_of_range},
    }));
    CAPTURE(row.elements);
    const Finding finding = finding_of(camt_with("\n\n" + row.elements));
    CHECK(finding.file == "file.xml");
    CHECK(finding.row == 3);
    CHECK(finding.column == row.field);
    CHECK(finding.reason == bank::sentence(row.kind));
    CHECK(finding.value.empty());
}

TEST_CASE("XML that is broken, cut short or dangerous is refused") {
    struct Row {
        const char* why;
        std::string bytes;
        StatementFaultKind kind;
    };
    const std::string good = camt_with(entry(ten));
    std::string deep;
    for (std::size_t i = 0; i < bank::iso20022::MessageReader::depth_max; ++i) deep = "<a>" + deep + "</a>";
    const auto row = GENERATE_COPY(values<Row>({
        {"empty", "", StatementFaultKind::broken_xml},
        {"cut short", good.substr(0, good.size() - 20), StatementFaultKind::broken_xml},
        {"an element closed by another", camt_with("<Ntry></Stmt>"), StatementFaultKind::broken_xml},
        {"not XML", ":20:STARTUMS\n", StatementFaultKind::broken_xml},
        {"an entity of its own", R"(<!DOCTYPE d [<!ENTITY a "aaaa">]>)" + good, StatementFaultKind::forbidden_xml},
        {"a document type elsewhere", R"(<!DOCTYPE d SYSTEM "file:///etc/passwd">)" + good,
         StatementFaultKind::forbidden_xml},
        {"an entity nobody defined", camt_with("<Ntry>&x;</Ntry>"), StatementFaultKind::broken_xml},
        {"words behind the message", good + "-- end --", StatementFaultKind::broken_xml},
        {"a document type in the second document", good + "<!DOCTYPE d>" + good, StatementFaultKind::broken_xml},
        {"the same under a declaration", good + R"(<?xml version="1.0"?><!DOCTYPE d>)" + good,
         StatementFaultKind::forbidden_xml},
        {"another message in the second document", good + "<Document><CstmrPmtStsRpt/></Document>",
         StatementFaultKind::another_message},
        {"no message in the second document", good + "<Document/>", StatementFaultKind::another_message},
        {"no message in the second document of three", good + "<Receipt>7</Receipt>" + good,
         StatementFaultKind::another_message},
        {"another message in one envelope", "<Msgs>" + good + "<Document><CstmrPmtStsRpt/></Document></Msgs>",
         StatementFaultKind::another_message},
        {"nested without end", camt_with(deep), StatementFaultKind::too_deep},
        {"a text without end",
         camt_with("<Bal>" + std::string(bank::iso20022::MessageReader::text_max + 1, 'x') + "</Bal>"),
         StatementFaultKind::too_long},
        {"a name without end", camt_with("<" + std::string(bank::iso20022::MessageReader::path_max, 'x') + "/>"),
         StatementFaultKind::too_long},
    }));
    CAPTURE(row.why);
    CHECK(finding_of(row.bytes).reason == bank::sentence(row.kind));
}

TEST_CASE("bytes of another character set than the file names are refused as that") {
    struct Row {
        const char* declaration;
        const char* name;
    };
    const auto row = GENERATE(values<Row>({
        {R"(<?xml version="1.0"?>)", "M\xFCller"},
        {R"(<?xml version="1.0" encoding="UTF-8"?>)", "M\xFCller"},
        {R"(<?xml version="1.0" encoding="ANSI"?>)", "Muller"},  // Another set on each Windows.
    }));
    CAPTURE(row.declaration);
    const std::string bytes =
        row.declaration +
        camt_with(entry_with(fmt::format(
            "<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>{}</Nm></Dbtr></RltdPties></TxDtls></NtryDtls>", row.name)));
    const auto statements = read_all(bytes);
    REQUIRE_FALSE(statements.has_value());
    CHECK(statements.error().is(bank::StatementRefusal::characters));
    REQUIRE(statements.error().findings().size() == 1);
    CHECK(statements.error().findings()[0].reason == bank::sentence(StatementFaultKind::wrong_characters));
}

TEST_CASE("a fault in the second document is told with its line in the file") {
    const std::string first = camt_with(entry(ten)) + "\n\n";  // Two lines.
    const Finding finding = finding_of(first + camt_with("\n" + entry(ten, "<CdtDbtInd>X</CdtDbtInd>")));
    CHECK(finding.row == 4);
    CHECK(finding.column == "Stmt/Ntry/CdtDbtInd");
}

TEST_CASE("a line beyond 65,535 is told as it is") {
    const std::string lines(70'000, '\n');
    CHECK(finding_of(camt_with(lines + entry(ten, "<CdtDbtInd>X</CdtDbtInd>"))).row == 70'001);
}
