// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <compare>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"
#include "ledger/moment.hpp"
#include "ledger/transfer.hpp"

namespace soci {
class session;
}

namespace mingzhang::ledger {

// What a balance is kept by: money accounts by bank account and fund source, claims by division; by budget year where
// the plan says so.
struct BalanceKey {
    Account account;
    std::int64_t bank_account = 0;
    int source = 0;
    int program = 0;
    int budget_year = 0;
    std::int64_t division = 0;
    friend auto operator<=>(const BalanceKey&, const BalanceKey&) = default;
};
[[nodiscard]] BalanceKey balance_key(Account account, const Dimensions& dimensions);

struct Totals {
    Money debits;
    Money credits;
    Money pending_debits = {};  // Of pending transfers: not moved yet, but spoken for.
    Money pending_credits = {};
    friend bool operator==(const Totals&, const Totals&) = default;
};

// What may still be taken from an account: its balance less what is pending out of it.
[[nodiscard]] Money available(Account account, const Totals& totals);

// An account that would turn over, and by how much.
struct LimitBroken {
    Account account;
    Money missing;
};

// What the transfers of one command add to the balances, netted so that each balance is written once.
class NettedBalances {
public:
    void add(const Transfer& transfer);
    void add_pending(const Transfer& transfer);  // A pending transfer begins,
    void end_pending(const Transfer& transfer);  // and ends.

    // Adds them to the stored balances; gives the first never-negative account that would turn over. What is pending
    // out of an account is no longer there to be taken.
    [[nodiscard]] std::optional<LimitBroken> write(soci::session& sql, County county) const;

    [[nodiscard]] const std::map<BalanceKey, Totals>& all() const noexcept { return totals_; }

private:
    std::map<BalanceKey, Totals> totals_;
};

// For `verify`: every stored balance of every county.
void read_balances(soci::session& sql, const std::function<void(County, const BalanceKey&, const Totals&)>& each);

// Every balance of a county that something was posted to, by its key.
void read_balances(soci::session& sql, County county,
                   const std::function<void(const BalanceKey&, const Totals&)>& each);

struct TrialBalanceLine {
    Account account;
    Totals totals;
};

// Every account with a posting, in the order of the plan; debits equal credits over all of them.
[[nodiscard]] std::vector<TrialBalanceLine> trial_balance(soci::session& sql, County county);
// As of a past moment: summed from the journal up to it.
[[nodiscard]] std::vector<TrialBalanceLine> trial_balance(soci::session& sql, County county, Moment moment);

// What the treasury quota still has to give for a program and budget year on one of the office's accounts, by source:
// what it holds less what is pending out of it.
[[nodiscard]] std::map<FundSource, Money> quota_held(soci::session& sql, County county, std::int64_t bank_account,
                                                     Program program, int budget_year);

// The same over all of the office's accounts and sources.
[[nodiscard]] Money quota_held(soci::session& sql, County county, Program program, int budget_year);

}  // namespace mingzhang::ledger
