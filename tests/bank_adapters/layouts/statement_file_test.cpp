// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Statements with a running balance, as counties take them from net banking.
#include "bank_adapters/layouts/statement_file.hpp"

#include <fmt/format.h>
#include <rapidcheck.h>

#include <algorithm>

#include "bank_adapters/layouts/statement_rows.hpp"
#include "base/tables/text_sheet.hpp"
#include "base/text/encoding.hpp"
#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

using Table = std::vector<std::vector<std::string>>;

// What a bank's statement says of one movement.
struct Movement {
    std::string date = "2022-10-09";
    std::int64_t amount = 0;
    std::string name = "测试甲";
    std::string account = "6299990000000011";
    std::string memo = "低保金";
    std::string reference = "N1";
};

constexpr std::size_t debit_column = 1, credit_column = 2, balance_column = 3, heading_row = 2;

// The statement a bank would write: preamble, heading, rows with their balances.
Table table_of(std::int64_t opening, const std::vector<Movement>& movements, bool latest_first) {
    Table rows;
    std::int64_t balance = opening;
    for (const Movement& m : movements) {
        balance += m.amount;
        rows.push_back({m.date, m.amount < 0 ? to_yuan(fen(-m.amount)) : "", m.amount < 0 ? "" : to_yuan(fen(m.amount)),
                        to_yuan(fen(balance)), m.name, m.account, m.memo, m.reference});
    }
    if (latest_first) std::ranges::reverse(rows);
    Table table{{"账号：6299990000009999", "户名：示范县财政局"},
                {"期初余额", to_yuan(fen(opening)), "期末余额", to_yuan(fen(balance))},
                {"交易日期", "借方发生额", "贷方发生额", "余额", "对方户名", "对方账号", "摘要", "流水号"}};
    table.insert(table.end(), rows.begin(), rows.end());
    table.push_back({"合计", "", "", ""});
    return table;
}

std::string as_csv(const Table& table) {
    std::string text;
    for (const auto& row : table) {
        for (std::size_t at = 0; at < row.size(); ++at) text += (at > 0 ? ",\"" : "\"") + row[at] + "\"";
        text += "\r\n";
    }
    return text;
}

std::string as_workbook(const Table& table) {
    TextSheet sheet{""};
    for (const auto& row : table) {
        const std::vector<std::string_view> cells{row.begin(), row.end()};
        REQUIRE(sheet.row(cells).has_value());
    }
    return sheet.finish().value();
}

Result<Statement, Refusal> read(const Layout& layout, std::string_view bytes) {
    CollectingSink sink;
    auto done = read_statement_file(layout, bytes, "own.csv", sink);
    if (!done) return pass_on(done);
    return sink.statements().front();
}

Result<Statement, Refusal> read_csv(const Table& table) {
    return read(the_layout("statement-csv"), as_csv(table));
}

std::vector<Movement> three() {
    return {{"2022-10-08", 10'000'000, "示范县财政局国库", "6299990000008888", "用款额度", "N1"},
            {"2022-10-09", -51'500, "测试甲", "6299990000000011", "低保金 B12-000001", "N2"},
            {"2022-10-10", 51'500, "测试甲", "6299990000000011", "退汇 B12-000001", "N3"}};
}

std::vector<Movement> some_movements() {
    std::vector<Movement> movements;
    const auto count = *rc::gen::inRange(1, 12);
    for (int i = 0; i < count; ++i) {
        Movement m;
        m.date = fmt::format("2022-10-{:02}", i / 4 + 1);
        m.amount = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 300), rc::gen::inRange<std::int64_t>(-90'000, -1));
        m.reference = fmt::format("N{}", i);
        movements.push_back(m);
    }
    return movements;
}

}  // namespace

TEST_CASE("A statement is read with account, balances and every row, and is proven") {
    const auto statement = read_csv(table_of(5'000, three(), false));
    if (!statement) FAIL(all_words(statement.error()));
    CHECK(statement->account == "6299990000009999");
    CHECK(statement->currency == "CNY");
    CHECK(statement->opening->amount == CurrencyAmount{5'000, "CNY"});
    CHECK(statement->closing->amount == CurrencyAmount{10'005'000, "CNY"});
    CHECK(statement->proven == true);
    REQUIRE(statement->entries.size() == 3);
    const StatementEntry& paid = statement->entries[1];
    CHECK(paid.amount == CurrencyAmount{-51'500, "CNY"});
    CHECK(paid.balance == CurrencyAmount{9'953'500, "CNY"});
    CHECK(to_string(*paid.booked_on) == "2022-10-09");
    CHECK(paid.reference == "N2");
    REQUIRE(paid.transactions.size() == 1);
    CHECK(paid.transactions.front().name == "测试甲");
    CHECK(paid.transactions.front().account == "6299990000000011");
    CHECK(paid.transactions.front().text == "低保金 B12-000001");
}

TEST_CASE("Whatever a bank writes, as CSV or Excel, oldest or latest first, comes back the same and adds up") {
    const Layout csv = the_layout("statement-csv");
    const Layout xlsx = the_layout("statement-xlsx");
    REQUIRE(rc::check("statements come back", [&] {
        const auto movements = some_movements();
        const auto opening = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
        const bool latest_first = *rc::gen::arbitrary<bool>();
        const bool is_workbook = *rc::gen::inRange(0, 4) == 0;
        const Table table = table_of(opening, movements, latest_first);
        const auto statement = is_workbook ? read(xlsx, as_workbook(table)) : read(csv, as_csv(table));
        if (!statement) RC_FAIL(all_words(statement.error()));
        RC_ASSERT(statement->opening->amount.units == opening);
        RC_ASSERT(statement->entries.size() == movements.size());
        BalanceProof proof;
        for (std::size_t i = 0; i < movements.size(); ++i) {
            RC_ASSERT(statement->entries[i].amount.units == movements[i].amount);
            RC_ASSERT(statement->entries[i].reference == movements[i].reference);
            RC_ASSERT(proof.add(statement->entries[i]));
        }
        RC_ASSERT(proof.holds(*statement) == true);
    }));
}

TEST_CASE("Any single amount or balance changed is refused, and its row is named") {
    REQUIRE(rc::check("a change is found", [] {
        const auto movements = some_movements();
        Table table = table_of(*rc::gen::inRange<std::int64_t>(0, 1'000'000), movements, *rc::gen::arbitrary<bool>());
        const auto row = heading_row + 1 + *rc::gen::inRange<std::size_t>(0, movements.size());
        const bool is_amount = *rc::gen::arbitrary<bool>();
        std::string& cell = !is_amount                         ? table[row][balance_column]
                            : table[row][debit_column].empty() ? table[row][credit_column]
                                                               : table[row][debit_column];
        const auto off =
            *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 5'000), rc::gen::inRange<std::int64_t>(-50, -1));
        cell = to_yuan(fen(*parse_statement_amount(cell) + off));
        const auto statement = read_csv(table);
        RC_ASSERT_FALSE(statement.has_value());
        const auto& findings = statement.error().findings();
        const bool names_it = std::ranges::any_of(findings, [&](const Finding& f) { return f.row == row + 1; });
        if (!names_it) RC_FAIL(all_words(statement.error()));
    }));
}

TEST_CASE("A row taken out or put in twice is refused") {
    Table without = table_of(0, three(), false);
    without.erase(without.begin() + heading_row + 2);
    const auto cut = read_csv(without);
    REQUIRE_FALSE(cut.has_value());
    CHECK(cut.error().is(ReadError::balance_breaks));
    CHECK(only_finding(cut.error()).row == heading_row + 3);
    CHECK(only_finding(cut.error()).reason.zh == "与上一笔余额接不上，按本笔金额应为100515.00");

    Table twice = table_of(0, three(), false);
    twice.insert(twice.begin() + heading_row + 2, twice[heading_row + 2]);
    CHECK(read_csv(twice).error().is(ReadError::balance_breaks));

    Table last_cut = table_of(0, three(), false);
    last_cut.erase(last_cut.begin() + heading_row + 3);
    CHECK(only_finding(read_csv(last_cut).error()).row == 2);  // The closing balance above the table.
}

TEST_CASE("On a single day the balances tell which row came first") {
    std::vector<Movement> day = three();
    for (Movement& m : day) m.date = "20221009";
    for (const bool latest_first : {false, true}) {
        const auto statement = read_csv(table_of(7, day, latest_first));
        REQUIRE(statement.has_value());
        CHECK(statement->entries.front().reference == "N1");
    }
}

TEST_CASE("A statement without opening balance opens with what its first row came from") {
    Table table = table_of(5'000, three(), true);
    table.erase(table.begin() + 1);
    const auto statement = read_csv(table);
    REQUIRE(statement.has_value());
    CHECK(statement->opening->amount.units == 5'000);
    CHECK(statement->proven == true);
}

TEST_CASE("What banks write around the entries is read past, and what it says of balances is believed") {
    Table table = table_of(5'000, three(), false);
    table.erase(table.begin() + 1);
    table.insert(table.begin() + 2, {"2022-10-08", "", "", "50.00", "", "", "期初余额", ""});
    table.insert(table.begin() + 4, {"本页合计", "", "100000.00", ""});
    table.insert(table.begin() + 4, std::vector<std::string>{""});
    const auto statement = read_csv(table);
    if (!statement) FAIL(all_words(statement.error()));
    CHECK(statement->entries.size() == 3);
    table[2][balance_column] = "50.01";
    CHECK(only_finding(read_csv(table).error()).row == 4);
}

TEST_CASE("Each bad cell is named by row and heading") {
    struct Row {
        std::size_t column;
        const char* text;
        const char* heading;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {0, "2022-02-30", "交易日期", "不是日期"},
        {0, "", "交易日期", "不是日期"},
        {debit_column, "12,34", "借方发生额", "不是金额"},
        {debit_column, "5.15E2", "借方发生额", "不是金额"},
        {debit_column, "515.001", "借方发生额", "不是金额"},
        {debit_column, "", "借方发生额", "没有金额"},
        {credit_column, "1.00", "借方发生额", "借方、贷方都有金额"},
        {balance_column, "", "余额", "不是金额"},
        {balance_column, "99999999999999999999", "余额", "不是金额"},
    }));
    CAPTURE(row.text, row.column);
    Table table = table_of(0, three(), false);
    table[heading_row + 2][row.column] = row.text;
    const auto statement = read_csv(table);
    REQUIRE_FALSE(statement.has_value());
    CHECK(statement.error().is(ReadError::row_refused));
    const Finding finding = only_finding(statement.error());
    CHECK(finding.row == heading_row + 3);
    CHECK(finding.column == row.heading);
    CHECK(finding.reason.zh == row.reason);
}

TEST_CASE("Amounts and dates are read as Chinese banks write them") {
    CHECK(parse_statement_amount("1,234,567.80") == 123'456'780);
    CHECK(parse_statement_amount(" ￥12 ") == 1'200);
    CHECK(parse_statement_amount("-0.01") == -1);
    CHECK(parse_statement_amount("+5.1") == 510);
    CHECK_FALSE(parse_statement_amount("1,23").has_value());
    CHECK_FALSE(parse_statement_amount(",123").has_value());
    CHECK_FALSE(parse_statement_amount("--1").has_value());
    CHECK_FALSE(parse_statement_amount("1-").has_value());
    for (const char* text : {"20221009", "2022-10-09", "2022/10/9", "2022.10.09", "2022年10月9日",
                             "2022-10-09 10:03:07", "20221009 100307", "20221009100307", "2022-10-09T10:03:07"}) {
        CAPTURE(text);
        const auto date = parse_statement_date(text);
        REQUIRE(date.has_value());
        CHECK(to_string(*date) == "2022-10-09");
    }
    for (const char* text :
         {"", "2022", "202210", "2022-10", "22-10-09", "2022-13-01", "09/10/2022", "2022-10-09x", "202210091"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_statement_date(text).has_value());
    }
}

TEST_CASE("Columns are found by their headings, wherever they stand, and others are read past") {
    const Table table{{"序号", "摘 要", "余额(元)", "收入", "支出", "币种", "日期", "对方户名", "备注"},
                      {"1", "低保金", "90.00", "", "10.00", "人民币", "2022/10/9", "测试甲", "B1-000001"}};
    const auto statement = read_csv(table);
    if (!statement) FAIL(all_words(statement.error()));
    CHECK(statement->opening->amount.units == 10'000);
    CHECK(statement->entries.front().transactions.front().text == "低保金 B1-000001");
}

TEST_CASE("A file without the heading, or with one twice, is not read") {
    Table table = table_of(0, three(), false);
    table[heading_row][balance_column] = "结余";
    const auto other = read_csv(table);
    REQUIRE_FALSE(other.has_value());
    CHECK(other.error().is(ReadError::not_this_layout));
    CHECK(only_finding(other.error()).reason.zh == "没有标题行，须有：交易日期、借方发生额、贷方发生额、余额");

    table[heading_row][balance_column] = "余额";
    table[heading_row][4] = "余额";
    CHECK(read_csv(table).error().findings().front().reason.zh == "有两列都是这个标题");
    CHECK(read(the_layout("ccb"), "x").error().is(ReadError::no_statement_in_layout));
    CHECK(read(the_layout("statement-csv"), "").error().is(ReadError::empty_file));
    CHECK(read_payment_file(the_layout("statement-csv"), "x", "x").error().is(ReadError::no_payment_in_layout));
    CHECK(payment_file_name(the_layout("statement-csv"), sample_head()).error().is(WriteError::no_payment_in_layout));
}

TEST_CASE("A statement in which nothing moved has its balances and no entry") {
    const auto statement = read_csv(table_of(5'000, {}, false));
    REQUIRE(statement.has_value());
    CHECK(statement->entries.empty());
    CHECK(statement->proven == true);
    Table table = table_of(5'000, {}, false);
    table[1][3] = "50.01";
    CHECK(read_csv(table).error().is(ReadError::balance_breaks));
}

TEST_CASE("GB18030 is found out, and a layout may settle it") {
    const std::string text = as_csv(table_of(5'000, three(), false));
    const std::string bytes = gb18030(text);
    CHECK(read(the_layout("statement-csv"), bytes).value() == read(the_layout("statement-csv"), text).value());
}

TEST_CASE("Red figures undo: a debit below zero came back") {
    Table table = table_of(5'000, three(), false);
    table[heading_row + 3][debit_column] = "-515.00";
    table[heading_row + 3][credit_column] = "";
    const auto statement = read_csv(table);
    if (!statement) FAIL(all_words(statement.error()));
    CHECK(statement->entries[2].amount.units == 51'500);
    CHECK(statement->entries[2].reversal);
}

TEST_CASE("One amount with its direction, or signed, serves as well as two columns") {
    constexpr const char* layout =
        "name = \"own\"\ntitle = {{ zh = \"测试\", en = \"test\" }}\nsource = \"invented\"\n"
        "warning = {{ zh = \"仅供测试\", en = \"for tests\" }}\n[statement]\nformat = \"csv\"\nseparator = \"|\"\n"
        "encoding = \"UTF-8\"\norder = \"descending\"\ncolumns = [{{ field = \"date\", title = \"日期\" }}, "
        "{{ field = \"amount\", title = \"金额\" }}, {{ field = \"balance\", title = \"余额\" }}{}]\n";
    const Layout signed_one = layout_from(fmt::format(fmt::runtime(layout), ""));
    const auto one = read(signed_one, "日期|金额|余额\n20221009|-5.00|95.00\n20221009|100.00|100.00\n");
    if (!one) FAIL(all_words(one.error()));
    CHECK(one->entries.front().amount.units == 10'000);

    const Layout directed = layout_from(
        fmt::format(fmt::runtime(layout),
                    ", { field = \"direction\", title = \"借贷\", debit = [\"借\", \"支出\"], credit = \"贷\" }"));
    const auto two = read(directed, "日期|借贷|金额|余额\n20221009|借|5.00|95.00\n20221009|贷|100.00|100.00\n");
    if (!two) FAIL(all_words(two.error()));
    CHECK(two->entries == one->entries);
    const auto neither = read(directed, "日期|借贷|金额|余额\n20221009|?|5.00|95.00\n");
    CHECK(only_finding(neither.error()).reason.zh == "不知是借是贷");
}

TEST_CASE("Faults of a statement's description are named by line and key") {
    struct Row {
        const char* from;
        const char* to;
        const char* key;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"format = \"csv\"", "format = \"xls\"", "statement.format", "应为以下之一：csv、xlsx"},
        {"format = \"csv\"", "", "statement.format", "缺少这个键"},
        {"format = \"csv\"", "format = \"csv\"\nseparator = \"||\"", "statement.separator", "须为一个字符"},
        {"format = \"csv\"", "format = \"csv\"\nencoding = \"GBK\"", "statement.encoding",
         "应为以下之一：GB18030、UTF-8"},
        {"format = \"csv\"", "format = \"csv\"\nsheet = \"x\"", "statement.sheet", "没有这个键"},
        {"format = \"csv\"", "format = \"csv\"\norder = \"down\"", "statement.order",
         "应为以下之一：found_out、ascending、descending"},
        {"format = \"csv\"", "format = \"csv\"\ncurrency = \"JPY\"", "statement.currency",
         "须为两位小数的币种代码，如 CNY"},
        {"field = \"balance\"", "field = \"blance\"", "statement.columns[3].field", "没有这个字段"},
        {", { field = \"balance\", title = \"余额\" }", "", "statement.columns", "缺少这个字段"},
        {"title = \"余额\"", "title = []", "statement.columns[3].title", "须写明标题"},
        {"title = \"余额\"", "title = \"余额\", required = false", "statement.columns[3].required", "这一列不能没有"},
        {"title = \"余额\"", "title = \"余额\", debit = \"借\"", "statement.columns[3].debit", "只用于借贷方向"},
        {"field = \"amount\"", "field = \"debit\"", "statement.columns", "须有 debit 和 credit 两列，或 amount 一列"},
        {"field = \"balance\"", "field = \"direction\", debit = \"借\"", "statement.columns[3].credit",
         "须写明表示借、贷的文字"},
    }));
    CAPTURE(row.to);
    std::string toml =
        "name = \"own\"\ntitle = { zh = \"测试\", en = \"test\" }\nsource = \"invented\"\n"
        "warning = { zh = \"仅供测试\", en = \"for tests\" }\n[statement]\nformat = \"csv\"\n"
        "columns = [{ field = \"date\", title = \"日期\" }, { field = \"amount\", title = \"金额\" }, "
        "{ field = \"balance\", title = \"余额\" }]\n";
    REQUIRE(load_layout(toml, "own.toml").has_value());
    toml.replace(toml.find(row.from), std::string_view{row.from}.size(), row.to);
    const auto layout = load_layout(toml, "own.toml");
    REQUIRE_FALSE(layout.has_value());
    CHECK(only_finding(layout.error()).column == row.key);
    CHECK(only_finding(layout.error()).reason.zh == row.reason);
    CHECK(only_finding(layout.error()).row > 0);
}
