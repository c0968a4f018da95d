// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Files of banks that give and take Excel workbooks.
#include <fmt/format.h>

#include "bank_adapters/layouts/sheet_file.hpp"
#include "base/tables/row_reader.hpp"
#include "base/tables/text_sheet.hpp"
#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

using Cells = std::vector<std::string_view>;

std::string workbook(const std::vector<Cells>& rows, const std::string& sheet = "代发明细") {
    TextSheet made{sheet};
    for (const Cells& cells : rows) REQUIRE(made.row(cells).has_value());
    auto bytes = made.finish();
    REQUIRE(bytes.has_value());
    return *std::move(bytes);
}

const Cells heading{"序号", "户名", "账号", "金额", "摘要", "流水号"};

}  // namespace

TEST_CASE("A workbook written twice is the same bytes") {
    const Layout layout = the_layout("plain-xlsx");
    const PaymentFile file = sample_payments(FileEncoding::utf8);
    const auto first = write_payment_file(layout, file);
    CHECK(write_payment_file(layout, file).value() == first.value());
    CHECK(first->starts_with("PK"));
}

TEST_CASE("What was written says how many rows, how much money and how many bytes the workbook has") {
    const PaymentFile file = sample_payments(FileEncoding::utf8);
    auto next = file.instructions.begin();
    std::string bytes;
    const auto written = write_payment_file(
        the_layout("plain-xlsx"), file.head, [&] { return next == file.instructions.end() ? nullptr : &*next++; },
        [&](std::string_view more) { bytes += more; });
    REQUIRE(written.has_value());
    CHECK(*written == Written{5, fen(277161), bytes.size()});
}

TEST_CASE("Accounts, serials and amounts are texts, so that Excel shows them as they are") {
    const auto bytes = write_payment_file(the_layout("plain-xlsx"), one_payment());
    auto rows = open_rows_in_memory(bytes.value());
    REQUIRE(rows.has_value());
    RawRow row;
    REQUIRE((*rows)->next(row).value());
    CHECK(row.cells == std::vector<std::string>(heading.begin(), heading.end()));
    REQUIRE((*rows)->next(row).value());
    CHECK(row.cells ==
          std::vector<std::string>{"1", "王小明", "6299990000000011", "1143.00", "10月低保", "B12-000001"});
    CHECK_FALSE((*rows)->next(row).value());
}

TEST_CASE("What Excel makes of a file is read by row and column, or refused there") {
    struct Row {
        const char* why;
        Cells cells;
        const char* column;  // Empty: it is read.
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"as written", {"1", "王小明", "6299990000000011", "1143.00", "低保", "B12-000001"}, "", ""},
        {"an apostrophe kept it text", {"1", "王小明", "'6299990000000011", "1143", "低保", "'B12-000001"}, "", ""},
        {"a tab kept it text", {"1", "王小明", "\t6299990000000011\t", "1143.0", "低保", "B12-000001"}, "", ""},
        {"E notation as text", {"1", "王小明", "6.29999E+15", "1143.00", "低保", "B12-000001"}, "账号", "不是账号"},
        {"too many decimals",
         {"1", "王小明", "6299990000000011", "1143.005", "低保", "B12-000001"},
         "金额",
         "金额多于两位小数"},
        {"no name", {"1", "", "6299990000000011", "1143.00", "低保", "B12-000001"}, "户名", "不能为空"},
        {"the serial cut off", {"1", "王小明", "6299990000000011", "1143.00", "低保"}, "流水号", "不能为空"},
        {"a line break",
         {"1", "王小明", "6299990000000011", "1143.00", "低\n保", "B12-000001"},
         "摘要",
         "含换行或控制字符"},
    }));
    CAPTURE(row.why);
    const auto file = read_payment_file(the_layout("plain-xlsx"), workbook({heading, row.cells}), "own.xlsx");
    if (*row.column == '\0') {
        if (!file) FAIL(all_words(file.error()));
        CHECK(file->instructions.front().account.text() == "6299990000000011");
        CHECK(file->instructions.front().amount == fen(114300));
        CHECK(file->instructions.front().serial == "B12-000001");
        return;
    }
    REQUIRE_FALSE(file.has_value());
    CHECK(file.error().is(ReadError::row_refused));
    const Finding finding = only_finding(file.error());
    CHECK(finding.row == 2);
    CHECK(finding.column == row.column);
    CHECK(finding.reason.zh == row.reason);
}

TEST_CASE("A sheet with another heading, or a column more, is not of the layout, and says so in words") {
    const Layout layout = the_layout("plain-xlsx");
    const auto other = read_payment_file(layout, workbook({{"序号", "姓名", "账号"}}), "own.xlsx");
    REQUIRE_FALSE(other.has_value());
    CHECK(other.error().is(ReadError::not_this_layout));
    CHECK(only_finding(other.error()).value == "序号 | 姓名 | 账号 |  |  | ");

    const auto wider = read_payment_file(
        layout, workbook({heading, {"1", "王小明", "6299990000000011", "1143.00", "低保", "B12-000001", "多"}}), "x");
    REQUIRE_FALSE(wider.has_value());
    CHECK(only_finding(wider.error()).reason.zh == "有7列，应为6列");
}

TEST_CASE("Blank rows at the end count for nothing; one in the middle is refused by its number") {
    const Layout layout = the_layout("plain-xlsx");
    const Cells one{"1", "王小明", "6299990000000011", "1143.00", "低保", "B12-000001"};
    CHECK(read_payment_file(layout, workbook({heading, one, {}, {"", ""}}), "own.xlsx").has_value());
    const auto gap = read_payment_file(layout, workbook({heading, {}, one}), "own.xlsx");
    REQUIRE_FALSE(gap.has_value());
    CHECK(gap.error().findings().front().row == 2);
}

TEST_CASE("Text in place of a workbook, and half a workbook, are refused") {
    const Layout layout = the_layout("plain-xlsx");
    CHECK(read_payment_file(layout, "", "x").error().is(ReadError::empty_file));
    CHECK(read_payment_file(layout, "序号,户名\r\n", "x").error().is(ReadTableRefusal::not_a_workbook));
    const std::string whole = workbook({heading});
    CHECK(
        read_payment_file(layout, whole.substr(0, whole.size() / 2), "x").error().is(ReadTableRefusal::not_a_workbook));
}

TEST_CASE("A layout may name the sheet") {
    std::string toml;
    for (const auto& delivered : delivered_layouts())
        if (delivered.name == "plain-xlsx") toml = delivered.toml;
    toml.replace(toml.find("sheet = \"代发明细\""), std::string_view{"sheet = \"代发明细\""}.size(),
                 "sheet = \"名单\"");
    const Layout named = layout_from(toml);
    const auto bytes = write_payment_file(the_layout("plain-xlsx"), one_payment());
    CHECK(read_payment_file(named, bytes.value(), "x").error().is(ReadTableRefusal::no_such_sheet));
    CHECK(read_payment_file(named, write_payment_file(named, one_payment()).value(), "x").has_value());
}

TEST_CASE("Faults of a workbook's layout are named by key") {
    struct Row {
        const char* body;
        const char* key;
        const char* reason;
    };
    constexpr const char* rows =
        "[[payment.rows]]\nkind = \"detail\"\n{}columns = [{{ field = \"account\" }}, {{ field = \"name\" }}, "
        "{{ field = \"amount\", unit = \"yuan\" }}]\n";
    const auto row = GENERATE(values<Row>({
        {"sheet = \"a/b\"\n", "payment.sheet", "不能作工作表名"},
        {"sheet = \"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二\"\n", "payment.sheet",
         "不能作工作表名"},
        {"separator = \"|\"\n", "payment.separator", "没有这个键"},
        {"encoding = \"GBK\"\n", "payment.encoding", "没有这个键"},
        {"characters = \"Big5\"\n", "payment.characters", "应为以下之一：UTF-8、GB18030、GBK"},
    }));
    CAPTURE(row.body);
    const auto layout = load_layout(
        fmt::format("name = \"test\"\ntitle = {{ zh = \"测试\", en = \"test\" }}\nsource = \"invented\"\n"
                    "warning = {{ zh = \"仅供测试\", en = \"for tests\" }}\n[payment]\nfile_name = \"x.xlsx\"\n"
                    "format = \"xlsx\"\n{}{}",
                    row.body, fmt::format(fmt::runtime(rows), "")),
        "own.toml");
    REQUIRE_FALSE(layout.has_value());
    CHECK(only_finding(layout.error()).column == row.key);
    CHECK(only_finding(layout.error()).reason.zh == row.reason);
    const auto with_end = load_layout(
        fmt::format("name = \"test\"\ntitle = {{ zh = \"测试\", en = \"test\" }}\nsource = \"invented\"\n"
                    "warning = {{ zh = \"仅供测试\", en = \"for tests\" }}\n[payment]\nfile_name = \"x.xlsx\"\n"
                    "format = \"xlsx\"\n{}",
                    fmt::format(fmt::runtime(rows), "end = \"|\"\n")),
        "own.toml");
    REQUIRE_FALSE(with_end.has_value());
    CHECK(only_finding(with_end.error()).column == "payment.rows[1].end");
}

TEST_CASE("A name the bank's books cannot carry is refused in a workbook too") {
    std::string toml;
    for (const auto& delivered : delivered_layouts())
        if (delivered.name == "plain-xlsx") toml = delivered.toml;
    toml.replace(toml.find("sheet = \"代发明细\""), 0, "characters = \"GBK\"\n");
    PaymentFile file = one_payment();
    file.instructions.front().name = "䶮二";
    const auto bytes = write_payment_file(layout_from(toml), file);
    REQUIRE_FALSE(bytes.has_value());
    CHECK(only_finding(bytes.error()).reason.zh == "“䶮”（U+4DAE）不在GBK字符集中");
    file.instructions.front().name = "O'Brien";
    CHECK(only_finding(write_payment_file(the_layout("plain-xlsx"), file).error()).reason.zh ==
          "含银行不接受的字符“'”");
}
