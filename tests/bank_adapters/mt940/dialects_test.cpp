// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "tests/bank_adapters/mt940/mt_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::test;
using bank::EntryStatus;

namespace {

// The one statement, and that its one entry is whole.
bank::Statement whole(const std::string& bytes) {
    const auto statements = read_good(bytes);
    REQUIRE(statements.size() == 1);
    CHECK(statements[0].proven == true);
    REQUIRE(statements[0].entries.size() == 1);
    CHECK(statements[0].entries[0].amount == bank::CurrencyAmount{-1'000, "EUR"});
    return statements[0];
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

}  // namespace

TEST_CASE("a statement is read however its lines end and whatever stands around it") {
    const std::string plain = statement_with(std::string{line_of_ten} + ":86:166?20EREF+B12-000001\n");
    struct Row {
        const char* why;
        std::string bytes;
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"LF", plain},
        {"CR LF", replaced(plain, "\n", "\r\n")},
        {"@@", replaced(plain, "\n", "@@")},
        {"no end", plain.substr(0, plain.size() - 3)},
        {"no line end behind the dash", plain.substr(0, plain.size() - 1)},
        {"blank lines", "\r\n\r\n" + plain + "\r\n\r\n"},
        {"a mark of UTF-8", "\xEF\xBB\xBF" + plain},
        {"SWIFT's blocks", "{1:F01BANKDEFFAXXX0000000000}{2:O9400000000000BANKDEFFAXXX00000000000000000000N}{4:\r\n" +
                               plain.substr(0, plain.size() - 2) + "-}{5:{CHK:0123456789AB}}"},
        {"SWIFT's blocks before the field", "{1:F01}{2:I940}{4:" + plain.substr(0, plain.size() - 2) + "-}"},
        {"a bank's heading", "ABNANL2A\r\n940\r\nABNANL2A\r\n" + plain},
        {"what Polish banks add", replaced(plain, ":86:", ":NS:22NAME\n:86:")},
    }));
    CAPTURE(row.why);
    const auto statement = whole(row.bytes);
    CHECK(statement.id == "STARTUMS");
    CHECK(statement.number == "7/1");
    CHECK(statement.account == "301086000");
    CHECK(statement.bank == "20041111");
    CHECK(statement.entries[0].transactions.at(0).end_to_end_id == "B12-000001");
    CHECK(statement.entries[0].transactions.at(0).reference == "BANK1");
}

TEST_CASE("text with colons and dashes stays text") {
    struct Row {
        const char* lines;
        const char* text;
    };
    const auto row = GENERATE(values<Row>({
        {":86:booked at\n:15:30 by hand\n", "booked at:15:30 by hand"},
        {":86:see\n:20:15 Uhr\n", "see:20:15 Uhr"},
        {":86:see\n:25:10\n:28C:x\n", "see:25:10:28C:x"},
        {":86:one\n-\ntwo\n", "one-two"},
        {":86:one\n-ID:two\n", "one-ID:two"},
        {":86:GL\xC3\x84UBIGER \xE4\xBD\x8E\xE4\xBF\x9D\n", "GLÄUBIGER 低保"},
        {":86:cut in the mid\ndle of a word\n", "cut in the middle of a word"},
    }));
    CAPTURE(row.lines);
    CHECK(whole(statement_with(std::string{line_of_ten} + row.lines)).entries[0].transactions.at(0).text == row.text);
}

TEST_CASE("what MT942 tells is pending, by its fields or by its header") {
    const std::string by_field = ":20:X\n:25:301086000\n:28C:1\n:34F:EURD0,\n:13D:2208200744+0200\n" +
                                 std::string{line_of_ten} + ":86:text\n:90D:1EUR10,00\n:90C:0EUR0,00\n:86:all\n-\n";
    const std::string by_header =
        "{1:F01}{2:O942}{4:\n:20:X\n:25:301086000EUR\n:28C:1\n" + std::string{line_of_ten} + "-}";
    for (const std::string& bytes : {by_field, by_header}) {
        CAPTURE(bytes);
        const auto statements = read_good(bytes);
        REQUIRE(statements.size() == 1);
        CHECK(statements[0].currency == "EUR");
        CHECK(statements[0].entries.at(0).status == EntryStatus::pending);
        CHECK(statements[0].proven == std::nullopt);
    }
}

TEST_CASE("messages behind one another are a statement each, and an MT942 does not colour the next") {
    const std::string interim = "{1:F01}{2:O942}{4:\n:20:I\n:25:301086000EUR\n" + std::string{line_of_ten};
    const auto statements =
        read_good(interim + "-}{1:F01}{2:O940}{4:\n" + statement_with(line_of_ten) + statement_with(line_of_ten));
    REQUIRE(statements.size() == 3);
    CHECK(statements[0].entries.at(0).status == EntryStatus::pending);
    CHECK(statements[1].entries.at(0).status == EntryStatus::booked);
    CHECK(statements[1].proven == true);
    CHECK(statements[2].proven == true);
}

TEST_CASE("pages of one message are a statement each and keep its account") {
    const std::string first = statement_with(line_of_ten, "C220820EUR90,00");
    const std::string both = replaced(replaced(first.substr(0, first.size() - 2), ":62F:", ":62M:"), "x", "x") +
                             ":60M:C220820EUR90,00\n" + line_of_ten + ":62F:C220820EUR80,00\n-\n";
    const auto statements = read_good(both);
    REQUIRE(statements.size() == 2);
    CHECK(statements[0].proven == true);
    CHECK(statements[1].proven == true);
    CHECK(statements[1].id == "STARTUMS");
    CHECK(statements[1].account == "301086000");
}

TEST_CASE("reversals count with the sign they undo with") {
    const auto statements = read_good(
        statement_with(":61:220820D30,00NTRFA\n:61:220820RD30,00NTRFA\n:61:220820C5,00NTRFB\n:61:220820RC5,00NTRFB\n",
                       "C220820EUR100,00"));
    REQUIRE(statements[0].entries.size() == 4);
    CHECK(statements[0].proven == true);
    CHECK(statements[0].entries[1].reversal);
    CHECK(statements[0].entries[1].amount.units == 3'000);
    CHECK(statements[0].entries[3].amount.units == -500);
}

TEST_CASE("equal payments stay two") {
    const auto statements = read_good(statement_with(std::string{line_of_ten} + line_of_ten, "C220820EUR80,00"));
    CHECK(statements[0].entries.size() == 2);
    CHECK(statements[0].proven == true);
}

TEST_CASE("a statement without entries is read and proven") {
    const auto statements = read_good(statement_with("", "C220820EUR100,00") + statement_with("", "C220820EUR100,01"));
    REQUIRE(statements.size() == 2);
    CHECK(statements[0].proven == true);
    CHECK(statements[1].proven == false);
    CHECK(statements[0].entries.empty());
}

TEST_CASE("what may be an MT940 is told by its beginning") {
    for (const char* beginning :
         {":20:X", "\r\n:20:X", "@@:20:X", "{1:F01BANK", "\xEF\xBB\xBF:20:X", "ABNANL2A\n940\n:20:X", ":86:text",
          "ABNANL2A\r\n940\r\n:25:X", "This is\n\n- - -\r:20:X", "\x01:20:X", "\x01{1:F01"})
        CHECK(bank::mt940::looks_like_mt940(beginning));
    for (const char* beginning : {"", "<xml/>", "1|2|3", ":x", "20:X", "a:20:b|c\n1 :25:"})
        CHECK_FALSE(bank::mt940::looks_like_mt940(beginning));
}
