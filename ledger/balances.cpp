// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/balances.hpp"

#include <soci/soci.h>

#include "base/values/check.hpp"

namespace mingzhang::ledger {

BalanceKey balance_key(Account account, const Dimensions& d) {
    const bool money = info(account).holds_money;
    return {account,
            money ? d.bank_account : 0,
            money && d.source ? static_cast<int>(*d.source) : 0,
            d.program ? static_cast<int>(*d.program) : 0,
            info(account).by_year ? d.budget_year : 0,
            money ? 0 : d.division};
}

void NettedBalances::add(const Transfer& t) {
    Totals& debit = totals_[balance_key(t.debit, t.dimensions)];
    debit.debits = sum(debit.debits, t.amount);
    Totals& credit = totals_[balance_key(t.credit, t.dimensions)];
    credit.credits = sum(credit.credits, t.amount);
}

std::optional<LimitBroken> NettedBalances::write(soci::session& sql, County county) const {
    int account = 0;
    BalanceKey key{Account::treasury_quota};
    std::int64_t debits = 0;
    std::int64_t credits = 0;
    std::int64_t all_debits = 0;
    std::int64_t all_credits = 0;
    soci::statement upsert =
        (sql.prepare << "INSERT INTO balance (county, account, bank_account, source, program, budget_year, division, "
                        "debits, credits) VALUES (:county, :account, :bank_account, :source, :program, :budget_year, "
                        ":division, :debits, :credits) ON CONFLICT (county, account, bank_account, source, program, "
                        "budget_year, division) DO UPDATE SET debits = balance.debits + excluded.debits, "
                        "credits = balance.credits + excluded.credits RETURNING debits, credits",
         soci::use(county.number), soci::use(account), soci::use(key.bank_account), soci::use(key.source),
         soci::use(key.program), soci::use(key.budget_year), soci::use(key.division), soci::use(debits),
         soci::use(credits), soci::into(all_debits), soci::into(all_credits));
    std::optional<LimitBroken> broken;
    for (const auto& [k, totals] : totals_) {
        key = k;
        account = static_cast<int>(k.account);
        debits = totals.debits.fen();
        credits = totals.credits.fen();
        upsert.execute(true);
        const AccountInfo& plan = info(k.account);
        const std::int64_t normal =
            plan.normal_side == Side::debit ? all_debits - all_credits : all_credits - all_debits;
        if (plan.never_negative && normal < 0 && !broken) broken = LimitBroken{k.account, Money::fen(-normal)};
    }
    return broken;
}

std::vector<TrialBalanceLine> trial_balance(soci::session& sql, County county) {
    std::vector<TrialBalanceLine> lines;
    int account = 0;
    std::int64_t debits = 0;
    std::int64_t credits = 0;
    soci::statement query =
        (sql.prepare << "SELECT account, sum(debits), sum(credits) FROM balance WHERE county = :county "
                        "GROUP BY account ORDER BY account",
         soci::use(county.number), soci::into(account), soci::into(debits), soci::into(credits));
    query.execute();
    while (query.fetch()) {
        const auto known = account_from_number(account);
        MINGZHANG_CHECK(known.has_value());
        lines.push_back({*known, {Money::fen(debits), Money::fen(credits)}});
    }
    return lines;
}

std::map<FundSource, Money> quota_held(soci::session& sql, County county, std::int64_t bank_account, Program program,
                                       int budget_year) {
    std::map<FundSource, Money> held;
    const int quota = static_cast<int>(Account::treasury_quota);
    const int program_number = static_cast<int>(program);
    int source = 0;
    std::int64_t amount = 0;
    soci::statement query =
        (sql.prepare
             << "SELECT source, sum(debits - credits) FROM balance WHERE county = :county AND account = :account "
                "AND bank_account = :bank_account AND program = :program AND budget_year = :year "
                "GROUP BY source ORDER BY source",
         soci::use(county.number), soci::use(quota), soci::use(bank_account), soci::use(program_number),
         soci::use(budget_year), soci::into(source), soci::into(amount));
    query.execute();
    while (query.fetch()) held[static_cast<FundSource>(source)] = Money::fen(amount);
    return held;
}

Money quota_held(soci::session& sql, County county, Program program, int budget_year) {
    const int quota = static_cast<int>(Account::treasury_quota);
    const int program_number = static_cast<int>(program);
    std::int64_t amount = 0;
    sql << "SELECT coalesce(sum(debits - credits), 0) FROM balance WHERE county = :county AND account = :account "
           "AND program = :program AND budget_year = :year",
        soci::use(county.number), soci::use(quota), soci::use(program_number), soci::use(budget_year),
        soci::into(amount);
    return Money::fen(amount);
}

}  // namespace mingzhang::ledger
