// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>
#include <sstream>

#include "tests/bank_adapters/mt940/mt_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::test;
using bank::StatementFaultKind;
using bank::mt940::CharacterSet;

namespace {

std::string with_text(const std::string& text) {
    return statement_with(std::string{line_of_ten} + ":86:" + text + "\n");
}

std::string text_of(const bank::Statement& statement) {
    return statement.entries.at(0).transactions.at(0).text;
}

}  // namespace

TEST_CASE("text is read in the characters it can only be in") {
    struct Row {
        const char* why;
        std::string bytes;
        const char* text;
    };
    const auto row = GENERATE(values<Row>({
        {"plain", "HELLO", "HELLO"},
        {"UTF-8", "\xE7\x8E\x8B \xC3\x9C", "王 Ü"},
        {"GB18030", "\xCD\xF5\xD0\xA1\xC3\xF7 \xB5\xCD\xB1\xA3", "王小明 低保"},
        {"GB18030, a rare name beside others", "\xCD\xF5\xD0\xA1\xFE\x9F", "王小䶮"},
        {"GB18030, one character among blanks", "A \xB5\xCD B", "A 低 B"},
        // An umlaut before a blank or at the end is nothing in GB18030.
        {"ISO-8859-1", "GR\xDC \xE4", "GRÜ ä"},
        {"ISO-8859-1, a place where it cannot be GB18030 settles the others",
         "M\xFCller, Gr\xF6\xDF"
         "e, GR\xDC",
         "Müller, Größe, GRÜ"},
        {"Windows-1252", "M\xFCller \x80 5 \x93x\x94", "Müller € 5 “x”"},
        {"code page 850",
         "M\x81ller Stra\xE1"
         "e \x8E",
         "Müller Straße Ä"},
        {"a byte of 255 that fills an empty part", "020~20RENT~21\xFF~32KARL", "RENT"},
    }));
    CAPTURE(row.why);
    const auto statements = read_all(with_text(row.bytes));
    REQUIRE(statements.has_value());
    CHECK(text_of(statements->at(0)) == row.text);
}

TEST_CASE("text that two character sets read differently is refused until somebody names one") {
    const std::string bytes = with_text("M\xFCller, \xB5\xCD");
    const auto refused = read_all(bytes);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().is(bank::StatementRefusal::characters));
    CHECK(refused.error().findings().at(0).row == 6);
    CHECK(refused.error().findings().at(0).reason == bank::sentence(StatementFaultKind::unclear_characters));
    CHECK(text_of(read_all(bytes, CharacterSet::latin1)->at(0)) == "Müller, µÍ");
    CHECK(text_of(read_all(bytes, CharacterSet::gb18030)->at(0)) == "M黮ler, 低");
    CHECK_FALSE(read_all(bytes, CharacterSet::utf8).has_value());
}

TEST_CASE("umlauts that could all be rare Chinese characters are not guessed at") {
    for (const char* text : {"M\xFCller", "M\xFCller K\xF6nig B\xE4r B\xF6ll"}) {
        CAPTURE(text);
        CHECK(finding_of(with_text(text)).reason == bank::sentence(StatementFaultKind::unclear_characters));
    }
}

TEST_CASE("one odd run of bytes does not make Chinese unclear") {
    CHECK(text_of(read_good(with_text("\xCD\xF5\xD0\xA1\xC3\xF7\xB5\xCD\xB1\xA3 A\x90y")).at(0)) == "王小明低保 A恲");
}

TEST_CASE("Chinese text with a byte that does not fit is damaged") {
    const Finding finding = finding_of(with_text("\xCD\xF5\xD0\xA1\xC3\xF7\xFF"));
    CHECK(finding.reason == bank::sentence(StatementFaultKind::wrong_characters));
    CHECK(finding.column == "characters");
}

TEST_CASE("a character cut by a piece of reading is put together") {
    // Pieces are 64 KiB: the text puts its characters at every place across their border.
    for (std::size_t blanks = 65'536 - 90; blanks < 65'536 - 20; ++blanks) {
        std::string lines;
        for (std::size_t left = blanks; left > 0;) {
            const std::size_t now = std::min<std::size_t>(left, 1'000);
            lines += std::string(now - 1, 'x') + "\n";
            left -= now;
        }
        const auto statements = read_all(with_text(lines + "\xCD\xF5\xD0\xA1\xC3\xF7"));
        REQUIRE(statements.has_value());
        REQUIRE(text_of(statements->at(0)).ends_with("王小明"));
    }
}

TEST_CASE("character sets are named as the command line names them") {
    CHECK(bank::mt940::parse_character_set("utf8") == CharacterSet::utf8);
    CHECK(bank::mt940::parse_character_set("gb18030") == CharacterSet::gb18030);
    CHECK(bank::mt940::parse_character_set("latin1") == CharacterSet::latin1);
    CHECK(bank::mt940::parse_character_set("cp850") == CharacterSet::cp850);
    CHECK(bank::mt940::parse_character_set("UTF-8") == std::nullopt);
}
