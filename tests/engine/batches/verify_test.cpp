// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>

#include "engine/batches/schema.hpp"
#include "tests/engine/batches/practice_office.hpp"
#include "tests/support/tamper.hpp"

using namespace mingzhang;
using namespace mingzhang::testing;

// Each pass of `verify` finds the change it is there for, made behind the program's back.
TEST_CASE("Verify names the batch that was tampered with, and the pass that found it") {
    struct Row {
        const char* table;
        const char* change;
        const char* pass;
    };
    const auto row = GENERATE(values<Row>({
        {"batch", "UPDATE batch SET total = total + 1", "batches.totals"},
        {"batch", "UPDATE batch SET instructions = 3", "batches.totals"},
        {"instruction", "UPDATE instruction SET amount = amount + 1 WHERE number = 1", "batches.totals"},
        {"transfer", "UPDATE transfer SET amount = amount + 1 WHERE event = 3", "batches.voucher"},
        {"transfer", "UPDATE transfer SET instruction = 2 WHERE event = 3", "batches.voucher"},
        {"instruction_line", "UPDATE instruction_line SET live = 0 WHERE instruction = 1", "batches.live"},
        {"batch_event", "UPDATE batch_event SET kind = 4 WHERE sequence = 3", "batches.live"},
        {"transfer", "UPDATE transfer SET debit = 1003 WHERE event = 3 AND instruction = 1", "batches.in_transit"},
    }));
    CAPTURE(row.change);
    PracticeOffice office;
    office.receive(100);
    office.release({{"YX1", 10, 1}, {"YX2", 20, 2}});
    office.sent_batch();
    REQUIRE(office.verify() == "");
    test::behind_the_programs_back(office.desk.store(), row.table, row.change);

    bool found = false;
    for (const auto& pass : batches::batches_part().passes)
        if (pass.code == row.pass) {
            const auto report = pass.run(office.desk.store());
            found = !report.broken.empty();
            CHECK(report.records > 0);
        }
    CHECK(found);
}
