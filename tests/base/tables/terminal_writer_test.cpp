// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/terminal_writer.hpp"

#include <catch2/catch.hpp>

#include "tests/base/tables/samples.hpp"

using namespace mingzhang;

namespace {

std::string printed(const Table& table, TerminalStyle style = {}) {
    std::ostringstream out;
    REQUIRE(print_table(table, out, style).has_value());
    return out.str();
}

}  // namespace

TEST_CASE("On a terminal columns are aligned with Chinese characters two wide, and amounts grouped to the right") {
    CHECK(printed(sample::table()) ==
          "发放明细\n"
          "月份\uFF1A2022-08\n"
          "户编号    姓名    账号                 月份     审批日期    人数      金额\n"
          "--------  ------  -------------------  -------  ----------  ----  --------\n"
          "YX000001  沈文    6299996907439150008  2022-08  2022-05-09     3  1,143.00\n"
          "YX000002  𬱖䶮喆  6299991070434192544  2022-09                 1     -0.01\n"
          "YX000003                                        2021-10-23\n"
          "--------  ------  -------------------  -------  ----------  ----  --------\n"
          "合计                                                           4  1,142.99\n");
}

TEST_CASE("English, without title and totals, is as plain as can be") {
    CHECK(printed(sample::texts({"a", "bb"}), {Language::en, false, false}) == "Value\n-----\na\nbb\n");
    CHECK(printed(sample::texts({})) == "值\n--\n");
}

TEST_CASE("A text from a file cannot move the cursor or start a line") {
    CHECK(printed(sample::texts({"a\x1B[31mb\nc\xE2\x80\xAE", "d"})) == "值\n----------\na [31mb c\nd\n");
}

TEST_CASE("Rows beyond the measured ones keep the widths, and a wider cell pushes its own row only") {
    std::vector<std::string> values(TerminalWriter::rows_measured_max, "ab");
    values.push_back("abcdef");
    values.push_back("cd");
    const std::string text = printed(sample::texts(values));
    CHECK(text.starts_with("值\n--\nab\n"));
    CHECK(text.ends_with("ab\nabcdef\ncd\n"));
}
