// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/table.hpp"
#include "base/tables/csv_writer.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <limits>
#include <sstream>

#include "tests/base/tables/samples.hpp"

using namespace mingzhang;

static_assert(!std::is_convertible_v<double, Cell>);
static_assert(!std::is_constructible_v<Cell, bool>);
static_assert(!std::is_constructible_v<Cell, char>);
static_assert(std::is_convertible_v<std::size_t, Cell>);

namespace {

// Counts the calls and refuses the row it is told to.
class CountingSink final : public RowSink {
public:
    explicit CountingSink(int refused_row) : refused_row_{refused_row} {}
    Result<void, Refusal> begin(const TableHead&) override { return log += "b", Result<void, Refusal>{}; }
    Result<void, Refusal> row(RowCells) override {
        log += "r";
        if (++rows_ == refused_row_) return refuse(WriteTableRefusal::cannot_write);
        return {};
    }
    Result<void, Refusal> end() override { return log += "e", Result<void, Refusal>{}; }
    std::string log;

private:
    int refused_row_;
    int rows_ = 0;
};

}  // namespace

TEST_CASE("A table is sent as begin, rows, end, and stops at the first refusal") {
    CountingSink all{0};
    CHECK(send(sample::table(), all).has_value());
    CHECK(all.log == "brrre");
    CountingSink second{2};
    const auto sent = send(sample::table(), second);
    REQUIRE_FALSE(sent.has_value());
    CHECK(sent.error().is(WriteTableRefusal::cannot_write));
    CHECK(second.log == "brr");
}

TEST_CASE("A cell is what it was made from, and says so in files and on screen") {
    struct Row {
        Cell cell;
        const char* file;
        const char* screen;
    };
    const auto row = GENERATE(values<Row>({
        {Cell{}, "", ""},
        {"沈文", "沈文", "沈文"},
        {std::optional<Month>{}, "", ""},
        {std::optional<Month>{Month{2022, 8}}, "2022-08", "2022-08"},
        {sample::date(2022, 8, 6), "2022-08-06", "2022-08-06"},
        {0, "0", "0"},
        {999, "999", "999"},
        {1'000, "1000", "1,000"},
        {-100, "-100", "-100"},
        {-1'234'567, "-1234567", "-1,234,567"},
        {std::numeric_limits<std::int64_t>::min(), "-9223372036854775808", "-9,223,372,036,854,775,808"},
        {Money::fen(114'300), "1143.00", "1,143.00"},
        {Money::fen(-5), "-0.05", "-0.05"},
        {Word{"closed", {"已关账", "closed"}}, "closed", "已关账"},
    }));
    CHECK(to_file_text(row.cell) == row.file);
    CHECK(to_screen_text(row.cell, Language::zh) == row.screen);
}

TEST_CASE("A word is its code in files for programs and stands in the reader's language everywhere else") {
    const Word word{"closed", {"已关账", "is closed"}};
    CHECK(to_screen_text(word, Language::en) == "is closed");
    CHECK(in_words(word, Language::zh) == Cell{"已关账"});
    Table table;
    table.head = {{"", ""}, {}, {{"state", {"状态", "State"}}}};
    table.rows = [&](RowSink& sink) { return sink.row(std::array{Cell{word}}); };
    const auto csv = [&](HeadingRow heading) {
        std::ostringstream out;
        CsvStyle style;
        style.heading = heading;
        CsvWriter writer{out, style};
        REQUIRE(send(table, writer).has_value());
        return out.str();
    };
    CHECK(csv(HeadingRow::keys) == "state\nclosed\n");
    CHECK(csv(HeadingRow::zh) == "状态\n已关账\n");
    CHECK(csv(HeadingRow::en) == "State\nis closed\n");
}

TEST_CASE("A row fits its head when each cell is of its column's kind or empty") {
    const TableHead head = sample::head();
    auto cells = sample::rows().front();
    CHECK(fits(head, cells));
    cells[6] = 114'300;  // A whole number where money belongs.
    CHECK_FALSE(fits(head, cells));
    cells[6] = Cell{};
    CHECK(fits(head, cells));
    cells.pop_back();
    CHECK_FALSE(fits(head, cells));
}

TEST_CASE("Totals are the sums of the summed columns and of nothing else") {
    Totals totals{sample::head()};
    CHECK(totals.any_column());
    for (const auto& row : sample::rows()) totals.add(row);
    const std::vector<Cell> expected{"合计", {}, {}, {}, {}, 4, Money::fen(114'299)};
    CHECK(totals.row(Language::zh) == expected);
    CHECK(totals.row(Language::en).front() == Cell{"Total"});
    CHECK_FALSE(Totals{sample::texts({}).head}.any_column());
}

TEST_CASE("Every reason for not writing a table has words in both languages and what to do next") {
    for (const auto reason : {WriteTableRefusal::character_missing, WriteTableRefusal::text_too_long,
                              WriteTableRefusal::too_many_rows, WriteTableRefusal::cannot_write}) {
        const RefusalWords w = words(reason);
        CHECK(w.code.starts_with("table.write/"));
        CHECK_FALSE((w.zh.empty() || w.en.empty() || w.next_zh.empty() || w.next_en.empty()));
    }
}
