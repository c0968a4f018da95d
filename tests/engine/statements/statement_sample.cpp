// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/engine/statements/statement_sample.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "bank_adapters/layouts/delivered.hpp"
#include "engine/statements/schema.hpp"

namespace mingzhang::testing {

namespace {

std::string digits_of(const std::string& day) {
    std::string digits = day;
    std::erase(digits, '-');
    return digits;
}

std::int64_t closing_of(std::int64_t opening, const std::vector<BankRow>& rows) {
    for (const BankRow& row : rows) opening += row.fen;
    return opening;
}

std::string yuan_text(std::int64_t fen) {
    return to_yuan(Money::fen(fen < 0 ? -fen : fen));
}

std::string with_comma(std::int64_t fen) {
    std::string text = yuan_text(fen);
    std::ranges::replace(text, '.', ',');
    return text;
}

}  // namespace

std::string csv_statement(std::int64_t opening, const std::vector<BankRow>& rows, const std::string& account) {
    std::string text = account.empty() ? "" : "账号：" + account + "\r\n";
    text += "期初余额," + to_yuan(Money::fen(opening)) + "\r\n";
    text += "交易日期,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,流水号\r\n";
    std::int64_t balance = opening;
    for (const BankRow& row : rows) {
        balance += row.fen;
        text += fmt::format("{},{},{},{},{},{},{},{}\r\n", row.day, row.fen < 0 ? yuan_text(row.fen) : "",
                            row.fen < 0 ? "" : yuan_text(row.fen), to_yuan(Money::fen(balance)), row.name, row.account,
                            row.text, row.reference);
    }
    return text;
}

std::string mt940_statement(std::int64_t opening, const std::vector<BankRow>& rows) {
    const std::string account = own_account("ccb", "ccb", 1).account.text();
    const std::string first = digits_of(rows.empty() ? "2022-10-18" : rows.front().day).substr(2);
    const std::string last = digits_of(rows.empty() ? "2022-10-18" : rows.back().day).substr(2);
    std::string text =
        fmt::format(":20:S1\r\n:25:{}\r\n:28C:1/1\r\n:60F:C{}CNY{}\r\n", account, first, with_comma(opening));
    for (const BankRow& row : rows)
        text += fmt::format(":61:{}{}{}NTRF{}\r\n:86:{}\r\n", digits_of(row.day).substr(2), row.fen < 0 ? "D" : "C",
                            with_comma(row.fen), row.reference.empty() ? "NONREF" : row.reference, row.text);
    return text + fmt::format(":62F:C{}CNY{}\r\n", last, with_comma(closing_of(opening, rows)));
}

std::string camt_statement(std::int64_t opening, const std::vector<BankRow>& rows, const std::string& account) {
    const auto balance = [&](std::string_view code, std::int64_t fen) {
        const std::string day = rows.empty() ? "2022-10-18" : code == "OPBD" ? rows.front().day : rows.back().day;
        return fmt::format(
            "<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">{}</Amt><CdtDbtInd>CRDT"
            "</CdtDbtInd><Dt><Dt>{}</Dt></Dt></Bal>",
            code, yuan_text(fen), day);
    };
    std::string entries;
    for (const BankRow& row : rows)
        entries += fmt::format(
            "<Ntry><Amt Ccy=\"CNY\">{}</Amt><CdtDbtInd>{}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{}</Dt>"
            "</BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>{}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>",
            yuan_text(row.fen), row.fen < 0 ? "DBIT" : "CRDT", row.day, row.text);
    return fmt::format(
        "<Document><BkToCstmrStmt><Stmt><Id>S1</Id><Acct><Id><Othr><Id>{}</Id></Othr></Id></Acct>{}{}{}"
        "</Stmt></BkToCstmrStmt></Document>",
        account.empty() ? own_account("ccb", "ccb", 1).account.text() : account, balance("OPBD", opening),
        balance("CLBD", closing_of(opening, rows)), entries);
}

StatementOffice::StatementOffice() : office{{statements::statements_part()}} {
    office.receive(1000);
    office.release({{"YX1", 10, 1, "测试甲"}, {"YX2", 20, 2, "测试乙"}, {"YX3", 40, 3, "测试丙"}});
    const auto created = office.create();
    REQUIRE(created.has_value());
    batch = created->number("batch");
    office.send(batch);
}

std::string StatementOffice::own_account_text() const {
    return own_account("ccb", "ccb", 1).account.text();
}

Result<Answer, Refusal> StatementOffice::take(const std::string& bytes, const std::string& key) {
    statements::StatementCall call{.county = county,
                                   .bank_account = office.account,
                                   .file_name = "statement.csv",
                                   .bytes = bytes,
                                   .layout = bank::layouts::delivered_layout("statement-csv"),
                                   .key = key};
    return statements::take_statement(office.desk, office.sealer, office.liaison, call);
}

Answer StatementOffice::taken(const std::string& bytes) {
    auto answer = take(bytes);
    if (!answer) {
        std::string words = answer.error().code() + " " + answer.error().what().en;
        for (const Finding& f : answer.error().findings())
            words += fmt::format("\n{} {} {} {}", f.row, f.column, f.value, f.reason.en);
        FAIL(words);
    }
    office.check_books();
    return *answer;
}

std::vector<statements::KeptStatement> StatementOffice::kept() {
    std::vector<statements::KeptStatement> all;
    statements::read_statements(office.sql(), county, [&](const auto& s) { all.push_back(s); });
    return all;
}

std::vector<statements::KeptRow> StatementOffice::rows(std::int64_t statement) {
    std::vector<statements::KeptRow> all;
    const auto read = statements::read_rows(office.sql(), office.sealer, county, statement,
                                            [&](const auto& row) { all.push_back(row); });
    REQUIRE(read.has_value());
    return all;
}

}  // namespace mingzhang::testing
