// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/schema.hpp"
#include "tests/engine/statements/statement_sample.hpp"
#include "tests/support/tamper.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;

// Each pass of `verify` finds the change it is there for, made behind the program's back.
TEST_CASE("Verify names the statement that was tampered with, and the pass that found it") {
    struct Row {
        const char* table;
        const char* change;
        const char* pass;
    };
    const auto row = GENERATE(values<Row>({
        {"statement", "UPDATE statement SET closing = closing + 1", "statements.balances"},
        {"statement", "UPDATE statement SET entries = entries + 1", "statements.balances"},
        {"statement_row", "UPDATE statement_row SET amount = amount - 1 WHERE entry = 2", "statements.balances"},
        {"statement_row", "DELETE FROM statement_row WHERE statement = 2", "statements.balances"},
        {"statement_row", "UPDATE statement_row SET batch = 7 WHERE matched = 1", "statements.outcomes"},
        {"statement_row", "UPDATE statement_row SET instruction = 9 WHERE matched = 1", "statements.outcomes"},
        {"bank_file", "DELETE FROM bank_file", "statements.outcomes"},
        {"statement_row", "UPDATE statement_row SET known_in = 0", "statements.entries"},
        {"statement_row", "UPDATE statement_row SET known_in = 1", "statements.entries"},
    }));
    CAPTURE(row.change);
    StatementOffice with;
    const BankRow paid{"2022-10-18", -1000, "B1-000001"};
    const BankRow fee{"2022-10-19", -30, "手续费"};
    with.taken(csv_statement(100'000, {paid, fee}));
    with.taken(csv_statement(99'000, {fee, {"2022-10-20", 500, "利息"}}));
    REQUIRE(with.office.verify() == "");
    test::behind_the_programs_back(with.office.desk.store(), row.table, row.change);

    bool found = false;
    for (const auto& pass : statements::statements_part().passes)
        if (pass.code == row.pass) {
            const auto report = pass.run(with.office.desk.store());
            found = !report.broken.empty();
            CHECK(report.records > 0);
        }
    CHECK(found);
}
