// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/transfer_row.hpp"

#include <soci/soci.h>

#include "base/store/scan.hpp"

namespace mingzhang::ledger {

void TransferRow::bind(soci::statement& query) {
    Dimensions& d = transfer.dimensions;
    query.exchange(soci::into(county));
    query.exchange(soci::into(entry.command));
    query.exchange(soci::into(entry.ordinal));
    query.exchange(soci::into(event_));
    query.exchange(soci::into(debit_));
    query.exchange(soci::into(credit_));
    query.exchange(soci::into(amount_));
    query.exchange(soci::into(d.bank_account));
    query.exchange(soci::into(source_));
    query.exchange(soci::into(program_));
    query.exchange(soci::into(d.budget_year));
    query.exchange(soci::into(d.division));
    query.exchange(soci::into(d.run));
    query.exchange(soci::into(d.line));
    query.exchange(soci::into(month_));
    query.exchange(soci::into(d.household));
    query.exchange(soci::into(d.batch));
    query.exchange(soci::into(d.instruction));
}

void TransferRow::take(const store::Scan& scan) {
    Dimensions& d = transfer.dimensions;
    int column = 0;
    const auto number = [&] { return scan.number(column++); };
    const auto small = [&] { return static_cast<int>(number()); };
    county = number();
    entry.command = number();
    entry.ordinal = number();
    event_ = small();
    debit_ = small();
    credit_ = small();
    amount_ = number();
    d.bank_account = number();
    source_ = small();
    program_ = small();
    d.budget_year = small();
    d.division = number();
    d.run = number();
    d.line = number();
    month_ = number();
    d.household = scan.text(column++);
    d.batch = number();
    d.instruction = number();
}

bool TransferRow::complete() {
    const auto event = event_from_number(event_);
    const auto debit = account_from_number(debit_);
    const auto credit = account_from_number(credit_);
    if (!event || !debit || !credit || program_ < 0 || program_ > static_cast<int>(all_programs.size())) return false;
    transfer.event = *event;
    transfer.debit = *debit;
    transfer.credit = *credit;
    transfer.amount = Money::fen(amount_);
    Dimensions& d = transfer.dimensions;
    d.source = source_ == 0 ? std::nullopt : std::optional{static_cast<FundSource>(source_)};
    d.program = program_ == 0 ? std::nullopt : std::optional{static_cast<Program>(program_)};
    d.month = month_from_number(month_);
    return true;
}

}  // namespace mingzhang::ledger
