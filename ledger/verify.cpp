// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/verify.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <map>

#include "ledger/balances.hpp"
#include "ledger/read_transfers.hpp"
#include "ledger/verify_log.hpp"

namespace mingzhang::ledger {

namespace {

using store::PassReport;

void break_entry(PassReport& report, CommandId command, std::int64_t ordinal, std::string_view zh,
                 std::string_view en) {
    report.name_broken(
        fmt::format("{} 县第 {} 号命令第 {} 笔：{}", command.county.number, command.number, ordinal, zh),
        fmt::format("county {}, command {}, entry {}: {}", command.county.number, command.number, ordinal, en));
}

// Every transfer is above zero and moves what its event moves; ordinals run without a gap.
PassReport check_entries(store::Store& store) {
    PassReport report;
    CommandId last{};
    std::int64_t expected = 1;
    read_transfers(
        store.sql(),
        [&](const StoredTransfer& row) {
            const Transfer& t = row.transfer;
            ++report.records;
            if (row.command != last) expected = 1;
            if (row.ordinal != expected)
                break_entry(report, row.command, row.ordinal, "序号不连续", "ordinals have a gap");
            last = row.command;
            expected = row.ordinal + 1;
            if (!t.amount.is_positive())
                break_entry(report, row.command, row.ordinal, "金额不为正", "amount not above zero");
            const bool reversal = t.reverses_command != 0;
            if (!(reversal ? moves(t.event, t.credit, t.debit) : moves(t.event, t.debit, t.credit)))
                break_entry(report, row.command, row.ordinal, "科目与事项不符", "accounts do not fit the event");
        },
        [&](CommandId command, std::int64_t ordinal) {
            break_entry(report, command, ordinal, "科目或事项不存在", "no such account or event");
        });
    return report;
}

using CountyBalances = std::map<std::pair<std::int64_t, BalanceKey>, Totals>;

CountyBalances stored_balances(soci::session& sql) {
    CountyBalances balances;
    std::int64_t county = 0, debits = 0, credits = 0;
    int account = 0;
    BalanceKey key{Account::treasury_quota};
    soci::statement query =
        (sql.prepare << "SELECT county, account, bank_account, source, program, budget_year, division, debits, credits "
                        "FROM balance",
         soci::into(county), soci::into(account), soci::into(key.bank_account), soci::into(key.source),
         soci::into(key.program), soci::into(key.budget_year), soci::into(key.division), soci::into(debits),
         soci::into(credits));
    query.execute();
    while (query.fetch()) {
        key.account = static_cast<Account>(account);
        balances[{county, key}] = {Money::fen(debits), Money::fen(credits)};
    }
    return balances;
}

// The stored balances are the sums of the journal, to the fen, and nothing else.
PassReport check_balances(store::Store& store) {
    PassReport report;
    std::map<std::int64_t, NettedBalances> derived;
    read_transfers(
        store.sql(), [&](const StoredTransfer& row) { derived[row.command.county.number].add(row.transfer); },
        [](CommandId, std::int64_t) {});
    CountyBalances expected;
    for (const auto& [county, balances] : derived)
        for (const auto& [key, totals] : balances.all()) expected[{county, key}] = totals;

    const CountyBalances stored = stored_balances(store.sql());
    report.records = stored.size();
    const auto differs = [&](std::int64_t county, const BalanceKey& key) {
        report.name_broken(
            fmt::format("{} 县科目 {}（项目 {}，区划 {}）的余额与分录合计不符", county, static_cast<int>(key.account),
                        key.program, key.division),
            fmt::format("county {}, account {} (program {}, division {}): the balance is not the sum of its entries",
                        county, static_cast<int>(key.account), key.program, key.division));
    };
    for (const auto& [key, totals] : expected) {
        const auto found = stored.find(key);
        if (found == stored.end() || found->second != totals) differs(key.first, key.second);
    }
    for (const auto& [key, totals] : stored)
        if (!expected.contains(key)) differs(key.first, key.second);
    return report;
}

// Accounts that may not turn over never did, in the order things were posted.
PassReport check_limits(store::Store& store) {
    PassReport report;
    std::map<std::pair<std::int64_t, BalanceKey>, std::int64_t> held;
    std::vector<std::pair<std::pair<std::int64_t, BalanceKey>, CommandId>> touched;
    CommandId last{};
    const auto settle = [&] {  // Limits hold after each command, not between its entries.
        for (const auto& [key, command] : touched)
            if (held[key] < 0)
                break_entry(report, command, 0, fmt::format("科目 {} 透支", static_cast<int>(key.second.account)),
                            fmt::format("account {} turned over", static_cast<int>(key.second.account)));
        touched.clear();
    };
    read_transfers(
        store.sql(),
        [&](const StoredTransfer& row) {
            if (row.command != last) settle();
            last = row.command;
            ++report.records;
            for (const Side side : {Side::debit, Side::credit}) {
                const Account account = side == Side::debit ? row.transfer.debit : row.transfer.credit;
                if (!info(account).never_negative) continue;
                const std::pair key{row.command.county.number, balance_key(account, row.transfer.dimensions)};
                held[key] += info(account).normal_side == side ? row.transfer.amount.fen() : -row.transfer.amount.fen();
                if (info(account).normal_side != side) touched.emplace_back(key, row.command);
            }
        },
        [](CommandId, std::int64_t) {});
    settle();
    return report;
}

// No payable was settled for more than it owes.
PassReport check_items(store::Store& store) {
    PassReport report;
    std::int64_t county = 0, run = 0, line = 0, open = 0;
    soci::statement query =
        (store.sql().prepare << "SELECT county, run, line, sum(CASE WHEN credit = 2001 THEN amount WHEN debit = 2001 "
                                "THEN -amount ELSE 0 END) AS open FROM transfer WHERE run > 0 AND line > 0 "
                                "GROUP BY county, run, line",
         soci::into(county), soci::into(run), soci::into(line), soci::into(open));
    query.execute();
    while (query.fetch()) {
        ++report.records;
        if (open < 0)
            report.name_broken(
                fmt::format("{} 县第 {} 次发放第 {} 行多冲减了 {} 元", county, run, line, to_yuan(Money::fen(-open))),
                fmt::format("county {}, run {}, line {} was settled for {} yuan too much", county, run, line,
                            to_yuan(Money::fen(-open))));
    }
    return report;
}

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

}  // namespace

std::vector<store::VerifyPass> verify_passes() {
    return {
        {"ledger.entries",
         {"每笔分录金额为正、科目与事项相符", "entries are above zero and move what their event moves"},
         check_entries},
        {"ledger.balances", {"余额等于分录合计", "balances are the sums of their entries"}, check_balances},
        {"ledger.limits", {"账户从未透支", "no account was ever overdrawn"}, check_limits},
        {"ledger.items", {"每笔应付未多冲减", "no payable was settled for more than it owes"}, check_items},
        {"ledger.trial_balance", {"试算平衡", "the trial balance is zero"}, check_trial_balance},
        {"ledger.log", {"日志叶子逐条重算", "leaves of the log, hashed anew"}, check_log},
        {"ledger.seals", {"关账封存", "seals of closed periods"}, check_seals},
    };
}

}  // namespace mingzhang::ledger
