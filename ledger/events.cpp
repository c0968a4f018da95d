// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/events.hpp"

#include <algorithm>
#include <array>

#include "base/values/check.hpp"

namespace mingzhang::ledger {

namespace {

const std::array<Text, 21>& names() {
    static const std::array<Text, 21> entries{{{"指标下达", "funds received"},
                                               {"应发", "due"},
                                               {"拨付", "sent to the bank"},
                                               {"到账", "paid"},
                                               {"退汇", "returned"},
                                               {"退汇补发", "issued again"},
                                               {"退回财政", "returned to the treasury"},
                                               {"追缴立案", "overpayment confirmed"},
                                               {"追缴到账", "recovered"},
                                               {"抵扣", "offset"},
                                               {"核销", "written off"},
                                               {"撤回", "withdrawn"},
                                               {"错发", "paid to another"},
                                               {"年终结转", "year end"},
                                               {"预拨与结算", "prepayment"},
                                               {"补发应发", "due for an earlier month"},
                                               {"利息", "interest"},
                                               {"不明来款", "unknown credit"},
                                               {"不明扣款", "unknown debit"},
                                               {"期初", "opening"},
                                               {"一次性应发", "due once"}}};
    return entries;
}

struct Pair {
    Event event;
    Account debit;
    Account credit;
    friend bool operator==(const Pair&, const Pair&) = default;
};

using enum Account;

constexpr std::array pairs{
    Pair{Event::funds_received, treasury_quota, appropriation},
    Pair{Event::due, assistance_expense, payable},
    Pair{Event::sent_to_bank, in_transit, treasury_quota},
    Pair{Event::paid, payable, in_transit},
    Pair{Event::returned, returned_cash, in_transit},
    Pair{Event::returned, payable, returned_open},
    Pair{Event::reissued, in_transit, returned_cash},
    Pair{Event::reissued, returned_open, payable},
    Pair{Event::returned_to_treasury, treasury_quota, returned_cash},
    Pair{Event::returned_to_treasury, returned_open, assistance_expense},
    Pair{Event::returned_to_treasury, returned_open, payable},
    Pair{Event::returned_to_treasury, returned_open, due_to_treasury},
    Pair{Event::returned_to_treasury, due_to_treasury, returned_cash},
    Pair{Event::overpayment_confirmed, recoverable, assistance_expense},
    Pair{Event::overpayment_confirmed, recoverable, due_to_treasury},
    Pair{Event::recovered, recovery_cash, recoverable},
    Pair{Event::recovered, treasury_quota, recovery_cash},
    Pair{Event::recovered, due_to_treasury, recovery_cash},
    Pair{Event::offset, payable, recoverable},
    Pair{Event::offset, due_to_treasury, treasury_quota},
    Pair{Event::written_off, assistance_expense, recoverable},
    Pair{Event::written_off, due_to_treasury, recoverable},
    Pair{Event::withdrawn, payable, assistance_expense},
    Pair{Event::paid_to_another, recoverable, payable},
    Pair{Event::year_end, appropriation, carried_forward},
    Pair{Event::year_end, carried_forward, assistance_expense},
    Pair{Event::year_end, assistance_expense, carried_forward},  // More was taken back than was spent that year.
    Pair{Event::year_end, carried_forward, treasury_quota},
    Pair{Event::prepayment, prepaid_institutions, treasury_quota},
    Pair{Event::prepayment, assistance_expense, prepaid_institutions},
    Pair{Event::prepayment, treasury_quota, prepaid_institutions},
    Pair{Event::back_due, assistance_expense, payable},
    Pair{Event::one_off_due, assistance_expense, payable},
    Pair{Event::interest, in_transit, due_to_treasury},
    Pair{Event::unknown_credit, in_transit, unexplained_credits},
    Pair{Event::unknown_debit, unexplained_debits, in_transit},
    Pair{Event::unknown_debit, in_transit, unexplained_debits},
    Pair{Event::opening, returned_cash, carried_forward},
    Pair{Event::opening, carried_forward, returned_open},
    Pair{Event::opening, recoverable, carried_forward},
    Pair{Event::opening, assistance_expense, carried_forward},
    Pair{Event::opening, carried_forward, due_to_treasury},
};

}  // namespace

Text name(Event event) {
    const auto index = static_cast<std::size_t>(event) - 1;
    MINGZHANG_CHECK(index < names().size());
    return names()[index];
}

std::optional<Event> event_from_number(std::int64_t number) {
    if (number < 1 || number > static_cast<std::int64_t>(names().size())) return std::nullopt;
    return static_cast<Event>(number);
}

unsigned needed_dimensions(Event event) {
    using namespace needs;
    constexpr unsigned funds = bank_account | source | program | budget_year;
    constexpr unsigned claim = program | division | month | household;
    switch (event) {
        case Event::funds_received:
        case Event::prepayment:
            return funds;
        case Event::due:
        case Event::back_due:
        case Event::one_off_due:
        case Event::withdrawn:
            return claim | item | budget_year;
        case Event::sent_to_bank:
        case Event::paid:
        case Event::returned:
        case Event::reissued:
            return funds | claim | item | instruction;
        case Event::returned_to_treasury:
            return claim | item | budget_year;
        case Event::overpayment_confirmed:
        case Event::written_off:
        case Event::recovered:
            return claim | budget_year;
        case Event::offset:
        case Event::paid_to_another:
            return claim;
        case Event::year_end:
            return program | budget_year;
        case Event::opening:
            return program | budget_year | division;
        case Event::interest:
            return bank_account | budget_year;
        case Event::unknown_credit:
        case Event::unknown_debit:
            return bank_account;
    }
    return 0;
}

bool moves(Event event, Account debit, Account credit) {
    // An unknown amount is explained by whatever account explains it.
    if (event == Event::unknown_credit && debit == unexplained_credits) return credit != unexplained_credits;
    if (event == Event::unknown_debit && credit == unexplained_debits) return debit != unexplained_debits;
    return std::find(pairs.begin(), pairs.end(), Pair{event, debit, credit}) != pairs.end();
}

}  // namespace mingzhang::ledger
