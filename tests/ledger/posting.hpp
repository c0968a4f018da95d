// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "ledger/balances.hpp"
#include "ledger/journal.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::test {

using ledger::Account;
using ledger::Event;
using ledger::Transfer;

inline constexpr CommandKind post_kind{"test.post", {"记账", "post"}, {Role::officer}};

// Posts transfers as one command under a key; a new one when the key is empty.
inline Result<Answer, Refusal> post(Office& office, const std::vector<Transfer>& transfers, const std::string& key = {},
                                    const std::string& request = "request") {
    return office.desk().carry_out(Office::person(Role::officer), post_kind, {office.county(), {}, key, request},
                                   [&](CommandContext& context) -> Result<Answer, Refusal> {
                                       ledger::Journal journal{context};
                                       for (const Transfer& transfer : transfers)
                                           if (auto posted = journal.post(transfer); !posted) return pass_on(posted);
                                       if (auto closed = journal.close(); !closed) return pass_on(closed);
                                       return Answer{}.set("command", context.id().number);
                                   });
}

inline Transfer funds(std::int64_t fen) {
    Transfer t{Event::funds_received, Account::treasury_quota, Account::appropriation, Money::fen(fen), {}};
    t.dimensions.bank_account = 1;
    t.dimensions.source = ledger::FundSource::county;
    t.dimensions.program = Program::rural_dibao;
    t.dimensions.budget_year = 2022;
    return t;
}

inline Transfer due(std::int64_t run, std::int64_t line, const std::string& household, std::int64_t fen) {
    Transfer t{Event::due, Account::assistance_expense, Account::payable, Money::fen(fen), {}};
    t.dimensions.program = Program::rural_dibao;
    t.dimensions.budget_year = 2022;
    t.dimensions.division = 500110999001;
    t.dimensions.run = run;
    t.dimensions.line = line;
    t.dimensions.month = Month{2022, 8};
    t.dimensions.household = household;
    return t;
}

// The money of a due transfer goes to the bank.
inline Transfer sent(const Transfer& owed, std::int64_t fen) {
    Transfer t = owed;
    t.event = Event::sent_to_bank;
    t.debit = Account::in_transit;
    t.credit = Account::treasury_quota;
    t.amount = Money::fen(fen);
    t.dimensions.bank_account = 1;
    t.dimensions.source = ledger::FundSource::county;
    t.dimensions.batch = 1;
    t.dimensions.instruction = owed.dimensions.line;
    return t;
}

inline Transfer paid(const Transfer& sent_transfer, std::int64_t fen) {
    Transfer t = sent_transfer;
    t.event = Event::paid;
    t.debit = Account::payable;
    t.credit = Account::in_transit;
    t.amount = Money::fen(fen);
    return t;
}

// The ledger's passes that do not hold. Entries of these tests belong to no run, which passes of others would say.
inline std::vector<std::string> broken_in_ledger(Office& office) {
    auto broken = office.broken_passes();
    std::erase_if(broken, [](const std::string& pass) { return !pass.starts_with("ledger."); });
    return broken;
}

inline Money balance(Office& office, Account account) {
    for (const auto& line : ledger::trial_balance(office.sql(), office.county()))
        if (line.account == account) return difference(line.totals.debits, line.totals.credits);
    return {};
}

}  // namespace mingzhang::test
