// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What `bank layouts check FILE` finds: every fault with its line, its key and why.
#include <algorithm>

#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

constexpr std::string_view good = R"(name = "test"
title = { zh = "测试", en = "test" }
source = "invented"
warning = { zh = "仅供测试", en = "for tests" }
[payment]
file_name = "{batch}.txt"
encoding = "GBK"
line_end = "CRLF"
separator = "|"
limits = { rows_max = 10, amount_max = "5.00" }
[[payment.rows]]
kind = "text"
text = "START"
[[payment.rows]]
kind = "detail"
end = "|"
columns = [
    { field = "account", title = "账号" },
    { field = "name", title = "户名" },
    { field = "amount", title = "金额", unit = "yuan" },
]
[result]
file_name = "{batch}.txt"
encoding = "GBK"
separator = "|"
[[result.rows]]
kind = "detail"
columns = [
    { field = "serial" },
    { field = "amount", unit = "fen" },
    { field = "status" },
    { field = "settled_on" },
]
[answers.statuses]
paid = ["成功"]
failed = ["失败"]
[answers.reasons]
name_mismatch = ["户名不符"]
)";

}  // namespace

TEST_CASE("The layout the faults are put into is itself without fault") {
    CHECK(load_layout(good, "t").has_value());
}

TEST_CASE("Each fault of a layout is named with line, key and reason") {
    struct Row {
        const char* from;
        const char* to;
        std::size_t line;
        const char* key;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"name = \"test\"\n", "name = \"Test Bank\"\n", 1, "name", "只用小写字母、数字和连字符"},
        {"name = \"test\"\n", "name = \"test\"\nnmae = 1\n", 2, "nmae", "没有这个键"},
        {"source = \"invented\"", "source = \"\"", 3, "source", "不能为空"},
        {"source = \"invented\"", "source = 5", 3, "source", "应为文本"},
        {"title = { zh = \"测试\", en = \"test\" }", "title = { zh = \"测试\" }", 2, "title.en", "缺少这个键"},
        {"title = { zh = \"测试\", en = \"test\" }", "title = \"测试\"", 2, "title", "应为表"},
        {"encoding = \"GBK\"\nline_end", "encoding = \"Big5\"\nline_end", 7, "payment.encoding",
         "应为以下之一：GB18030、GBK、UTF-8"},
        {"encoding = \"GBK\"\nline_end", "line_end", 5, "payment.encoding", "缺少这个键"},
        {"line_end = \"CRLF\"", "line_end = \"CR\"", 8, "payment.line_end", "应为以下之一：CRLF、LF"},
        {"line_end = \"CRLF\"", "format = \"xls\"", 8, "payment.format", "应为以下之一：text、xlsx"},
        {"separator = \"|\"\nlimits", "separator = \"||\"\nlimits", 9, "payment.separator", "须为一个字符"},
        {"separator = \"|\"\nlimits", "separator = \"、\"\nlimits", 9, "payment.separator", "须为可见的 ASCII 字符"},
        {"rows_max = 10", "rows_max = 0", 10, "payment.limits.rows_max", "应为大于零的整数"},
        {"rows_max = 10", "rows_max = 10, rows_min = 11", 10, "payment.limits.rows_max", "小于 rows_min"},
        {"amount_max = \"5.00\"", "amount_max = \"5.001\"", 10, "payment.limits.amount_max", "应为大于零的金额（元）"},
        {"\"{batch}.txt\"\nencoding = \"GBK\"\nline", "\"{bacth}.txt\"\nencoding = \"GBK\"\nline", 6,
         "payment.file_name", "“{bacth}”不是文件级字段"},
        {"kind = \"text\"", "kind = \"txt\"", 12, "payment.rows[1].kind",
         "应为以下之一：text、heading、record、detail"},
        {"text = \"START\"", "text = \"{amount}\"", 13, "payment.rows[1].text", "“{amount}”不是文件级字段"},
        {"text = \"START\"", "text = \"䶮\"", 13, "payment.rows[1].text", "“䶮”（U+4DAE）不在GBK字符集中"},
        {"text = \"START\"", "text = \"A\\nB\"", 13, "payment.rows[1].text", "一行中不能有换行"},
        {"text = \"START\"", "reading = \"any\"", 11, "payment.rows[1].text", "缺少这个键"},
        {"end = \"|\"", "end = \"；\"", 16, "payment.rows[2].end", "须为可见的 ASCII 字符"},
        {"field = \"account\", title", "field = \"acount\", title", 18, "payment.rows[2].columns[1].field",
         "没有这个字段"},
        {"field = \"name\", title", "field = \"name\", constant = \"x\", title", 19, "payment.rows[2].columns[2].field",
         "field 与 constant 须有且只有一个"},
        {"field = \"name\", title = \"户名\"", "field = \"name\", title = \"户|名\"", 19,
         "payment.rows[2].columns[2].title", "含有分隔符"},
        {"title = \"户名\"", "title = \"户名\", width = -1", 19, "payment.rows[2].columns[2].width",
         "应为大于零的整数"},
        {"title = \"户名\"", "title = \"户名\", pad = \"zero\", align = \"left\"", 19,
         "payment.rows[2].columns[2].align", "补零须右对齐"},
        {"title = \"户名\"", "title = \"户名\", unit = \"yuan\"", 19, "payment.rows[2].columns[2].unit", "只用于金额"},
        {"title = \"户名\"", "title = \"户名\", date_format = \"yyyymmdd\"", 19,
         "payment.rows[2].columns[2].date_format", "只用于日期"},
        {"title = \"户名\"", "title = \"户名\", required = \"yes\"", 19, "payment.rows[2].columns[2].required",
         "应为 true 或 false"},
        {"title = \"户名\"", "title = \"户名\", suffix = \"䶮\"", 19, "payment.rows[2].columns[2].suffix",
         "“䶮”（U+4DAE）不在GBK字符集中"},
        {"unit = \"yuan\"", "unit = \"角\"", 20, "payment.rows[2].columns[3].unit", "应为以下之一：yuan、fen"},
        {", unit = \"yuan\"", "", 20, "payment.rows[2].columns[3].unit", "金额须写明单位 yuan 或 fen"},
        {"    { field = \"name\", title = \"户名\" },\n", "", 11, "payment.rows", "明细行缺少这个字段"},
        {"{ field = \"account\", title = \"账号\" },", "{ field = \"account\" }, { field = \"status\" },", 18,
         "payment.rows[2].columns[2].field", "不能用在这种行"},
        {"{ field = \"account\", title = \"账号\" },", "{ field = \"account\" }, { field = \"count\" },", 18,
         "payment.rows[2].columns[2].field", "不能用在这种行"},
        {"{ field = \"account\", title = \"账号\" },", "{ field = \"account\" }, { field = \"account\" },", 17,
         "payment.rows[2].columns", "字段出现两次"},
        {"    { field = \"serial\" },\n", "", 26, "result.rows",
         "明细行须有 serial、number 或 account 之一，否则无法核对"},
        {"    { field = \"status\" },\n", "", 26, "result.rows", "明细行缺少这个字段"},
        {"{ field = \"settled_on\" }", "{ field = \"settled_on\", date_format = \"yymmdd\" }", 32,
         "result.rows[1].columns[4].date_format", "须含 yyyy、mm、dd 各一次"},
        {"failed = [\"失败\"]", "failed = [\"成功\"]", 36, "answers.statuses.failed", "同一文字列了两次"},
        {"paid = [\"成功\"]\n", "", 34, "answers.statuses.paid", "须列出表示成功的文字"},
        {"paid = [\"成功\"]\n", "paid = [\"成功\"]\nreturned = [\"退\"]\n", 36, "answers.statuses.returned",
         "没有这个键"},
        {"failed = [\"失败\"]", "failed = [5]", 36, "answers.statuses.failed", "应为文本"},
        {"[answers.statuses]", "[answers]\ncodes = [\"sbrf\"]\n[answers.statuses]", 35, "answers.codes",
         "没有这一组返回码"},
        {"[answers.statuses]", "[answers]\ncodes = [\"psbc-host\", \"ccb-account\"]\n[answers.statuses]", 35,
         "answers.codes", "两组返回码含义不同"},
        {"name_mismatch = ", "wrong_name = ", 38, "answers.reasons.wrong_name", "原因目录中没有这一项"},
        {"[\"户名不符\"]", "[\"户名不符\", \"户名不符\"]", 38, "answers.reasons.name_mismatch", "文字为空或列了两次"},
    }));
    CAPTURE(row.from, row.to);
    std::string toml{good};
    const std::size_t at = toml.find(row.from);
    REQUIRE(at != std::string::npos);
    toml.replace(at, std::string_view{row.from}.size(), row.to);
    const auto layout = load_layout(toml, "own.toml");
    REQUIRE_FALSE(layout.has_value());
    CHECK(layout.error().is(LayoutError::faulty));
    const Finding finding = only_finding(layout.error());
    CHECK(finding.file == "own.toml");
    CHECK(finding.row == row.line);
    CHECK(finding.column == row.key);
    CHECK(finding.reason.zh == row.reason);
    CHECK_FALSE(finding.reason.en.empty());
}

TEST_CASE("What is no TOML is refused at its line") {
    const auto layout = load_layout("name = \"x\"\ntitle = = 5\n", "own.toml");
    REQUIRE_FALSE(layout.has_value());
    CHECK(layout.error().is(LayoutError::not_toml));
    CHECK(only_finding(layout.error()).row == 2);
}

TEST_CASE("All faults are reported at once, in the order of the file") {
    const auto layout = load_layout("name = \"X\"\n[payment]\nseparator = \"||\"\n", "own.toml");
    REQUIRE_FALSE(layout.has_value());
    CHECK(layout.error().findings().size() >= 6);
    CHECK(std::ranges::is_sorted(layout.error().findings(), {}, &Finding::row));
}

TEST_CASE("A layout that says how answers read must describe the answer, and the other way round") {
    const std::string all{good};
    const auto without_answers = load_layout(all.substr(0, all.find("[answers")), "t");
    REQUIRE_FALSE(without_answers.has_value());
    CHECK(only_finding(without_answers.error()).column == "answers");
    const auto without_result =
        load_layout(all.substr(0, all.find("[result]")) + all.substr(all.find("[answers")), "t");
    REQUIRE_FALSE(without_result.has_value());
    CHECK(only_finding(without_result.error()).column == "answers");
}

TEST_CASE("A fixed-width layout needs a width in every column and one detail row") {
    std::string toml{good};
    toml.replace(toml.find("separator = \"|\"\n"), 16, "");
    const auto layout = load_layout(toml, "t");
    REQUIRE_FALSE(layout.has_value());
    CHECK(layout.error().findings().size() == 3);
    CHECK(layout.error().findings().front().reason.zh == "定长文件的每列须有宽度");

    std::string two{good};
    two.replace(two.find("kind = \"text\"\ntext = \"START\"\n"), 28,
                "kind = \"detail\"\ncolumns = [{ constant = \"x\" }]\n");
    const auto refused = load_layout(two, "t");
    REQUIRE_FALSE(refused.has_value());
    CHECK(only_finding(refused.error()).reason.zh == "须有且只有一种明细行");
}
