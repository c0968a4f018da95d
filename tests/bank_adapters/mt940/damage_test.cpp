// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>

#include "base/text/utf8.hpp"
#include "tests/bank_adapters/damage.hpp"
#include "tests/bank_adapters/mt940/mt_sample.hpp"
#include "tests/bank_adapters/read_file.hpp"

using namespace mingzhang;
using namespace mingzhang::test;

// Whatever became of a file: it is read, or refused with a place and a reason, and what was read is sound text.
TEST_CASE("a damaged statement is read or refused, and never more") {
    const auto files = samples("mt940", ".sta");
    const bool holds = rc::check("damaged statements", [&] {
        const auto path = *rc::gen::elementOf(files);
        const auto statements = read_all(*damaged(read_file(path)));
        if (!statements) {
            RC_ASSERT(statements.error().findings().size() == 1);
            RC_ASSERT(statements.error().findings()[0].row > 0);
            RC_ASSERT(!statements.error().findings()[0].column.empty());
            return;
        }
        RC_ASSERT(!statements->empty());
        for (const auto& statement : *statements) {
            RC_ASSERT(!first_wrong_utf8_byte(statement.id));
            for (const auto& entry : statement.entries) {
                RC_ASSERT(!first_wrong_utf8_byte(entry.reference));
                for (const auto& transaction : entry.transactions) RC_ASSERT(!first_wrong_utf8_byte(transaction.text));
            }
        }
    });
    REQUIRE(holds);
}

// An entry that is lost shows: a statement whose balances stand cannot be proven without it.
TEST_CASE("a statement with an entry taken out is never proven") {
    const bool holds = rc::check("lost entries", [] {
        const auto amounts = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 100'000)));
        const auto lost = *rc::gen::inRange<std::size_t>(0, amounts.size());
        std::int64_t closing = 10'000;
        std::string all;
        std::string without;
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            const std::string units = std::to_string(amounts[i]);
            const std::string line = ":61:220820C" + units + ",NTRFX\n:86:text " + std::to_string(i) + "\n";
            closing += std::int64_t{amounts[i]} * 100;
            all += line;
            if (i != lost) without += line;
        }
        const std::string balance = "C220820EUR" + std::to_string(closing / 100) + ",";
        RC_ASSERT(read_all(statement_with(all, balance))->at(0).proven == true);
        RC_ASSERT(read_all(statement_with(without, balance))->at(0).proven == false);
    });
    REQUIRE(holds);
}
