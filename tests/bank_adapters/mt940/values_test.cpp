// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/mt940/mt_values.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::mt940;

namespace {

std::string day(const std::optional<Date>& date) {
    return date ? to_string(*date) : "none";
}

Read<MtLine> parse_line(std::string_view text, std::string_view currency) {
    MtLine line;
    if (const auto read = line.read(text, currency); !read) return tl::unexpected{read.error()};
    return line;
}

}  // namespace

TEST_CASE("a line is read in all its forms") {
    struct Row {
        const char* text;
        const char* amount;
        EntryStatus status;
        bool reversal;
        const char* valued_on;
        const char* booked_on;
        const char* reference;
        const char* bank_reference;
    };
    const auto row = GENERATE(values<Row>({
        {"0709070904CR50990,05NTRFNONREF//0724710333343453", "50990.05", EntryStatus::booked, false, "2007-09-07",
         "2007-09-04", "NONREF", "0724710333343453"},
        {"0912101210C000000000007,50N021117301582", "7.50", EntryStatus::booked, false, "2009-12-10", "2009-12-10",
         "117301582", ""},
        {"100930D20,NCMZNOREF", "-20.00", EntryStatus::booked, false, "2010-09-30", "none", "NOREF", ""},
        {"220820RC1,00NTRFX", "-1.00", EntryStatus::booked, true, "2022-08-20", "none", "X", ""},
        {"220820RD1,00NTRFX", "1.00", EntryStatus::booked, true, "2022-08-20", "none", "X", ""},
        {"220820RDR1,00NTRFX", "1.00", EntryStatus::booked, true, "2022-08-20", "none", "X", ""},
        {"220820EC1,00NTRFX", "1.00", EntryStatus::pending, false, "2022-08-20", "none", "X", ""},
        {"220820ED1,00NTRFX", "-1.00", EntryStatus::pending, false, "2022-08-20", "none", "X", ""},
        {"220820C,5NMSCX", "0.50", EntryStatus::booked, false, "2022-08-20", "none", "X", ""},
        {"220820D0,5FMSCX//", "-0.50", EntryStatus::booked, false, "2022-08-20", "none", "X", ""},
        // Around New Year's Day the entry lies in another year than the value.
        {"0912310102C1,00NTRFX", "1.00", EntryStatus::booked, false, "2009-12-31", "2010-01-02", "X", ""},
        {"1001021231C1,00NTRFX", "1.00", EntryStatus::booked, false, "2010-01-02", "2009-12-31", "X", ""},
        // Banks that count thirty days in every month.
        {"2202300228C1,00NTRFX", "1.00", EntryStatus::booked, false, "2022-02-28", "2022-02-28", "X", ""},
        {"240230C1,00NTRFX", "1.00", EntryStatus::booked, false, "2024-02-29", "none", "X", ""},
        {"2205011131C1,00NTRFX", "1.00", EntryStatus::booked, false, "2022-05-01", "2021-11-30", "X", ""},
        {"220431C1,00NTRFX", "1.00", EntryStatus::booked, false, "2022-04-30", "none", "X", ""},
        {"2203010230C1,00NTRFX", "1.00", EntryStatus::booked, false, "2022-03-01", "2022-02-28", "X", ""},
        // References longer than SWIFT allows.
        {"220820C1,00NTRFA-VERY-LONG-REFERENCE-OF-OURS//AND-ONE-OF-THE-BANK-LONGER-THAN-16", "1.00",
         EntryStatus::booked, false, "2022-08-20", "none", "A-VERY-LONG-REFERENCE-OF-OURS",
         "AND-ONE-OF-THE-BANK-LONGER-THAN-16"},
        {"220820C1,00NTRF//ONLY-THE-BANKS", "1.00", EntryStatus::booked, false, "2022-08-20", "none", "",
         "ONLY-THE-BANKS"},
        // Kinds of business shortened with blanks, and none at all.
        {"220820D1,00NOV REF 1", "-1.00", EntryStatus::booked, false, "2022-08-20", "none", "REF 1", ""},
        {"220820D1,00NOV", "-1.00", EntryStatus::booked, false, "2022-08-20", "none", "", ""},
        {"2208200820DF2402,00S   X", "-2402.00", EntryStatus::booked, false, "2022-08-20", "2022-08-20", "X", ""},
        {"220820CN220,00//BANK9", "220.00", EntryStatus::booked, false, "2022-08-20", "none", "", "BANK9"},
        {"220820D20,00NONREF", "-20.00", EntryStatus::booked, false, "2022-08-20", "none", "NONREF", ""},
        {"220820D20,00NONREF//B", "-20.00", EntryStatus::booked, false, "2022-08-20", "none", "NONREF", "B"},
        {"220820C1,00ntrfX", "1.00", EntryStatus::booked, false, "2022-08-20", "none", "X", ""},
        // Blanks for an entry date, before the amount and behind it.
        {"220820    D20,00NTRFX", "-20.00", EntryStatus::booked, false, "2022-08-20", "none", "X", ""},
        {"2208200820C 50,00 NTRFX//B", "50.00", EntryStatus::booked, false, "2022-08-20", "2022-08-20", "X", "B"},
        // Amounts as SWIFT does not write them.
        {"220820C1234NTRFX", "1234.00", EntryStatus::booked, false, "2022-08-20", "none", "X", ""},
        {"220820C000000001000.00NTRFX", "1000.00", EntryStatus::booked, false, "2022-08-20", "none", "X", ""},
        {"220820C1.234.567,89NTRFX", "1234567.89", EntryStatus::booked, false, "2022-08-20", "none", "X", ""},
        {"220820C1,234.50NTRFX", "1234.50", EntryStatus::booked, false, "2022-08-20", "none", "X", ""},
        {"220820D-104,12NTRFX", "104.12", EntryStatus::booked, false, "2022-08-20", "none", "X", ""},
        {"220820d1,01N946NONREF", "-1.01", EntryStatus::booked, false, "2022-08-20", "none", "NONREF", ""},
        // A reference filled up with blanks, and a name behind it.
        {"220820D1,00N084P002445588      Tax Office", "-1.00", EntryStatus::booked, false, "2022-08-20", "none",
         "P002445588", ""},
        {"220820D4,NCOMNONREF          //CIOB1/IACC/D3/", "-4.00", EntryStatus::booked, false, "2022-08-20", "none",
         "NONREF", "CIOB1/IACC/D3/"},
    }));
    CAPTURE(row.text);
    const auto line = parse_line(row.text, "EUR");
    REQUIRE(line.has_value());
    CHECK(to_text(line->entry.amount) == row.amount);
    CHECK(line->entry.status == row.status);
    CHECK(line->entry.reversal == row.reversal);
    CHECK(day(line->entry.valued_on) == row.valued_on);
    CHECK(day(line->entry.booked_on) == row.booked_on);
    CHECK(line->entry.reference == row.reference);
    CHECK(line->bank_reference == row.bank_reference);
}

TEST_CASE("a line that is not one is refused") {
    struct Row {
        const char* text;
        StatementFaultKind kind;
    };
    const auto row = GENERATE(values<Row>({
        {"", StatementFaultKind::not_a_date},
        {"2208", StatementFaultKind::not_a_date},
        {"221320C1,00NTRFX", StatementFaultKind::not_a_date},
        {"220432C1,00NTRFX", StatementFaultKind::not_a_date},
        {"220400C1,00NTRFX", StatementFaultKind::not_a_date},
        {"2208200432C1,00NTRFX", StatementFaultKind::not_a_date},
        {"220820082C1,00NTRFX", StatementFaultKind::not_a_date},
        {"2208201301C1,00NTRFX", StatementFaultKind::not_a_date},
        {"220820X1,00NTRFX", StatementFaultKind::unknown_code},
        {"220820", StatementFaultKind::unknown_code},
        {"220820C1.234NTRFX", StatementFaultKind::too_many_decimals},
        {"220820C12.34,56NTRFX", StatementFaultKind::not_an_amount},
        {"220820C1.2345.678,00NTRFX", StatementFaultKind::not_an_amount},
        {"220820CNTRFX", StatementFaultKind::not_an_amount},
        {"220820C,NTRFX", StatementFaultKind::not_an_amount},
        {"220820C1,0,0NTRFX", StatementFaultKind::not_an_amount},
        {"220820C1,001NTRFX", StatementFaultKind::too_many_decimals},
        {"220820C99999999999999999999,NTRFX", StatementFaultKind::amount_out_of_range},
        {"220820C1,00", StatementFaultKind::malformed},
        {"220820C1,00/X", StatementFaultKind::malformed},
    }));
    CAPTURE(row.text);
    const auto line = parse_line(row.text, "EUR");
    REQUIRE_FALSE(line.has_value());
    CHECK(line.error() == row.kind);
}

TEST_CASE("a further line is the bank's reference only where it can be") {
    struct Row {
        const char* line;
        const char* further;
        const char* bank_reference;
        const char* other_account;
    };
    const auto row = GENERATE(values<Row>({
        {"220820C1,NTRFNONREF", "//NONREF", "NONREF", ""},
        // More than SWIFT's sixteen characters; and fewer, where the further line is something else.
        {"220820C1,NTRFX//6127001795151001", "6006127001795151001", "61270017951510016006127001795151001", ""},
        {"220820C1,NTRFX//99999999999921", "20131209007602198765432000000012", "99999999999921", ""},
        {"220820C1,NTRFX//9999999999999922", "/OCMT/EUR11,85//CHGS/EUR0,50/", "9999999999999922", ""},
        {"220820C1,NTRFX//9999999999999920", "Card transaction", "9999999999999920", ""},
        {"220820C1,NTRFX//B", "//C", "B", ""},
        {"220820C1,N541NONREF", "NL27RABO9999999908", "", "NL27RABO9999999908"},
        {"220820C1,N541NONREF", "P004500018", "", ""},
    }));
    CAPTURE(row.line, row.further);
    auto line = parse_line(row.line, "EUR");
    REQUIRE(line.has_value());
    line->add(row.further);
    CHECK(line->bank_reference == row.bank_reference);
    CHECK(line->other_account == row.other_account);
}

TEST_CASE("nothing of one line is left in the next") {
    MtLine line;
    REQUIRE(line.read("2208200821RD5,00NTRFOURS//THEIRS", "EUR").has_value());
    line.add("NL27RABO9999999908");
    REQUIRE(line.read("220820C1,NTRFX", "JPY").has_value());
    CHECK(line.entry == parse_line("220820C1,NTRFX", "JPY")->entry);
    CHECK(line.bank_reference.empty());
    CHECK(line.other_account.empty());
}

TEST_CASE("a currency without decimals takes none in a line") {
    REQUIRE(parse_line("220820C100,NTRFX", "JPY").has_value());
    CHECK(to_text(parse_line("220820C100,NTRFX", "JPY")->entry.amount) == "100");
    CHECK_FALSE(parse_line("220820C100,50NTRFX", "JPY").has_value());
    CHECK(to_text(parse_line("220820C1,234NTRFX", "KWD")->entry.amount) == "1.234");
}

TEST_CASE("an account is read with its bank and currency where they stand beside it") {
    struct Row {
        const char* text;
        AccountName expected;
    };
    const auto row = GENERATE(values<Row>({
        {"PL25106000760000888888888888", {"", "PL25106000760000888888888888", ""}},
        {"20041111/301086000EUR", {"20041111", "301086000", "EUR"}},
        {"BPHKPLPK/320000546101", {"BPHKPLPK", "320000546101", ""}},
        {"0129199348 EUR", {"", "0129199348", "EUR"}},
        {"NL69INGB0123456789EUR", {"", "NL69INGB0123456789", "EUR"}},
        {"/6299990000000000018", {"", "6299990000000000018", ""}},
        {"NL50RABO0123456789 EUR", {"", "NL50RABO0123456789", "EUR"}},
        // Check digits that somebody changed before giving the file away.
        {"NL50RABO0123456789EUR", {"", "NL50RABO0123456789", "EUR"}},
        {"1325.76.155EUR", {"", "1325.76.155", "EUR"}},
        {"//AT39364/12345678912/EUR", {"AT39364", "12345678912", "EUR"}},
        {"UBRTHUHB/123456789150ABCDEF002/HUF", {"UBRTHUHB", "123456789150ABCDEF002", "HUF"}},
        {"NL92 KNAB 0123 4567 89", {"", "NL92 KNAB 0123 4567 89", ""}},
        // This country's account numbers end in a currency of their own.
        {"MU17BOMM0101101030300200000MUR", {"", "MU17BOMM0101101030300200000MUR", ""}},
        {"MU99BOMM0101101030300200000MUR", {"", "MU99BOMM0101101030300200000MUR", ""}},
        {"ACCOUNT-EUR", {"", "ACCOUNT-EUR", ""}},
    }));
    CAPTURE(row.text);
    const auto account = parse_account(row.text);
    REQUIRE(account.has_value());
    CHECK(*account == row.expected);
}

TEST_CASE("an account that identifies nothing is refused") {
    CHECK(parse_account("") == tl::unexpected{StatementFaultKind::missing});
    CHECK(parse_account("账号1") == tl::unexpected{StatementFaultKind::not_plain_characters});
}

TEST_CASE("a balance is read in all its forms") {
    struct Row {
        const char* text;
        const char* amount;
        const char* date;
    };
    const auto row = GENERATE(values<Row>({
        {"C031002PLN40000,00", "40000.00", "2003-10-02"},
        {"D091220EUR000000000160,00", "-160.00", "2009-12-20"},
        {"D030106EUR000000001000.00", "-1000.00", "2003-01-06"},
        {"C220820EUR100", "100.00", "2022-08-20"},
        {"C000000EUR0,00", "0.00", "none"},
        {"C021131EUR4387,95", "4387.95", "2002-11-30"},
        {"C020315145000,00", "145000.00", "2002-03-15"},
        {"C220820EUR 1,00", "1.00", "2022-08-20"},
        {"C220820EUR-150,75", "-150.75", "2022-08-20"},
    }));
    CAPTURE(row.text);
    const auto balance = parse_balance(row.text, "EUR");
    REQUIRE(balance.has_value());
    CHECK(to_text(balance->amount) == row.amount);
    CHECK(day(balance->date) == row.date);
}

TEST_CASE("a balance that is not one is refused") {
    CHECK(parse_balance("") == tl::unexpected{StatementFaultKind::unknown_code});
    CHECK(parse_balance("X220820EUR1,00") == tl::unexpected{StatementFaultKind::unknown_code});
    CHECK(parse_balance("C220832EUR1,00") == tl::unexpected{StatementFaultKind::not_a_date});
    CHECK(parse_balance("C220820EU1,00") == tl::unexpected{StatementFaultKind::not_a_currency});
    CHECK(parse_balance("C2208201,00") == tl::unexpected{StatementFaultKind::not_a_currency});
    CHECK(parse_balance("C220820EUR") == tl::unexpected{StatementFaultKind::not_an_amount});
    CHECK(parse_balance("C220820EUR1,00X") == tl::unexpected{StatementFaultKind::not_an_amount});
}

TEST_CASE("a date far back or ahead falls into the right century") {
    CHECK(day(*parse_value_date("800101")) == "1980-01-01");
    CHECK(day(*parse_value_date("790101")) == "2079-01-01");
}

TEST_CASE("an entry booked within half a year of its value is always found in the right year") {
    const bool holds = rc::check("entry dates", [] {
        const auto value = std::chrono::sys_days{std::chrono::days{*rc::gen::inRange(3'653, 25'000)}};
        const auto entry = value + std::chrono::days{*rc::gen::inRange(-180, 181)};
        const std::string text = to_string(Date{entry});
        const auto read = parse_entry_date(text.substr(5, 2) + text.substr(8, 2), Date{value});
        RC_ASSERT(read.has_value());
        // A year without 29 February may lie nearer, where that day is its last of February.
        if (text.substr(5) != "02-29") RC_ASSERT(*read == Date{entry});
    });
    REQUIRE(holds);
}
