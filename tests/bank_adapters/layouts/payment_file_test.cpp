// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/payment_file.hpp"

#include <algorithm>

#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

Refusal refused(const Layout& layout, const PaymentFile& file) {
    auto bytes = write_payment_file(layout, file);
    REQUIRE_FALSE(bytes.has_value());
    return bytes.error();
}

Refusal refused_reading(const Layout& layout, std::string_view bytes) {
    auto file = read_payment_file(layout, bytes, "payment.txt");
    REQUIRE_FALSE(file.has_value());
    return file.error();
}

}  // namespace

TEST_CASE("A value the bank could not read is refused with row, column and serial") {
    struct Row {
        const char* why;
        const char* layout;
        void (*change)(Instruction&);
        const char* column;
        const char* reason;
    };
    const auto row = GENERATE(values<Row>({
        {"separator in a name", "ccb", [](Instruction& i) { i.name = "王|明"; }, "收款人姓名", "含银行不接受的字符“|”"},
        {"line break in a memo", "ccb", [](Instruction& i) { i.memo = "低保\n补发"; }, "摘要", "含换行或控制字符"},
        {"line break of Unicode", "ccb", [](Instruction& i) { i.memo = "低保\u2028补发"; }, "摘要", "含换行或控制字符"},
        {"tab in a name", "ccb", [](Instruction& i) { i.name = "王\t明"; }, "收款人姓名", "含换行或控制字符"},
        {"no name", "ccb", [](Instruction& i) { i.name.clear(); }, "收款人姓名", "不能为空"},
        {"no serial", "ccb", [](Instruction& i) { i.serial.clear(); }, "流水", "不能为空"},
        {"broken text", "ccb", [](Instruction& i) { i.name = "\xCD\xF5"; }, "收款人姓名", "第1个字节不是有效的 UTF-8"},
        {"not in GBK", "icbc", [](Instruction& i) { i.name = "王䶮"; }, "收款户名", "“䶮”（U+4DAE）不在GBK字符集中"},
        {"comma in a comma file", "abc", [](Instruction& i) { i.name = "王,明"; }, "户名", "含银行不接受的字符“,”"},
        {"part of the row's end", "psbc", [](Instruction& i) { i.serial = "B12,1"; }, "流水", "含银行不接受的字符“,”"},
        {"too long", "chinapay", [](Instruction& i) { i.serial = "B12-0000000000001"; }, "流水",
         "长17字节，超过16字节"},
        {"bank code asked for", "psbc-cross", [](Instruction& i) { i.bank_code.clear(); }, "联行号", "不能为空"},
    }));
    CAPTURE(row.why);
    PaymentFile file = one_payment();
    row.change(file.instructions.front());
    const Refusal refusal = refused(the_layout(row.layout), file);
    CHECK(refusal.is(WriteError::row_refused));
    const Finding finding = only_finding(refusal);
    CHECK(finding.column == row.column);
    CHECK(finding.value == file.instructions.front().serial);
    CHECK(finding.reason.zh == row.reason);
}

TEST_CASE("Rows are counted with the lines before them, and every bad row is reported") {
    PaymentFile file = sample_payments(FileEncoding::gbk);
    file.instructions[1].name = "𬱖";
    file.instructions[3].name = "王|明";
    const Refusal refusal = refused(the_layout("icbc"), file);
    REQUIRE(refusal.findings().size() == 2);
    CHECK(refusal.findings()[0].row == 6);  // Four lines stand before the first payment.
    CHECK(refusal.findings()[0].value == "B12-000002");
    CHECK(refusal.findings()[0].file == "105000000000001_20221009_0012.bpt");
    CHECK(refusal.findings()[1].row == 8);
    CHECK(refusal.findings()[1].value == "B12-000004");
}

TEST_CASE("Nothing reaches the sink after the first bad row") {
    PaymentFile file = sample_payments(FileEncoding::gb18030);
    file.instructions[2].name = "王|明";
    auto next = file.instructions.begin();
    std::string bytes;
    const auto written = write_payment_file(
        the_layout("ccb"), file.head, [&] { return next == file.instructions.end() ? nullptr : &*next++; },
        [&](std::string_view more) { bytes += more; });
    CHECK_FALSE(written.has_value());
    CHECK(golden("ccb", "payment").starts_with(bytes));
    CHECK(std::count(bytes.begin(), bytes.end(), '\n') == 2);
}

TEST_CASE("No account or ID number is shown in full when a file is refused") {
    PaymentFile file = sample_payments(FileEncoding::gb18030);
    for (Instruction& instruction : file.instructions) instruction.name = "王|明";
    const std::string words = all_words(refused(the_layout("ccb"), file));
    CHECK(words.find("629999") == std::string::npos);
    CHECK(words.find("999901") == std::string::npos);
}

TEST_CASE("A file whose amounts, counts or totals do not fit is refused") {
    struct Row {
        const char* why;
        void (*change)(PaymentFile&);
        WriteError expected;
    };
    const auto row = GENERATE(values<Row>({
        {"nothing to pay", [](PaymentFile& f) { f.instructions.front().amount = fen(0); }, WriteError::row_refused},
        {"a negative amount", [](PaymentFile& f) { f.instructions.front().amount = fen(-1); }, WriteError::row_refused},
        {"a gap in the numbers", [](PaymentFile& f) { f.instructions.front().number = 2; }, WriteError::row_refused},
        {"an impossible amount", [](PaymentFile& f) { f.instructions.front().amount = fen(amount_limit.fen() + 1); },
         WriteError::row_refused},
        {"no row at all", [](PaymentFile& f) { f.instructions.clear(); }, WriteError::too_few_rows},
        {"a row more than declared", [](PaymentFile& f) { f.head.count = 0; }, WriteError::count_differs},
        {"a fen less than declared", [](PaymentFile& f) { f.head.total = fen(114301); }, WriteError::total_differs},
    }));
    CAPTURE(row.why);
    PaymentFile file = one_payment();
    row.change(file);
    CHECK(refused(the_layout("ccb"), file).is(row.expected));
}

TEST_CASE("The bank's limits on rows and amounts are kept") {
    const Layout layout = a_layout(R"(
encoding = "GBK"
separator = "|"
limits = { rows_min = 2, rows_max = 3, amount_max = "1000.00", total_max = "1500.00" }
[[payment.rows]]
kind = "detail"
columns = [{ field = "account" }, { field = "name" }, { field = "amount", unit = "yuan" }]
)");
    struct Row {
        const char* why;
        std::vector<std::int64_t> amounts;
        std::optional<WriteError> expected;
    };
    const auto row = GENERATE(values<Row>({
        {"as many as allowed", {50000, 50000, 50000}, std::nullopt},
        {"one too few", {50000}, WriteError::too_few_rows},
        {"one too many", {100, 100, 100, 100}, WriteError::too_many_rows},
        {"the largest amount", {100000, 1}, std::nullopt},
        {"a fen more", {100001, 1}, WriteError::row_refused},
        {"a fen too much in all", {100000, 50001}, WriteError::total_over_limit},
    }));
    CAPTURE(row.why);
    PaymentFile file = one_payment();
    const Instruction pattern = file.instructions.front();
    file.instructions.clear();
    file.head.total = Money{};
    for (const std::int64_t amount : row.amounts) {
        file.instructions.push_back(pattern);
        file.instructions.back().number = file.instructions.size();
        file.instructions.back().amount = fen(amount);
        file.head.total = sum(file.head.total, fen(amount));
    }
    file.head.count = row.amounts.size();
    const auto bytes = write_payment_file(layout, file);
    REQUIRE(bytes.has_value() == !row.expected);
    if (row.expected) CHECK(bytes.error().is(*row.expected));
}

TEST_CASE("What the layout needs of the head is refused by name when it is missing or does not fit") {
    struct Row {
        const char* layout;
        void (*change)(FileHead&);
        const char* column;
    };
    const auto row = GENERATE(values<Row>({
        {"boc", [](FileHead& h) { h.merchant.clear(); }, "机构号"},
        {"boc", [](FileHead& h) { h.payer_account.reset(); }, "付款账号"},
        {"boc", [](FileHead& h) { h.date.reset(); }, "日期"},
        {"chinapay", [](FileHead& h) { h.batch = 1'234'567; }, "批次号"},
    }));
    CAPTURE(row.layout, row.column);
    PaymentFile file = one_payment();
    row.change(file.head);
    const Refusal refusal = refused(the_layout(row.layout), file);
    CHECK(refusal.is(WriteError::head_field_missing));
    CHECK(refusal.findings().front().column == row.column);
}

TEST_CASE("A file name that cannot be made is refused") {
    FileHead head = sample_head();
    head.merchant = "1";
    const auto file_name = payment_file_name(the_layout("unionpay"), head);
    REQUIRE_FALSE(file_name.has_value());
    CHECK(file_name.error().is(WriteError::head_field_missing));
    CHECK(file_name.error().what().zh.find("merchant") != std::string::npos);
}

TEST_CASE("A payment file that was altered is not read") {
    struct Row {
        const char* why;
        const char* layout;
        const char* from;
        const char* to;
        ReadError expected;
    };
    const auto row = GENERATE(values<Row>({
        {"a fen taken", "icbc", "|114300|", "|114299|", ReadError::total_differs},
        {"another count", "icbc", "|277161|5|", "|277161|6|", ReadError::count_differs},
        {"another total", "icbc", "|277161|5|", "|277160|5|", ReadError::total_differs},
        {"no final mark", "icbc", "*", "", ReadError::not_this_layout},
        {"no first mark", "boc", "PAYOFFSTART", "PAYOFF", ReadError::not_this_layout},
        {"a number left out", "ccb", "0000002", "0000003", ReadError::row_refused},
        {"another constant", "boc", "|CNY|", "|USD|", ReadError::row_refused},
        {"another date in one row", "chinapay", "20221009|B12-000003", "20221010|B12-000003", ReadError::row_refused},
    }));
    CAPTURE(row.why);
    std::string bytes = golden(row.layout, "payment");
    const std::size_t at = bytes.rfind(row.from);
    REQUIRE(at != std::string::npos);
    bytes.replace(at, std::string_view{row.from}.size(), row.to);
    CHECK(refused_reading(the_layout(row.layout), bytes).is(row.expected));
}
