// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// What a layout can say beyond the delivered ones: fixed widths, padding, control totals, dates, comments.
#include <fmt/format.h>

#include "tests/bank_adapters/layouts/sample.hpp"

using namespace mingzhang;
using namespace mingzhang::bank;
using namespace mingzhang::bank::layouts;
using namespace mingzhang::bank::layouts::test;

namespace {

constexpr std::string_view fixed_width = R"(
encoding = "GB18030"
line_end = "LF"
[[payment.rows]]
kind = "record"
columns = [
    { constant = "H", width = 2 },
    { field = "date", width = 10, date_format = "yyyy-mm-dd" },
    { field = "count", width = 4 },
    { field = "total", width = 12, unit = "yuan" },
]
[[payment.rows]]
kind = "detail"
columns = [
    { field = "number", width = 4 },
    { field = "account", width = 20 },
    { field = "name", width = 10 },
    { field = "amount", width = 9, unit = "fen" },
    { field = "serial", width = 14, align = "right" },
]
[[payment.rows]]
kind = "text"
text = "END{batch:6}"
)";

PaymentFile named(std::string_view name) {
    PaymentFile file = one_payment();
    file.instructions.front().name = name;
    return file;
}

// A result layout whose trailer declares count and total.
Layout with_trailer() {
    return layout_from(R"(
name = "trailer"
title = { zh = "测试", en = "test" }
source = "invented"
warning = { zh = "仅供测试", en = "for tests" }
[payment]
file_name = "{batch}.txt"
encoding = "UTF-8"
separator = "|"
[[payment.rows]]
kind = "detail"
columns = [{ field = "account" }, { field = "name" }, { field = "amount", unit = "yuan" }]
[result]
file_name = "{batch}.txt"
encoding = "UTF-8"
separator = "|"
comment = "#"
[[result.rows]]
kind = "detail"
columns = [{ field = "serial" }, { field = "amount", unit = "yuan" }, { field = "status" },
           { field = "settled_on", date_format = "yyyy/mm/dd" }, { field = "fee", unit = "yuan" }]
[[result.rows]]
kind = "record"
columns = [{ constant = "T" }, { field = "count" }, { field = "total", unit = "yuan" }]
[answers.statuses]
paid = ["00"]
)");
}

}  // namespace

TEST_CASE("A fixed-width file counts bytes of its encoding, not characters") {
    const Layout layout = a_layout(fixed_width);
    const auto bytes = write_payment_file(layout, named("𬱖䶮七"));  // Four bytes, two and two.
    if (!bytes) FAIL(all_words(bytes.error()));
    CHECK(*bytes == gb18030("H 2022-10-09000100000"
                            "1143.00\n"
                            "00016299990000000011    𬱖䶮七  000114300    B12-000001\n"
                            "END000012\n"));
    const auto read = read_payment_file(layout, *bytes, "x");
    if (!read) FAIL(all_words(read.error()));
    CHECK(read->instructions.front().name == "𬱖䶮七");
    CHECK(read->instructions.front().serial == "B12-000001");
    CHECK(read->instructions.front().amount == fen(114300));
    CHECK(read->head.batch == 12);
    CHECK(read->head.date == sample_head().date);
}

TEST_CASE("A name longer than its fixed width is refused, never cut") {
    const auto bytes = write_payment_file(a_layout(fixed_width), named("𬱖𬱖王王"));
    REQUIRE_FALSE(bytes.has_value());
    CHECK(only_finding(bytes.error()).reason.zh == "长12字节，超过10字节");
}

TEST_CASE("A fixed-width row of another length, or cut inside a character, is refused") {
    const Layout layout = a_layout(fixed_width);
    const std::string good = write_payment_file(layout, named("王小")).value();
    std::string longer = good;
    longer.insert(longer.find("B12"), " ");
    std::string shifted = good;
    shifted.erase(shifted.find("6299"), 1);
    shifted.insert(shifted.find("B12"), " ");
    for (const std::string& bytes : {longer, shifted}) {
        const auto read = read_payment_file(layout, bytes, "x");
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().is(ReadError::row_refused));
    }
}

TEST_CASE("A value that begins or ends like its own padding is refused, since it would not come back") {
    const auto bytes = write_payment_file(a_layout(fixed_width), named("王小 "));
    REQUIRE_FALSE(bytes.has_value());
    CHECK(only_finding(bytes.error()).column == "name");

    const Layout zeros = a_layout(R"(
encoding = "GBK"
separator = "|"
[[payment.rows]]
kind = "detail"
columns = [
  { field = "account", width = 20, pad = "zero" }, { field = "name" }, { field = "amount", unit = "yuan", width = 9 },
]
)");
    PaymentFile file = one_payment();
    CHECK(write_payment_file(zeros, file).value() == gb18030("00006299990000000011|王小明|001143.00\r\n"));
    CHECK(read_payment_file(zeros, write_payment_file(zeros, file).value(), "x").value().instructions.front().account ==
          file.instructions.front().account);
    file.instructions.front().account = *AccountNumber::parse("0629999000000001");
    CHECK_FALSE(write_payment_file(zeros, file).has_value());
}

TEST_CASE("Characters the bank refuses in a column are refused before sending") {
    PaymentFile file = sample_payments(FileEncoding::gbk);
    for (const char* name : {"王 明", "王　明"}) {
        file.instructions[2].name = name;
        const auto bytes = write_payment_file(the_layout("lanzhou"), file);
        REQUIRE_FALSE(bytes.has_value());
        CHECK(only_finding(bytes.error()).column == "姓名");
    }
}

TEST_CASE("Fewer rows than the bank takes in a file are refused") {
    const auto bytes = write_payment_file(the_layout("lanzhou"), one_payment());
    REQUIRE_FALSE(bytes.has_value());
    CHECK(bytes.error().is(WriteError::too_few_rows));
}

TEST_CASE("A payment that would be read as a comment is refused") {
    const Layout layout = a_layout(R"(
encoding = "GBK"
separator = "|"
comment = "#"
[[payment.rows]]
kind = "detail"
columns = [{ field = "serial" }, { field = "account" }, { field = "name" }, { field = "amount", unit = "yuan" }]
)");
    PaymentFile file = one_payment();
    CHECK(write_payment_file(layout, file).has_value());
    file.instructions.front().serial = "#1";
    CHECK_FALSE(write_payment_file(layout, file).has_value());
}

TEST_CASE("Declared count and total are held against the rows") {
    struct Row {
        const char* bytes;
        std::optional<ReadError> expected;
    };
    const auto row = GENERATE(values<Row>({
        {"a|1.00|00||\nb|2.50|01||\nT|2|3.50\n", std::nullopt},
        {"a|1.00|00||\nb|2.50|01||\nT|3|3.50\n", ReadError::count_differs},
        {"a|1.00|00||\nb|2.50|01||\nT|2|3.51\n", ReadError::total_differs},
        {"a|1.00|00||\nT|2|3.50\n", ReadError::count_differs},
        {"a|1.00|00||\nb|2.50|01||\n", ReadError::row_refused},
        {"T|0|0.00\n", std::nullopt},
    }));
    CAPTURE(row.bytes);
    const auto file = read_result_file(with_trailer(), row.bytes, "x");
    REQUIRE(file.has_value() == !row.expected);
    if (row.expected) {
        CHECK(file.error().is(*row.expected));
    } else {
        CHECK(file->declared_count == file->lines.size());
        CHECK(file->declared_total == file->head.total);
    }
}

TEST_CASE("Dates, fees, comments and a byte order mark are read") {
    const auto file = read_result_file(
        with_trailer(), "\xEF\xBB\xBF# made by the bank\na|1.00|00|2022/10/09|0.50\n# half\nT|1|1.00\n", "x");
    if (!file) FAIL(all_words(file.error()));
    CHECK(file->lines.front().row == 2);
    CHECK(file->lines.front().settled_on == sample_head().date);
    CHECK(file->lines.front().fee == fen(50));

    for (const char* date : {"2022/02/30", "2022-10-09", "20221009", "2022/1/9"}) {
        CAPTURE(date);
        const auto wrong = read_result_file(with_trailer(), fmt::format("a|1.00|00|{}|\nT|1|1.00\n", date), "x");
        REQUIRE_FALSE(wrong.has_value());
        CHECK(only_finding(wrong.error()).column == "settled_on");
    }
}

TEST_CASE("Free lines may say anything, fixed lines must be there to the letter") {
    std::string bytes = golden("citic", "payment");
    const std::string rule = gb18030("户名须与账号一致");
    bytes.replace(bytes.find(rule), rule.size(), "\xFF anything");
    CHECK(read_payment_file(the_layout("citic"), bytes, "x").has_value());

    std::string icbc = golden("icbc", "result");
    icbc.replace(icbc.find("[Batch"), 6, "[batch");
    CHECK_FALSE(read_result_file(the_layout("icbc"), icbc, "x").has_value());
}

TEST_CASE("The batch a row names must be the batch the file names") {
    std::string bytes = golden("icbc", "result");
    bytes.replace(bytes.find("\n12-3|") + 1, 4, "13-3");
    const auto file = read_result_file(the_layout("icbc"), bytes, "x");
    REQUIRE_FALSE(file.has_value());
    const Finding finding = only_finding(file.error());
    CHECK(finding.column == "序号");
    CHECK(finding.reason.zh == "与前文不一致");
}
