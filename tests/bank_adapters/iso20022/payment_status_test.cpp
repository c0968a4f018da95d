// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/payment_status.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <sstream>
#include <vector>

using namespace mingzhang;
using namespace mingzhang::bank::iso20022;
using Level = PaymentStatusLine::Level;

namespace {

Result<std::vector<PaymentStatusLine>, Refusal> read(std::string_view elements) {
    std::istringstream stream{fmt::format(
        "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>X</MsgId></GrpHdr>\n{}</CstmrPmtStsRpt></Document>", elements)};
    std::vector<PaymentStatusLine> lines;
    auto version =
        read_payment_status(stream, "file.xml", [&](const PaymentStatusLine& line) { lines.push_back(line); });
    if (!version) return pass_on(version);
    return lines;
}

}  // namespace

TEST_CASE("a report tells of the file, its batches and its payments in their order") {
    const auto lines = read(
        R"(<OrgnlGrpInfAndSts><OrgnlMsgId>F1</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
           <OrgnlPmtInfAndSts><OrgnlPmtInfId>B12</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>
           <TxInfAndSts><OrgnlInstrId>I1</OrgnlInstrId><OrgnlEndToEndId>B12-000001</OrgnlEndToEndId><TxSts>ACSP</TxSts>
           </TxInfAndSts><TxInfAndSts><OrgnlEndToEndId>B12-000002</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn>
           <Cd>AC01</Cd></Rsn><AddtlInf>账号</AddtlInf><AddtlInf>不存在</AddtlInf></StsRsnInf></TxInfAndSts>
           </OrgnlPmtInfAndSts>
           <OrgnlPmtInfAndSts><OrgnlPmtInfId>B13</OrgnlPmtInfId></OrgnlPmtInfAndSts>)");
    REQUIRE(lines.has_value());
    CHECK(*lines == std::vector<PaymentStatusLine>{
                        {Level::file, "F1", "", PaymentStatus::partly_accepted, "PART"},
                        {Level::batch, "B12", "", PaymentStatus::partly_accepted, "PART"},
                        {Level::payment, "I1", "B12-000001", PaymentStatus::accepted, "ACSP"},
                        {Level::payment, "", "B12-000002", PaymentStatus::rejected, "RJCT", "AC01", "账号 不存在"},
                        {Level::batch, "B13", "", PaymentStatus::not_given},
                    });
}

TEST_CASE("accepted is never paid, whatever the code") {
    for (const char* code_text : {"ACCP", "ACSP", "ACSC", "ACCC", "ACTC", "ACWC", "PART", "PDNG", "RCVD", "RJCT"}) {
        CAPTURE(code_text);
        const auto lines = read(fmt::format("<TxInfAndSts><TxSts>{}</TxSts></TxInfAndSts>", code_text));
        REQUIRE(lines.has_value());
        REQUIRE(lines->size() == 1);
        CHECK(code(lines->front().status) != "paid");
        CHECK((lines->front().status == PaymentStatus::accepted) == (std::string_view{code_text}.substr(0, 2) == "AC"));
        CHECK(lines->front().status_code == code_text);
    }
}

TEST_CASE("a status that is not of the list waits, and is never taken for a rejection") {
    // The list is open: those of the verification of payees came in 2025.
    for (const char* code_text : {"RCVC", "RVCM", "RVMC", "RVNA", "RVNC", "RVNM", "ACFW", "DONE", "rjct"}) {
        CAPTURE(code_text);
        const auto lines = read(fmt::format("<TxInfAndSts><TxSts>{}</TxSts></TxInfAndSts>", code_text));
        REQUIRE(lines.has_value());
        REQUIRE(lines->size() == 1);
        CHECK(lines->front().status == PaymentStatus::pending);
        CHECK(lines->front().status_code == code_text);
    }
}

TEST_CASE("a status left empty is not given") {
    const auto lines = read("<TxInfAndSts><OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts/></TxInfAndSts>");
    REQUIRE(lines.has_value());
    CHECK(*lines == std::vector<PaymentStatusLine>{{Level::payment, "", "E1"}});
}

TEST_CASE("of several reasons the first is the payment's, and all that is said is kept") {
    const auto lines = read(
        "<TxInfAndSts><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></StsRsnInf>"
        "<StsRsnInf><Rsn><Prtry>BANK</Prtry></Rsn><AddtlInf>since May</AddtlInf></StsRsnInf></TxInfAndSts>");
    REQUIRE(lines.has_value());
    CHECK(*lines == std::vector<PaymentStatusLine>{
                        {Level::payment, "", "", PaymentStatus::rejected, "RJCT", "AC04", "closed since May"}});
}

TEST_CASE("the first editions, named after their number and with longer names, are read") {
    std::istringstream stream{
        R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.02"><pain.002.001.02>
           <OrgnlGrpInfAndSts><OrgnlMsgId>F1</OrgnlMsgId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
           <TxInfAndSts><OrgnlPmtInfId>B1</OrgnlPmtInfId><OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>RJCT</TxSts>
           <StsRsnInf><StsRsn><Cd>AC01</Cd></StsRsn><AddtlStsRsnInf>no account</AddtlStsRsnInf></StsRsnInf>
           </TxInfAndSts></pain.002.001.02></Document>)"};
    std::vector<PaymentStatusLine> lines;
    const auto version =
        read_payment_status(stream, "file.xml", [&](const PaymentStatusLine& line) { lines.push_back(line); });
    REQUIRE(version.has_value());
    CHECK(*version == "pain.002.001.02");
    CHECK(lines == std::vector<PaymentStatusLine>{
                       {Level::file, "F1", "", PaymentStatus::partly_accepted, "PART"},
                       {Level::payment, "", "E1", PaymentStatus::rejected, "RJCT", "AC01", "no account"}});
}

TEST_CASE("several reports one behind the other are read as one, and another message refuses the file") {
    const std::string report =
        "<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><GrpSts>ACTC</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt>"
        "</Document>\n";
    std::size_t lines = 0;
    const auto count = [&](const PaymentStatusLine&) { ++lines; };
    std::istringstream two{report + report};
    REQUIRE(read_payment_status(two, "file.xml", count).has_value());
    CHECK(lines == 2);
    std::istringstream mixed{report + "<Document><BkToCstmrStmt/></Document>"};
    const auto refused = read_payment_status(mixed, "file.xml", count);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().findings().at(0).row == 2);
    CHECK(refused.error().findings().at(0).column == "BkToCstmrStmt");
}

TEST_CASE("elements in places no message has them do no harm") {
    const auto lines = read(
        "<TxInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>deep</OrgnlPmtInfId></OrgnlPmtInfAndSts></TxInfAndSts>"
        "<OrgnlPmtInfAndSts><OrgnlPmtInfAndSts/><OrgnlPmtInfId>B1</OrgnlPmtInfId></OrgnlPmtInfAndSts><a/>");
    REQUIRE(lines.has_value());
    CHECK(lines->size() == 2);
}
