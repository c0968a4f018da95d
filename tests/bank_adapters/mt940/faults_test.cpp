// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "bank_adapters/mt940/mt_fields.hpp"
#include "tests/bank_adapters/mt940/mt_sample.hpp"

using namespace mingzhang;
using namespace mingzhang::test;
using bank::StatementFaultKind;

TEST_CASE("a damaged statement is refused with line, field and reason") {
    struct Row {
        const char* why;
        std::string bytes;
        std::size_t line;
        const char* field;
        StatementFaultKind kind;
    };
    const std::string entry = line_of_ten;
    const std::string head = ":20:X\n:25:301086000\n:28C:1\n:60F:C220819EUR100,00\n";
    const auto row = GENERATE_COPY(values<Row>({
        {"nothing in it", "\n\n", 1, "20", StatementFaultKind::missing},
        {"no field", "hello\nworld\n", 1, "20", StatementFaultKind::missing},
        {"another message", ":20:X\n:23B:CRED\n:32A:220820EUR1,00\n", 2, "23B", StatementFaultKind::malformed},
        {"another message by its header", "{1:F01BANK}{2:I103BANKDEFFXXXXN}{4:\n:20:X\n", 1,
         "{2:", StatementFaultKind::another_message},
        {"a reference of no plain characters", ":20:ST\xC3\x9C\n", 1, "20", StatementFaultKind::not_plain_characters},
        {"an entry damaged", head + ":61:2208x\n", 5, "61", StatementFaultKind::not_a_date},
        {"an impossible day", head + ":61:220432C1,00NTRFX\n", 5, "61", StatementFaultKind::not_a_date},
        {"an amount damaged", head + ":61:220820C1.0.0NTRFX\n", 5, "61", StatementFaultKind::not_an_amount},
        {"a balance damaged", ":20:X\n:60F:C220819EURX\n", 2, "60F", StatementFaultKind::not_an_amount},
        {"another currency", head + entry + ":62F:C220820USD90,00\n", 6, "62F", StatementFaultKind::currency_differs},
        {"another currency in the account", ":20:X\n:25:301086000USD\n:60F:C220819EUR100,00\n", 3, "60F",
         StatementFaultKind::currency_differs},
        {"a currency that comes too late", ":20:X\n" + entry + ":62F:C220820JPY90,\n", 3, "62F",
         StatementFaultKind::out_of_order},
        {"closed twice", head + entry + ":62F:C220820EUR90,00\n:62F:C220820EUR90,00\n", 7, "62F",
         StatementFaultKind::repeated},
        {"an entry behind the closing balance", head + ":62F:C220819EUR100,00\n" + entry, 6, "61",
         StatementFaultKind::out_of_order},
        {"an opening balance behind entries", ":20:X\n" + entry + ":60F:C220819EUR100,00\n", 3, "60F",
         StatementFaultKind::out_of_order},
        {"two accounts", ":20:X\n:25:1\n:25:2\n", 3, "25", StatementFaultKind::repeated},
        {"a number behind entries", head + entry + ":28C:2\n", 6, "28C", StatementFaultKind::out_of_order},
        {"details of nothing and no end", head + ":86:text\n", 5, "62F", StatementFaultKind::cut_short},
        {"the same details twice", head + entry + ":86:a\n:86:a\n", 7, "86", StatementFaultKind::repeated},
        {"details that belong to no entry", head + entry + ":21:x\n:86:b\n", 7, "86", StatementFaultKind::out_of_order},
        {"the end missing", head + entry, 5, "62F", StatementFaultKind::cut_short},
        {"the end missing before another page", head + entry + ":60M:C220820EUR90,00\n", 6, "60M",
         StatementFaultKind::cut_short},
        {"an account of no plain characters", ":20:X\n:25:ST\xC3\x9C\n", 2, "25",
         StatementFaultKind::not_plain_characters},
        {"a sum that does not fit",
         ":20:X\n:60F:C220819JPY1,\n:61:220820C9223372036854775807,NTRFX\n:61:220820C1,NTRFX\n", 4, "61",
         StatementFaultKind::amount_out_of_range},
        {"a line without end", head + ":86:" + std::string(bank::mt940::MtLines::line_max + 1, 'x'), 5, "characters",
         StatementFaultKind::too_long},
    }));
    CAPTURE(row.why);
    const Finding finding = finding_of(row.bytes);
    CHECK(finding.file == "file.sta");
    CHECK(finding.row == row.line);
    CHECK(finding.column == row.field);
    CHECK(finding.reason == bank::sentence(row.kind));
    CHECK(finding.value.empty());
}

TEST_CASE("a field of more lines than any has is refused") {
    std::string text = std::string{line_of_ten} + ":86:x\n";
    for (std::size_t i = 0; i < bank::mt940::MtFields::lines_max; ++i) text += "x\n";
    CHECK(finding_of(statement_with(text)).reason == bank::sentence(StatementFaultKind::too_long));
}

TEST_CASE("a line longer than what is read at once is put together") {
    std::string text(bank::mt940::MtLines::line_max - 10, 'x');
    const auto statements = read_good(statement_with(std::string{line_of_ten} + ":86:" + text + "\n"));
    CHECK(statements.at(0).entries.at(0).transactions.at(0).text == text);
}
