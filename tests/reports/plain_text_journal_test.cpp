// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "reports/plain_text_journal.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <regex>
#include <sstream>

#include "base/text/utf8.hpp"

namespace mingzhang::test {

using ledger::Account;
using ledger::BalanceKey;
using reports::harmless;
using reports::JournalFormat;

TEST_CASE("a text of people stands in the journal as words alone") {
    struct Row {
        const char* text;
        const char* shown;
    };
    const auto row = GENERATE(values<Row>({
        {"YX000001", "YX000001"},
        {"渝财社〔2022〕1号", "渝财社〔2022〕1号"},
        {"a;b\nc", "a；b c"},
        {"甲\"乙\\丙", "甲＂乙＼丙"},
        {"x, date:2030-01-01", "x， date：2030-01-01"},
        {"[2022-01-01]", "［2022-01-01］"},
        {"total:: (1 + 1)", "total：： （1 ＋ 1）"},
        {"\r\n2022-01-01 * x\t", "2022-01-01 ＊ x"},
        {"999901194605160165", "****0165"},
        {"户999901460516016", "户****6016"},
        {"500110999001", "500110999001"},
        {"\xff甲", "？甲"},
        {"", ""},
    }));
    CHECK(harmless(row.text) == row.shown);
}

TEST_CASE("whatever bytes stand in a text, none of them means anything to a program") {
    const bool holds = rc::check("harmless", [](const std::string& text) {
        const std::string shown = harmless(text);
        RC_ASSERT(shown.find_first_of("\n\r;:,\"\\[](){}=@*!|%#&'<>") == std::string::npos);
        RC_ASSERT(!first_wrong_utf8_byte(shown));
        RC_ASSERT(harmless(shown) == shown);
    });
    CHECK(holds);
}

TEST_CASE("no number long enough to be somebody's stands in the journal") {
    const bool holds = rc::check("masked", [] {
        const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string{"0123456789 -X"}));
        RC_ASSERT(!std::regex_search(harmless(text), std::regex{"\\d{15}"}));
    });
    CHECK(holds);
}

TEST_CASE("two balances never share an account") {
    const auto key = rc::gen::apply(
        [](std::size_t account, std::int64_t bank, int source, int program, int year, std::int64_t division) {
            const ledger::AccountInfo& plan = ledger::account_plan()[account];
            ledger::Dimensions d;
            d.bank_account = bank;
            if (source > 0) d.source = static_cast<ledger::FundSource>(source == 2 ? 4 : source);
            if (program > 0) d.program = static_cast<Program>(program);
            d.budget_year = year;
            d.division = division;
            return ledger::balance_key(plan.account, d);
        },
        rc::gen::inRange<std::size_t>(0, 14), rc::gen::inRange<std::int64_t>(0, 30), rc::gen::inRange(0, 6),
        rc::gen::inRange(0, 6), rc::gen::elementOf(std::vector<int>{0, 2022, 2023}),
        rc::gen::elementOf(std::vector<std::int64_t>{0, 500110999001, 500110999002}));
    const bool holds = rc::check("distinct", [&] {
        const BalanceKey a = *key, b = *key;
        RC_ASSERT((a == b) == (reports::account_path(a) == reports::account_path(b)));
    });
    CHECK(holds);
}

TEST_CASE("an entry says what it is, whose it is, and what it undoes") {
    ledger::StoredTransfer stored{
        {{500110}, 12}, 3, {ledger::Event::due, Account::payable, Account::assistance_expense, Money::fen(34'805), {}}};
    ledger::Dimensions& d = stored.transfer.dimensions;
    d.program = Program::rural_dibao;
    d.division = 500110999001;
    d.run = 3;
    d.line = 7;
    d.month = Month{2022, 8};
    d.household = "YX000001";
    stored.transfer.reverses_command = 9;
    stored.transfer.reverses_ordinal = 7;
    const auto written = [&](JournalFormat format) {
        std::ostringstream out;
        reports::PlainTextJournal{out, format}.entry(stored, *parse_date("2022-08-28"), "渝\"1号");
        return std::move(out).str();
    };
    const std::string expected =
        "2022-08-28 * (12.3) 应发 due\n"
        "    ; household: YX000001\n"
        "    ; month: 2022-08\n"
        "    ; line: 3.7\n"
        "    ; document: 渝＂1号\n"
        "    ; reverses: 9.7\n"
        "    Liabilities:2001-Payable:RuralDibao:500110999001    348.05 CNY\n"
        "    Expenses:5001-Assistance:RuralDibao:500110999001:0    -348.05 CNY\n\n";
    CHECK(written(JournalFormat::ledger) == expected);
    CHECK(written(JournalFormat::hledger) == expected);
    CHECK(written(JournalFormat::beancount) ==
          "2022-08-28 * \"应发 due\" ^12.3 ^9.7\n"
          "  entry: \"12.3\"\n"
          "  household: \"YX000001\"\n"
          "  month: \"2022-08\"\n"
          "  line: \"3.7\"\n"
          "  document: \"渝＂1号\"\n"
          "  reverses: \"9.7\"\n"
          "  Liabilities:2001-Payable:RuralDibao:500110999001    348.05 CNY\n"
          "  Expenses:5001-Assistance:RuralDibao:500110999001:0    -348.05 CNY\n\n");
}

}  // namespace mingzhang::test
