// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "reports/trial_balance.hpp"

#include "base/commands/command.hpp"
#include "ledger/balances.hpp"

namespace mingzhang::reports {

namespace {

Result<void, Refusal> push_trial_balance(store::Store& store, County county, ledger::Moment moment, RowSink& sink) {
    return reading(store, [&]() -> Result<void, Refusal> {
        for (const ledger::TrialBalanceLine& line : ledger::trial_balance(store.sql(), county, moment)) {
            const Money over = difference(line.totals.debits, line.totals.credits);
            const bool is_debit = over >= Money{};
            const Money balance = is_debit ? over : difference(Money{}, over);
            const std::array cells{Cell{std::to_string(static_cast<int>(line.account))},
                                   Cell{ledger::info(line.account).name},
                                   Cell{line.totals.debits},
                                   Cell{line.totals.credits},
                                   Cell{is_debit ? balance : Money{}},
                                   Cell{is_debit ? Money{} : balance}};
            if (auto sent = sink.row(cells); !sent) return sent;
        }
        return {};
    });
}

}  // namespace

Table trial_balance_table(store::Store& store, County county, ledger::Moment moment, const std::string& as_of) {
    return {{{"试算平衡表", "Trial balance"},
             as_of.empty() ? decltype(TableHead::parameters){}
                           : decltype(TableHead::parameters){{{"截至", "As of"}, as_of}},
             {{"account", {"科目", "Account"}},
              {"name", {"名称", "Name"}},
              {"debits", {"借方发生额", "Debits"}, CellKind::money, /*summed=*/true},
              {"credits", {"贷方发生额", "Credits"}, CellKind::money, /*summed=*/true},
              {"debit_balance", {"借方余额", "Debit balance"}, CellKind::money, /*summed=*/true},
              {"credit_balance", {"贷方余额", "Credit balance"}, CellKind::money, /*summed=*/true}}},
            [&store, county, moment](RowSink& sink) { return push_trial_balance(store, county, moment, sink); }};
}

}  // namespace mingzhang::reports
