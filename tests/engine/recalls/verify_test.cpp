// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>

#include "engine/recalls/schema.hpp"
#include "tests/engine/recalls/recall_office.hpp"
#include "tests/support/tamper.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;

// Each pass of `verify` finds the change it is there for, made behind the program's back.
TEST_CASE("Verify names the recall that was tampered with, and the pass that found it") {
    struct Row {
        const char* table;
        const char* change;
        const char* pass;
    };
    const auto row = GENERATE(values<Row>({
        {"recall_instruction", "UPDATE recall_instruction SET amount = amount + 1", "recalls.instructions"},
        {"recall_instruction", "UPDATE recall_instruction SET instruction = 9 WHERE instruction = 2",
         "recalls.instructions"},
        {"recall", "UPDATE recall SET total = total + 1", "recalls.instructions"},
        {"recall", "UPDATE recall SET batch = 9", "recalls.instructions"},
        {"recall", "UPDATE recall SET digest = 'x'", "recalls.instructions"},
        {"recall_answer", "UPDATE recall_answer SET instruction = 3", "recalls.answers"},
        {"recall_answer", "UPDATE recall_answer SET digest = 'x'", "recalls.answers"},
        {"recall_answer", "UPDATE recall_answer SET sequence = 2", "recalls.answers"},
        {"recall_answer", "UPDATE recall_answer SET verdict = 3", "recalls.one_open"},
    }));
    CAPTURE(row.change);
    RecallOffice with;
    REQUIRE(with.ask({1, 2}).has_value());
    REQUIRE(with.answer_by_hand(1, {"B1-000001"}, recalls::Verdict::refused).has_value());
    REQUIRE(with.ask({1}).has_value());
    REQUIRE(with.office.verify() == "");
    test::behind_the_programs_back(with.office.desk.store(), row.table, row.change);

    const auto passes = recalls::recalls_part().passes;
    const auto pass = std::ranges::find(passes, row.pass, &store::VerifyPass::code);
    REQUIRE(pass != passes.end());
    const auto report = pass->run(with.office.desk.store());
    CHECK(report.records > 0);
    CHECK_FALSE(report.broken.empty());
}
