// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/read_transfers.hpp"

#include <soci/soci.h>

namespace mingzhang::ledger {

namespace {

using Each = std::function<void(const StoredTransfer&)>;
using Broken = std::function<void(CommandId, std::int64_t)>;

constexpr std::string_view columns =
    "SELECT county, command, ordinal, event, debit, credit, amount, bank_account, source, program, budget_year, "
    "division, "
    "run, line, month, household, batch, instruction, reverses_command, reverses_ordinal FROM transfer ";

// A row as the database gives it.
struct Row {
    StoredTransfer stored{{}, 0, {Event::due, Account::payable, Account::payable, {}, {}}};
    int event = 0, debit = 0, credit = 0, source = 0, program = 0;
    std::int64_t amount = 0, month = 0;

    void bind(soci::statement& query) {
        Transfer& t = stored.transfer;
        Dimensions& d = t.dimensions;
        query.exchange(soci::into(stored.command.county.number));
        query.exchange(soci::into(stored.command.number));
        query.exchange(soci::into(stored.ordinal));
        query.exchange(soci::into(event));
        query.exchange(soci::into(debit));
        query.exchange(soci::into(credit));
        query.exchange(soci::into(amount));
        query.exchange(soci::into(d.bank_account));
        query.exchange(soci::into(source));
        query.exchange(soci::into(program));
        query.exchange(soci::into(d.budget_year));
        query.exchange(soci::into(d.division));
        query.exchange(soci::into(d.run));
        query.exchange(soci::into(d.line));
        query.exchange(soci::into(month));
        query.exchange(soci::into(d.household));
        query.exchange(soci::into(d.batch));
        query.exchange(soci::into(d.instruction));
        query.exchange(soci::into(t.reverses_command));
        query.exchange(soci::into(t.reverses_ordinal));
    }

    // False when the row holds what no transfer can.
    bool complete() {
        const auto known_event = event_from_number(event);
        const auto known_debit = account_from_number(debit);
        const auto known_credit = account_from_number(credit);
        if (!known_event || !known_debit || !known_credit || program < 0 || program > 5) return false;
        Transfer& t = stored.transfer;
        t.event = *known_event;
        t.debit = *known_debit;
        t.credit = *known_credit;
        t.amount = Money::fen(amount);
        t.dimensions.source = source == 0 ? std::nullopt : std::optional{static_cast<FundSource>(source)};
        t.dimensions.program = program == 0 ? std::nullopt : std::optional{static_cast<Program>(program)};
        t.dimensions.month = month_from_number(month);
        return true;
    }
};

void read(soci::statement& query, const std::string& condition, const Each& each, const Broken& broken) {
    Row row;
    row.bind(query);
    query.alloc();
    query.prepare(std::string{columns} + condition);
    query.define_and_bind();
    query.execute();
    while (query.fetch()) {
        if (row.complete())
            each(row.stored);
        else
            broken(row.stored.command, row.stored.ordinal);
    }
}

}  // namespace

void read_transfers(soci::session& sql, const Each& each, const Broken& broken) {
    soci::statement query{sql};
    read(query, "ORDER BY county, command, ordinal", each, broken);
}

void read_transfers_of(soci::session& sql, CommandId command, const Each& each) {
    soci::statement query{sql};
    query.exchange(soci::use(command.county.number));
    query.exchange(soci::use(command.number));
    read(query, "WHERE county = :county AND command = :command ORDER BY ordinal", each, [](CommandId, std::int64_t) {});
}

Transfer reversal_of(const StoredTransfer& entry) {
    Transfer reversal = entry.transfer;
    std::swap(reversal.debit, reversal.credit);
    reversal.reverses_command = entry.command.number;
    reversal.reverses_ordinal = entry.ordinal;
    return reversal;
}

}  // namespace mingzhang::ledger
