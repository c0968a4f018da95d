// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/verify.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <map>

#include "ledger/audit.hpp"
#include "ledger/verify_log.hpp"

namespace mingzhang::ledger {

namespace {

using store::PassReport;

// Debits equal credits, and 2002 (right open) never exceeds 1003 (money held).
PassReport check_trial_balance(store::Store& store) {
    PassReport report;
    std::map<std::int64_t, std::map<int, std::int64_t>> by_county;  // Debits less credits by account.
    std::int64_t county = 0, net = 0;
    int account = 0;
    soci::statement query = (store.sql().prepare << "SELECT county, account, sum(debits - credits) FROM balance "
                                                    "GROUP BY county, account",
                             soci::into(county), soci::into(account), soci::into(net));
    query.execute();
    while (query.fetch()) by_county[county][account] = net;
    for (auto& [number, accounts] : by_county) {
        std::int64_t all = 0;
        for (const auto& [a, n] : accounts) all += n;
        report.records += accounts.size();
        if (all != 0)
            report.name_broken(fmt::format("{} 县试算不平", number),
                               fmt::format("county {}: the trial balance differs", number));
        if (-accounts[static_cast<int>(Account::returned_open)] > accounts[static_cast<int>(Account::returned_cash)])
            report.name_broken(
                fmt::format("{} 县退汇待补发大于退汇暂存", number),
                fmt::format("county {}: returns to be paid again exceed the cash held for them", number));
    }
    return report;
}

// One walk through the journal, and its six answers.
std::vector<PassReport> walk_journal(store::Store& store) {
    soci::session& sql = store.sql();
    JournalAudit audit;
    audit.walk(sql);
    return {audit.entries(),
            audit.balances(sql),
            audit.limits(),
            audit.items(),
            audit.pendings(),
            audit.budgets(sql),
            check_log(sql, audit.take_roots())};
}

}  // namespace

std::vector<store::VerifySweep> verify_sweeps() {
    return {{{
                 {"ledger.entries",
                  {"每笔分录金额为正、科目与事项相符", "entries are above zero and move what their event moves"}},
                 {"ledger.balances", {"余额等于分录合计", "balances are the sums of their entries"}},
                 {"ledger.limits", {"账户从未透支", "no account was ever overdrawn"}},
                 {"ledger.items", {"每笔应付未多冲减", "no payable was settled for more than it owes"}},
                 {"ledger.pending",
                  {"预占各结束一次，入账不超过预占", "pending entries end once and post no more than they hold"}},
                 {"ledger.budget", {"到账从未超过指标", "no budget line was ever exceeded"}},
                 {"ledger.log", {"日志叶子逐条重算", "leaves of the log, hashed anew"}},
             },
             walk_journal}};
}

std::vector<store::VerifyPass> verify_passes() {
    return {
        {"ledger.trial_balance", {"试算平衡", "the trial balance is zero"}, check_trial_balance},
        {"ledger.seals", {"关账封存", "seals of closed periods"}, check_seals},
    };
}

}  // namespace mingzhang::ledger
