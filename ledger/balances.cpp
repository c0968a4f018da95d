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

void NettedBalances::add_pending(const Transfer& t) {
    Totals& debit = totals_[balance_key(t.debit, t.dimensions)];
    debit.pending_debits = sum(debit.pending_debits, t.amount);
    Totals& credit = totals_[balance_key(t.credit, t.dimensions)];
    credit.pending_credits = sum(credit.pending_credits, t.amount);
}

void NettedBalances::end_pending(const Transfer& t) {
    Totals& debit = totals_[balance_key(t.debit, t.dimensions)];
    debit.pending_debits = difference(debit.pending_debits, t.amount);
    Totals& credit = totals_[balance_key(t.credit, t.dimensions)];
    credit.pending_credits = difference(credit.pending_credits, t.amount);
}

Money available(Account account, const Totals& t) {
    return info(account).normal_side == Side::debit ? difference(difference(t.debits, t.credits), t.pending_credits)
                                                    : difference(difference(t.credits, t.debits), t.pending_debits);
}

std::optional<LimitBroken> NettedBalances::write(soci::session& sql, County county) const {
    int account = 0;
    BalanceKey key{Account::treasury_quota};
    std::int64_t debits = 0, credits = 0, pending_debits = 0, pending_credits = 0;
    std::int64_t all_debits = 0, all_credits = 0, all_pending_debits = 0, all_pending_credits = 0;
    soci::statement upsert =
        (sql.prepare << "INSERT INTO balance (county, account, bank_account, source, program, budget_year, division, "
                        "debits, credits, pending_debits, pending_credits) VALUES (:county, :account, :bank_account, "
                        ":source, :program, :budget_year, :division, :debits, :credits, :pending_debits, "
                        ":pending_credits) ON CONFLICT (county, account, bank_account, source, program, budget_year, "
                        "division) DO UPDATE SET debits = balance.debits + excluded.debits, "
                        "credits = balance.credits + excluded.credits, "
                        "pending_debits = balance.pending_debits + excluded.pending_debits, "
                        "pending_credits = balance.pending_credits + excluded.pending_credits "
                        "RETURNING debits, credits, pending_debits, pending_credits",
         soci::use(county.number), soci::use(account), soci::use(key.bank_account), soci::use(key.source),
         soci::use(key.program), soci::use(key.budget_year), soci::use(key.division), soci::use(debits),
         soci::use(credits), soci::use(pending_debits), soci::use(pending_credits), soci::into(all_debits),
         soci::into(all_credits), soci::into(all_pending_debits), soci::into(all_pending_credits));
    std::optional<LimitBroken> broken;
    for (const auto& [k, totals] : totals_) {
        key = k;
        account = static_cast<int>(k.account);
        debits = totals.debits.fen();
        credits = totals.credits.fen();
        pending_debits = totals.pending_debits.fen();
        pending_credits = totals.pending_credits.fen();
        upsert.execute(true);
        if (!info(k.account).never_negative || broken) continue;
        const Money left = available(k.account, {Money::fen(all_debits), Money::fen(all_credits),
                                                 Money::fen(all_pending_debits), Money::fen(all_pending_credits)});
        if (left < Money{}) broken = LimitBroken{k.account, difference({}, left)};
    }
    return broken;
}

void read_balances(soci::session& sql, const std::function<void(County, const BalanceKey&, const Totals&)>& each) {
    County county;
    std::int64_t debits = 0, credits = 0, pending_debits = 0, pending_credits = 0;
    int account = 0;
    BalanceKey key{Account::treasury_quota};
    soci::statement query =
        (sql.prepare
             << "SELECT county, account, bank_account, source, program, budget_year, division, debits, credits, "
                "pending_debits, pending_credits FROM balance",
         soci::into(county.number), soci::into(account), soci::into(key.bank_account), soci::into(key.source),
         soci::into(key.program), soci::into(key.budget_year), soci::into(key.division), soci::into(debits),
         soci::into(credits), soci::into(pending_debits), soci::into(pending_credits));
    query.execute();
    while (query.fetch()) {
        key.account = static_cast<Account>(account);
        each(county, key,
             {Money::fen(debits), Money::fen(credits), Money::fen(pending_debits), Money::fen(pending_credits)});
    }
}

void read_balances(soci::session& sql, County county,
                   const std::function<void(const BalanceKey&, const Totals&)>& each) {
    int account = 0;
    BalanceKey key{Account::treasury_quota};
    std::int64_t debits = 0;
    std::int64_t credits = 0;
    soci::statement query =
        (sql.prepare << "SELECT account, bank_account, source, program, budget_year, division, debits, credits "
                        "FROM balance WHERE county = :county AND (debits <> 0 OR credits <> 0) "
                        "ORDER BY account, bank_account, source, program, budget_year, division",
         soci::use(county.number), soci::into(account), soci::into(key.bank_account), soci::into(key.source),
         soci::into(key.program), soci::into(key.budget_year), soci::into(key.division), soci::into(debits),
         soci::into(credits));
    query.execute();
    while (query.fetch()) {
        const auto known = account_from_number(account);
        MINGZHANG_CHECK(known.has_value());
        key.account = *known;
        each(key, {Money::fen(debits), Money::fen(credits)});
    }
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

std::vector<TrialBalanceLine> trial_balance(soci::session& sql, County county, Moment moment) {
    if (moment.is_now()) return trial_balance(sql, county);
    std::map<Account, Totals> totals;
    int debit = 0, credit = 0;
    std::int64_t amount = 0;
    soci::statement query =
        (sql.prepare
             << "SELECT debit, credit, sum(amount) FROM transfer WHERE county = :county AND command <= :command "
                "GROUP BY debit, credit",
         soci::use(county.number), soci::use(moment.command), soci::into(debit), soci::into(credit),
         soci::into(amount));
    query.execute();
    while (query.fetch()) {
        const auto from = account_from_number(credit), to = account_from_number(debit);
        MINGZHANG_CHECK(from && to);
        totals[*to].debits = sum(totals[*to].debits, Money::fen(amount));
        totals[*from].credits = sum(totals[*from].credits, Money::fen(amount));
    }
    std::vector<TrialBalanceLine> lines;
    for (const auto& [account, of] : totals) lines.push_back({account, of});
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
        (sql.prepare << "SELECT source, sum(debits - credits - pending_credits) FROM balance WHERE county = :county "
                        "AND account = :account "
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
    sql << "SELECT coalesce(sum(debits - credits - pending_credits), 0) FROM balance WHERE county = :county AND "
           "account = :account "
           "AND program = :program AND budget_year = :year",
        soci::use(county.number), soci::use(quota), soci::use(program_number), soci::use(budget_year),
        soci::into(amount);
    return Money::fen(amount);
}

}  // namespace mingzhang::ledger
