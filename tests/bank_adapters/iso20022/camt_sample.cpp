// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bank_adapters/iso20022/camt_sample.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <sstream>

namespace mingzhang::test {

std::string camt_with(std::string_view elements) {
    return fmt::format(
        R"(<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>)"
        R"(<GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><Acct><Id><Othr><Id>6299990000000000018</Id></Othr></Id>)"
        R"(<Ccy>CNY</Ccy></Acct>{}</Stmt></BkToCstmrStmt></Document>)",
        elements);
}

std::string entry_with(std::string_view elements) {
    return fmt::format(R"(<Ntry><Amt Ccy="CNY">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>{}</Ntry>)",
                       elements);
}

std::string balance(std::string_view type, std::string_view amount, std::string_view day) {
    return fmt::format(
        R"(<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd>)"
        R"(<Dt><Dt>{}</Dt></Dt></Bal>)",
        type, amount, day);
}

Result<std::vector<bank::Statement>, Refusal> read_all(const std::string& bytes) {
    std::istringstream stream{bytes};
    bank::CollectingSink sink;
    auto read = bank::iso20022::read_camt(stream, "file.xml", sink);
    if (!read) return pass_on(read);
    return sink.statements();
}

bank::Statement read_one(const std::string& bytes) {
    const auto statements = read_all(bytes);
    REQUIRE(statements.has_value());
    REQUIRE(statements->size() == 1);
    return statements->front();
}

}  // namespace mingzhang::test
