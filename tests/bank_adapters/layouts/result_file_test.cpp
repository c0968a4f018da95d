// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/result_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

constexpr std::string_view heading = "序号|收款账号|收款人姓名|金额|摘要|交易结果|失败原因|备注一|备注二|\r\n";

Result<ResultFile, Refusal> read_ccb(std::string_view rows) {
    return read_result_file(the_layout("ccb"), gb18030(std::string{heading} + std::string{rows}), "back.txt");
}

OutcomeLine only_line(std::string_view rows) {
    const auto file = read_ccb(rows);
    if (!file) FAIL(all_words(file.error()));
    REQUIRE(file->lines.size() == 1);
    return file->lines.front();
}

std::string answer(std::string_view status, std::string_view reason) {
    return fmt::format("1|6299990000000011|王小明|1143.00|低保|{}|{}|B12-000001||\r\n", status, reason);
}

}  // namespace

TEST_CASE("A row of a result file becomes an outcome with the bank's words kept") {
    const OutcomeLine line = only_line(answer("失败", "户名不符"));
    OutcomeLine expected;
    expected.row = 2;
    expected.number = 1;
    expected.serial = "B12-000001";
    expected.account = *AccountNumber::parse("6299990000000011");
    expected.name = "王小明";
    expected.amount = fen(114300);
    expected.memo = "低保";
    expected.status = OutcomeStatus::failed;
    expected.status_text = "失败";
    expected.reason_text = "户名不符";
    expected.reason = Reason::name_mismatch;
    CHECK(line == expected);
}

TEST_CASE("A status counts only when it is in the list to the letter; anything else is unknown, never failed") {
    struct Row {
        const char* text;
        OutcomeStatus expected;
    };
    const auto row = GENERATE(values<Row>({
        {"成功", OutcomeStatus::paid},
        {"交易成功", OutcomeStatus::paid},
        {"失败", OutcomeStatus::failed},
        {"处理中", OutcomeStatus::pending},
        {"全部成功", OutcomeStatus::unknown},
        {"部分成功", OutcomeStatus::unknown},
        {"未成功", OutcomeStatus::unknown},
        {"成功 ", OutcomeStatus::unknown},
        {"非失败", OutcomeStatus::unknown},
        {"未入账", OutcomeStatus::unknown},
        {"已收妥未入账", OutcomeStatus::unknown},
        {"", OutcomeStatus::unknown},
        {"S", OutcomeStatus::unknown},
    }));
    CAPTURE(row.text);
    const OutcomeLine line = only_line(answer(row.text, ""));
    CHECK(line.status == row.expected);
    CHECK(line.status_text == row.text);
}

TEST_CASE("A reason nobody has mapped holds and keeps the bank's words") {
    const OutcomeLine line = only_line(answer("失败", "账号被村委会收走"));
    CHECK(line.reason == Reason::unmapped);
    CHECK(action(*line.reason) == Action::hold);
    CHECK(line.reason_text == "账号被村委会收走");
}

TEST_CASE("The words all banks share are known to every layout, and give way to its own") {
    CHECK(only_line(answer("失败", "不动户")).reason == Reason::account_dormant);
    CHECK(only_line(answer("失败", "死亡")).reason == Reason::deceased);

    std::string toml;
    for (const auto& delivered : delivered_layouts())
        if (delivered.name == "ccb") toml = delivered.toml;
    const Layout own = layout_from(toml + "account_frozen = [\"不动户\"]\n");
    const auto file = read_result_file(own, gb18030(std::string{heading} + answer("失败", "不动户")), "back.txt");
    REQUIRE(file.has_value());
    CHECK(file->lines.front().reason == Reason::account_frozen);
}

TEST_CASE("An amount below one yuan may come without its zero where the layout says so") {
    CHECK(only_line("1|6299990000000011|王|.01||||B12-1||\r\n").amount == fen(1));
    const std::string echo = gb18030("0000001|6299990000000011|王|.01|m|B12-1|成功||\r\n");
    CHECK(read_result_file(the_layout("ccb-echo"), echo, "x").has_value());

    std::string icbc = golden("icbc", "result");
    const std::size_t at = icbc.find("|0.01");
    icbc.erase(at + 1, 1);
    CHECK_FALSE(read_result_file(the_layout("icbc"), icbc, "x").has_value());
}

TEST_CASE("Every bad row is a finding with row, column and reason, and nothing is read") {
    struct Row {
        const char* why;
        const char* row;
        const char* column;
        const char* value;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"a column missing", "1|6299990000000011|王|1.00||成功||B1|\r\n", "", "1|****0011|王|1.00||成功||B1|",
         "有8列，应为9列"},
        {"no end", "1|6299990000000011|王|1.00||成功||B1|x\r\n", "", "1|****0011|王|1.00||成功||B1|x", "行尾没有“|”"},
        {"an amount of words", "1|6299990000000011|王|一元||成功||B1||\r\n", "金额", "一元", "不是以元为单位的金额"},
        {"a third decimal", "1|6299990000000011|王|1.001||成功||B1||\r\n", "金额", "1.001", "金额多于两位小数"},
        {"a negative amount", "1|6299990000000011|王|-1.00||成功||B1||\r\n", "金额", "-1.00", "金额为负数"},
        {"an impossible amount", "1|6299990000000011|王|10000000000.00||成功||B1||\r\n", "金额", "****0000.00",
         "金额过大"},
        {"no amount", "1|6299990000000011|王|||成功||B1||\r\n", "金额", "", "不能为空"},
        {"a number in E notation", "1|6.29999E+15|王|1.00||成功||B1||\r\n", "收款账号", "6.29999E+15", "不是账号"},
        {"a short account", "1|12345|王|1.00||成功||B1||\r\n", "收款账号", "12345", "不是账号"},
        {"no serial", "1|6299990000000011|王|1.00||成功||||\r\n", "备注一", "", "不能为空"},
        {"a tab in a name", "1|6299990000000011|王\t|1.00||成功||B1||\r\n", "收款人姓名", "王\t", "含控制字符"},
        {"a number of words", "一|6299990000000011|王|1.00||成功||B1||\r\n", "序号", "一", "不是整数"},
    }));
    CAPTURE(row.why);
    const auto file = read_ccb(answer("成功", "") + row.row);
    REQUIRE_FALSE(file.has_value());
    CHECK(file.error().is(ReadError::row_refused));
    const Finding finding = only_finding(file.error());
    CHECK(finding.file == "back.txt");
    CHECK(finding.row == 3);
    CHECK(finding.column == row.column);
    CHECK(finding.value == row.value);
    CHECK(finding.reason.zh == row.reason);
}

TEST_CASE("All bad rows are reported at once, and none of them is handed out") {
    const std::string bytes = gb18030(std::string{heading} + answer("成功", "") + "x|x|x|x|x|x|x|x|x|\r\n" +
                                      answer("失败", "") + "y|y|y|y|y|y|y|y|y|\r\n");
    std::vector<std::size_t> handed_out;
    const auto file = read_result_file(the_layout("ccb"), bytes, "back.txt",
                                       [&](const OutcomeLine& line) { handed_out.push_back(line.row); });
    REQUIRE_FALSE(file.has_value());
    CHECK(handed_out == std::vector<std::size_t>{2, 4});  // To be thrown away.
    CHECK(file.error().findings().size() == 6);           // Number, account and amount, twice.
    CHECK(file.error().findings().front().row == 3);
    CHECK(file.error().findings().back().row == 5);
}

TEST_CASE("Lines are handed out one at a time, the same as all together") {
    const auto all = read_result_file(the_layout("ccb"), golden("ccb", "result"), "back.txt");
    std::vector<OutcomeLine> lines;
    const auto file = read_result_file(the_layout("ccb"), golden("ccb", "result"), "back.txt",
                                       [&](const OutcomeLine& line) { lines.push_back(line); });
    REQUIRE(file.has_value());
    CHECK(lines == all->lines);
    CHECK(file->lines.empty());
}

TEST_CASE("Two rows for one payment are both handed out") {
    const auto file = read_ccb(answer("成功", "") + answer("失败", "退票"));
    REQUIRE(file.has_value());
    CHECK(file->lines.size() == 2);
    CHECK(file->lines[1].reason == Reason::returned);
}

TEST_CASE("A file of another layout is refused as such") {
    struct Row {
        const char* why;
        const char* layout;
        std::string bytes;
        ReadError expected;
    };
    const auto row = GENERATE(values<Row>({
        {"nothing in it", "ccb", "", ReadError::empty_file},
        {"line ends alone", "ccb", "\r\n\r\n", ReadError::empty_file},
        {"another heading", "ccb", "a|b|c|\r\n", ReadError::not_this_layout},
        {"fewer lines than fixed rows", "icbc", "[BatchPayDetail]\r\n", ReadError::not_this_layout},
        {"a layout without answers", "abc", "1\r\n", ReadError::no_result_in_layout},
    }));
    CAPTURE(row.why);
    const auto file = read_result_file(the_layout(row.layout), row.bytes, "back.txt");
    REQUIRE_FALSE(file.has_value());
    CHECK(file.error().is(row.expected));
}

TEST_CASE("Bytes of another encoding are a finding, not question marks") {
    const std::string bytes =
        gb18030(heading) + gb18030(answer("成功", "")) + "2|6299990000000011|\xFF\xFF|1.00||||B2||\r\n";
    const auto file = read_result_file(the_layout("ccb"), bytes, "back.txt");
    REQUIRE_FALSE(file.has_value());
    const Finding finding = only_finding(file.error());
    CHECK(finding.row == 3);
    CHECK(finding.reason.zh == "不是GB18030编码");
}

TEST_CASE("Line ends may change on the way, and the last may be missing") {
    std::string bytes = golden("ccb", "result");
    const auto lines = [](std::string_view file) {
        return read_result_file(the_layout("ccb"), file, "back.txt").value().lines;
    };
    const auto as_sent = lines(bytes);
    std::erase(bytes, '\r');
    CHECK(lines(bytes) == as_sent);
    bytes.pop_back();
    CHECK(lines(bytes) == as_sent);
    CHECK(lines(bytes + "\n\n\n") == as_sent);
}

TEST_CASE("An empty line between the rows is refused") {
    const auto file = read_ccb(answer("成功", "") + "\r\n" + answer("成功", ""));
    REQUIRE_FALSE(file.has_value());
    CHECK(only_finding(file.error()).row == 3);
}

TEST_CASE("No account number is shown in full when a result file is refused") {
    std::string bytes = golden("ccb", "result");
    for (char& c : bytes)
        if (c == '.') c = '|';  // Every row shifts: account numbers stand in the wrong columns.
    const auto file = read_result_file(the_layout("ccb"), bytes, "back.txt");
    REQUIRE_FALSE(file.has_value());
    REQUIRE_FALSE(file.error().findings().empty());
    CHECK(all_words(file.error()).find("629999") == std::string::npos);
    CHECK(all_words(file.error()).find("****0011") != std::string::npos);
}

TEST_CASE("Numbers hidden in findings keep their last four") {
    CHECK(masked("6299990000000011") == "****0011");
    CHECK(masked("a12345678b1234567") == "a****5678b1234567");
    CHECK(masked("99990119600101005X") == "****1005X");
    CHECK(masked("1143.00") == "1143.00");
    CHECK(masked("") == "");
}
