// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/csv_reader.hpp"

#include <catch2/catch.hpp>
#include <sstream>

using namespace mingzhang;
using namespace std::string_literals;

namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Outcome {
    Rows rows;
    std::vector<std::size_t> numbers;
    std::string refused;  // The code of the refusal, and its English words.
};

Outcome read(const std::string& bytes, const CsvFormat& format = {}, const ReadLimits& limits = {}) {
    Outcome outcome;
    auto reader = open_csv(std::make_unique<std::istringstream>(bytes), format, limits);
    if (!reader) return {{}, {}, reader.error().code()};
    RawRow row;
    for (;;) {
        const auto more = (*reader)->next(row);
        if (!more) outcome.refused = more.error().code() + " " + more.error().what().en;
        if (!more || !*more) break;
        outcome.rows.push_back(row.cells);
        outcome.numbers.push_back(row.number);
    }
    const auto again = (*reader)->next(row);
    CHECK((again.has_value() && !*again));
    return outcome;
}

}  // namespace

TEST_CASE("CSV is read as RFC 4180 has it, with every line end people send") {
    struct Row {
        const char* why;
        std::string bytes;
        Rows expected;
    };
    const auto row = GENERATE(values<Row>({
        {"nothing", "", {}},
        {"only a mark", "\xEF\xBB\xBF", {}},
        {"LF", "a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
        {"CRLF", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        {"CR", "a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
        {"last line without end", "a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
        {"last field empty, no end", "a,b\nc,", {{"a", "b"}, {"c", ""}}},
        {"mark",
         "\xEF\xBB\xBF"
         "a\n",
         {{"a"}}},
        {"blank lines", "a\n\n\nb\n", {{"a"}, {}, {}, {"b"}}},
        {"CRLF blank line", "a\r\n\r\nb\r\n", {{"a"}, {}, {"b"}}},
        {"an empty cell is no blank line", "\"\"\n", {{""}}},
        {"empty cells", ",,\n", {{"", "", ""}}},
        {"quoted", "\"a,b\",\"c\"\n", {{"a,b", "c"}}},
        {"doubled quote", "\"say \"\"a\"\"\"\n", {{"say \"a\""}}},
        {"quoted line breaks", "\"a\nb\r\nc\",d\n", {{"a\nb\r\nc", "d"}}},
        {"quoted to the end of the file", "a,\"b\"", {{"a", "b"}}},
        {"quote inside an unquoted field", "a\"b\",c\n", {{"a\"b\"", "c"}}},
        {"blanks are kept", " a , b \n", {{" a ", " b "}}},
        {"GB18030", "\xC9\xF2\xCE\xC4,\x99\x33\xC3\x36\xFE\x9F\n", {{"沈文", "𬱖䶮"}}},
        {"19 digits", "6299996907439150008\n", {{"6299996907439150008"}}},
    }));
    CAPTURE(row.why);
    const Outcome outcome = read(row.bytes);
    CHECK(outcome.refused.empty());
    CHECK(outcome.rows == row.expected);
}

TEST_CASE("Rows are numbered as a spreadsheet shows them") {
    const Outcome outcome = read("a\n\n\"b\nb\"\nc\n");
    CHECK(outcome.numbers == std::vector<std::size_t>{1, 2, 3, 4});
    CHECK(outcome.rows == Rows{{"a"}, {}, {"b\nb"}, {"c"}});
}

TEST_CASE("A damaged CSV is refused with its row") {
    struct Row {
        const char* why;
        std::string bytes;
        const char* refused;
        std::size_t rows_before;
    };
    const auto row = GENERATE(values<Row>({
        {"zero byte", "a\nb\0c\n"s, "table.read/nul_byte Row 2 ", 1},
        {"zero byte in quotes", "a\n\"b\0c\"\n"s, "table.read/nul_byte Row 2 ", 1},
        {"quote without end", "a\nb\n\"c,d\ne\n", "table.read/quote_not_closed A quote opened in row 3", 2},
        {"quote at the end", "a\n\"", "table.read/quote_not_closed A quote opened in row 2", 1},
        {"text behind a quote", "\"a\"b,c\n", "table.read/text_after_quote In row 1", 0},
        {"blank behind a quote", "\"a\" ,c\n", "table.read/text_after_quote In row 1", 0},
        {"no character set", "a\n\xFF\n", "table.read/wrong_encoding", 0},
    }));
    CAPTURE(row.why);
    const Outcome outcome = read(row.bytes);
    CHECK_THAT(outcome.refused, Catch::StartsWith(row.refused));
    CHECK(outcome.rows.size() == row.rows_before);
}

TEST_CASE("A character set that is given rules over what the bytes look like") {
    CHECK(read("\xE6\xB2\x88\xE6\x96\x87\n", {',', Encoding::gb18030}).rows == Rows{{"娌堟枃"}});
    CHECK(read("\xEF\xBB\xBF沈\n", {',', Encoding::utf8}).rows == Rows{{"沈"}});
    CHECK(read("\xEF\xBB\xBF沈\n", {',', Encoding::gb18030}).refused == "table.read/wrong_encoding");
    const Outcome wrong = read("a\n\xC9\xF2\n", {',', Encoding::utf8});
    CHECK(wrong.refused == "table.read/wrong_encoding Byte 2 (from 0) is not text in UTF-8");
}

TEST_CASE("Banks separate by other characters, which may be a part of a Chinese one in GB18030") {
    // 0x7C, the bar, is the second byte of 鱸 in GBK.
    CHECK(read("\xF7\x7C|6299\n", {'|', Encoding::gb18030}).rows == Rows{{"鱸", "6299"}});
    CHECK(read("a\tb,c\n", {'\t', std::nullopt}).rows == Rows{{"a", "b,c"}});
}

TEST_CASE("A CSV made to fill memory is refused") {
    ReadLimits limits;
    limits.cell_bytes = 10;
    limits.columns = 3;
    CHECK(read("0123456789,a,b\n", {}, limits).refused.empty());
    CHECK_THAT(read("01234567890\n", {}, limits).refused, Catch::StartsWith("table.read/too_large"));
    CHECK_THAT(read("\"01234567890\"\n", {}, limits).refused, Catch::StartsWith("table.read/too_large"));
    CHECK_THAT(read("a,b,c,d\n", {}, limits).refused, Catch::StartsWith("table.read/too_large"));
}

TEST_CASE("Cells are the same wherever the reading buffer cuts the file") {
    for (std::size_t filler = 65'520; filler < 65'545; ++filler) {
        const std::string begin(filler, 'x');
        const Outcome outcome = read(begin + ",\"a\"\"b\"\r\n沈,\"c\r\nd\"\r\n");
        CAPTURE(filler);
        REQUIRE(outcome.rows == Rows{{begin, "a\"b"}, {"沈", "c\r\nd"}});
    }
}
