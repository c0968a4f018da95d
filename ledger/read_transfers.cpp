// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/read_transfers.hpp"

#include <soci/soci.h>

namespace mingzhang::ledger {

void read_transfers(soci::session& sql, const std::function<void(const StoredTransfer&)>& each,
                    const std::function<void(CommandId, std::int64_t)>& broken) {
    StoredTransfer row{{}, 0, {Event::due, Account::payable, Account::payable, {}, {}}};
    Transfer& t = row.transfer;
    Dimensions& d = t.dimensions;
    int event = 0, debit = 0, credit = 0, source = 0, program = 0;
    std::int64_t amount = 0, month = 0;
    soci::statement query =
        (sql.prepare << "SELECT county, command, ordinal, event, debit, credit, amount, bank_account, source, program, "
                        "budget_year, division, run, line, month, household, batch, instruction, reverses_command, "
                        "reverses_ordinal FROM transfer ORDER BY county, command, ordinal",
         soci::into(row.command.county.number), soci::into(row.command.number), soci::into(row.ordinal),
         soci::into(event), soci::into(debit), soci::into(credit), soci::into(amount), soci::into(d.bank_account),
         soci::into(source), soci::into(program), soci::into(d.budget_year), soci::into(d.division), soci::into(d.run),
         soci::into(d.line), soci::into(month), soci::into(d.household), soci::into(d.batch),
         soci::into(d.instruction), soci::into(t.reverses_command), soci::into(t.reverses_ordinal));
    query.execute();
    while (query.fetch()) {
        const auto known_event = event_from_number(event);
        const auto known_debit = account_from_number(debit);
        const auto known_credit = account_from_number(credit);
        if (!known_event || !known_debit || !known_credit || program < 0 || program > 5) {
            broken(row.command, row.ordinal);
            continue;
        }
        t.event = *known_event;
        t.debit = *known_debit;
        t.credit = *known_credit;
        t.amount = Money::fen(amount);
        d.source = source == 0 ? std::nullopt : std::optional{static_cast<FundSource>(source)};
        d.program = program == 0 ? std::nullopt : std::optional{static_cast<Program>(program)};
        d.month = month_from_number(month);
        each(row);
    }
}

}  // namespace mingzhang::ledger
