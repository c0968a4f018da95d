// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/reconciliation/batch_book.hpp"
#include "ledger/journal.hpp"

// The entries of outcomes: one or two for each payable of an instruction.
namespace mingzhang::reconciliation {

class Settlement {
public:
    // Both must outlive this.
    Settlement(ledger::Journal& journal, const BatchBook& book) : journal_{journal}, book_{book} {}

    // Each gives the ordinal of the first entry it posted.
    using Posted = Result<std::int64_t, Refusal>;

    // The payee has the money (event 4).
    [[nodiscard]] Posted pay(const BookedInstruction& booked);
    // The money came back: it is held, and the right to it stays open (event 5).
    [[nodiscard]] Posted return_money(const BookedInstruction& booked);
    // A payment posted before turns out not to have been one: its entries are reversed.
    [[nodiscard]] Posted take_back_payment(const BookedInstruction& booked);

private:
    struct Move {
        ledger::Event event;
        ledger::Account debit;
        ledger::Account credit;
    };
    [[nodiscard]] Posted post(const BookedInstruction& booked, const Move& move, std::int64_t reverses_command,
                              std::int64_t reverses_first_ordinal);

    ledger::Journal& journal_;
    const BatchBook& book_;
};

}  // namespace mingzhang::reconciliation
