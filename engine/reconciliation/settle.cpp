// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/settle.hpp"

namespace mingzhang::reconciliation {

using ledger::Account;
using ledger::Event;

namespace {

constexpr std::int64_t no_reversal = 0;

}  // namespace

Settlement::Posted Settlement::post(const BookedInstruction& booked, const Move& move, std::int64_t reverses_command,
                                    std::int64_t reverses_first_ordinal) {
    const batches::Batch& batch = book_.batch();
    ledger::Transfer transfer{move.event, move.debit, move.credit, {}, {}, reverses_command, reverses_first_ordinal};
    ledger::Dimensions& d = transfer.dimensions;
    d.bank_account = batch.bank_account;
    d.source = booked.instruction.source;
    d.program = batch.program;
    d.budget_year = batch.budget_year;
    d.batch = batch.number;
    d.instruction = booked.instruction.number;
    std::int64_t first = 0;
    for (const batches::InstructionLine& line : book_.lines_of(booked)) {
        d.division = line.division;
        d.run = line.line.run;
        d.line = line.line.line;
        d.month = line.month;
        d.household = line.household;
        transfer.amount = line.amount;
        auto posted = journal_.post(transfer);
        if (!posted) return posted;
        if (first == 0) first = *posted;
        if (reverses_command != no_reversal) ++transfer.reverses_ordinal;  // Payments are posted line by line.
    }
    return first;
}

Settlement::Posted Settlement::pay(const BookedInstruction& booked) {
    return post(booked, {Event::paid, Account::payable, Account::in_transit}, no_reversal, no_reversal);
}

Settlement::Posted Settlement::return_money(const BookedInstruction& booked) {
    auto held = post(booked, {Event::returned, Account::returned_cash, Account::in_transit}, no_reversal, no_reversal);
    if (!held) return held;
    auto open = post(booked, {Event::returned, Account::payable, Account::returned_open}, no_reversal, no_reversal);
    if (!open) return open;
    return held;
}

Settlement::Posted Settlement::take_back_payment(const BookedInstruction& booked) {
    return post(booked, {Event::paid, Account::in_transit, Account::payable}, booked.command, booked.first_ordinal);
}

}  // namespace mingzhang::reconciliation
