// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xlsx_writer.hpp"

#include <catch2/catch.hpp>

#include "base/tables/row_reader.hpp"
#include "tests/base/tables/samples.hpp"
#include "tests/base/tables/zip_part.hpp"
#include "tests/base/temporary_folder.hpp"

using namespace mingzhang;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows written_and_read(const Table& table, const XlsxStyle& style = {}) {
    const TemporaryFolder folder;
    const auto written = write_xlsx(table, folder / "a.xlsx", style);
    REQUIRE(written.has_value());
    CHECK(folder.file_count() == 1);
    auto reader = open_rows(folder / "a.xlsx");
    REQUIRE(reader.has_value());
    Rows rows;
    RawRow row;
    while ((*reader)->next(row).value()) {
        CHECK(row.faults.empty());
        rows.push_back(row.cells);
    }
    return rows;
}

Table amounts(std::vector<std::int64_t> fen) {
    TableHead head;
    head.columns = {{"amount", {"金额", "Amount"}, CellKind::money}};
    return {head, [fen](RowSink& sink) -> Result<void, Refusal> {
                for (const std::int64_t n : fen) {
                    const Cell cell{Money::fen(n)};
                    if (auto pushed = sink.row({&cell, 1}); !pushed) return pushed;
                }
                return {};
            }};
}

// "1143.50" as a number cell shows it: "1143.5".
std::string without_zeros(std::string yuan) {
    yuan.erase(yuan.find_last_not_of('0') + 1);
    if (yuan.ends_with('.')) yuan.pop_back();
    return yuan;
}

}  // namespace

TEST_CASE("A workbook holds the table on its first sheet, with 19 digits, rare characters and totals") {
    CHECK(written_and_read(sample::table()) ==
          Rows{{"户编号", "姓名", "账号", "月份", "审批日期", "人数", "金额"},
               {"YX000001", "沈文", "6299996907439150008", "2022-08", "2022-05-09", "3", "1143"},
               {"YX000002", "𬱖䶮喆", "6299991070434192544", "2022-09", "", "1", "-0.01"},
               {"YX000003", "", "", "", "2021-10-23"},
               {"合计", "", "", "", "", "4", "1142.99"}});
    CHECK(written_and_read(sample::table(), {HeadingRow::keys, Language::en, false}).front() ==
          std::vector<std::string>{"household_no", "name", "account_no", "month", "approved_on", "covered", "amount"});
    CHECK(written_and_read(sample::table(), {HeadingRow::keys, Language::en, false}).size() == 4);
}

TEST_CASE("Amounts are numbers while 15 digits hold them, and texts beyond, never another amount") {
    const std::vector<std::int64_t> fen{0,
                                        1,
                                        7,
                                        -5,
                                        360'948,
                                        1'246'265,
                                        99'999'999'999'999,
                                        999'999'999'999'999,
                                        -999'999'999'999'999,
                                        1'000'000'000'000'001,
                                        9'223'372'036'854'775'807};
    const Rows rows = written_and_read(amounts(fen));
    REQUIRE(rows.size() == fen.size() + 1);
    for (std::size_t i = 0; i < fen.size(); ++i) {
        CAPTURE(fen[i]);
        CHECK(rows[i + 1].at(0) == without_zeros(to_yuan(Money::fen(fen[i]))));
    }
    const TemporaryFolder folder;
    REQUIRE(write_xlsx(amounts({100, 1'000'000'000'000'001}), folder / "a.xlsx").has_value());
    const std::string sheet = zip_part(read_bytes(folder / "a.xlsx"), "xl/worksheets/sheet1.xml");
    CHECK(sheet.find("<v>1</v>") != std::string::npos);
    CHECK(sheet.find("<t>10000000000000.01</t>") != std::string::npos);
}

TEST_CASE("Title and parameters stand on the second sheet") {
    const TemporaryFolder folder;
    REQUIRE(write_xlsx(sample::table(), folder / "a.xlsx").has_value());
    const std::string about = zip_part(read_bytes(folder / "a.xlsx"), "xl/worksheets/sheet2.xml");
    for (const char* text : {"发放明细", "月份", "2022-08"}) CHECK(about.find(text) != std::string::npos);
}

TEST_CASE("A date before March 1900 is a text, which Excel cannot move by a day") {
    TableHead head;
    head.columns = {{"d", {"日期", "Date"}, CellKind::date}};
    const Table table{head, [](RowSink& sink) -> Result<void, Refusal> {
                          for (const Date date : {sample::date(1900, 2, 28), sample::date(1900, 3, 1)}) {
                              const Cell cell{date};
                              if (auto pushed = sink.row({&cell, 1}); !pushed) return pushed;
                          }
                          return {};
                      }};
    CHECK(written_and_read(table) == Rows{{"日期"}, {"1900-02-28"}, {"1900-03-01"}});
}

TEST_CASE("A formula in a text stays a text") {
    CHECK(written_and_read(sample::texts({"=1+1", "http://a.b", "0012"})) ==
          Rows{{"值"}, {"=1+1"}, {"http://a.b"}, {"0012"}});
}

TEST_CASE("A text longer than Excel takes refuses the workbook and leaves no file") {
    const TemporaryFolder folder;
    const auto written = write_xlsx(sample::texts({"a", std::string(32'768, 'x')}), folder / "a.xlsx");
    REQUIRE_FALSE(written.has_value());
    CHECK(written.error().is(WriteTableRefusal::text_too_long));
    CHECK_THAT(written.error().what().en, Catch::Contains("row 3"));
    CHECK(folder.file_count() == 0);
}

TEST_CASE("A workbook whose folder is not there is refused") {
    const auto written = write_xlsx(sample::table(), "/absent-folder/a.xlsx");
    REQUIRE_FALSE(written.has_value());
    CHECK(written.error().code() == "file.write/cannot_create");
}
