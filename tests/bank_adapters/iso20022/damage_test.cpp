// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>
#include <sstream>

#include "bank_adapters/iso20022/payment_status.hpp"
#include "base/text/utf8.hpp"
#include "tests/bank_adapters/damage.hpp"
#include "tests/bank_adapters/iso20022/camt_sample.hpp"
#include "tests/bank_adapters/read_file.hpp"

using namespace mingzhang;
using namespace mingzhang::test;

// Whatever became of a file: it is read, or refused with a place and a reason, and what was read is sound text.
TEST_CASE("a damaged message is read or refused, and never more") {
    const auto files = samples("iso20022", ".xml");
    const bool holds = rc::check("damaged messages", [&] {
        const auto path = *rc::gen::elementOf(files);
        const std::string bytes = *damaged(read_file(path));
        const auto statements = read_all(bytes);
        if (statements) {
            for (const auto& statement : *statements) {
                RC_ASSERT(!first_wrong_utf8_byte(statement.id));
                RC_ASSERT(statement.proven.has_value() <= (statement.opening && statement.closing));
            }
        } else if (statements.error().is(bank::StatementRefusal::fault)) {
            RC_ASSERT(statements.error().findings().size() == 1);
            RC_ASSERT(statements.error().findings()[0].row > 0);
        }
        std::istringstream stream{bytes};
        const auto report = bank::iso20022::read_payment_status(stream, "f", [](const auto&) {});
        if (!report) RC_ASSERT(!report.error().findings().empty());
    });
    REQUIRE(holds);
}
