// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>

#include "ledger/transfer.hpp"

namespace soci {
class statement;
}
namespace mingzhang::store {
class Scan;
}

namespace mingzhang::ledger {

// A transfer as the tables `transfer` and `pending` hold it: columns in this order.
struct TransferRow {
    static constexpr std::string_view columns =
        "county, command, ordinal, event, debit, credit, amount, bank_account, source, program, budget_year, division, "
        "run, line, month, household, batch, instruction";

    std::int64_t county = 0;
    EntryRef entry;
    Transfer transfer{Event::due, Account::payable, Account::payable, {}, {}};

    static constexpr int column_count = 18;

    // Where the values come from: a query that fills this row, which must outlive it, or the row a scan has at hand.
    void bind(soci::statement& query);
    void take(const store::Scan& scan);

    // Turns what was fetched into the transfer; false when it holds what no transfer can.
    [[nodiscard]] bool complete();

private:
    int event_ = 0, debit_ = 0, credit_ = 0, source_ = 0, program_ = 0;
    std::int64_t amount_ = 0, month_ = 0;
};

}  // namespace mingzhang::ledger
