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
    friend bool operator==(const Totals&, const Totals&) = default;
};

// An account that would turn over, and by how much.
struct LimitBroken {
    Account account;
    Money missing;
};

// What the transfers of one command add to the balances, netted so that each balance is written once.
class NettedBalances {
public:
    void add(const Transfer& transfer);

    // Adds them to the stored balances; gives the first never-negative account that would turn over.
    [[nodiscard]] std::optional<LimitBroken> write(soci::session& sql, County county) const;

    [[nodiscard]] const std::map<BalanceKey, Totals>& all() const noexcept { return totals_; }

private:
    std::map<BalanceKey, Totals> totals_;
};

struct TrialBalanceLine {
    Account account;
    Totals totals;
};

// Every account with a posting, in the order of the plan; debits equal credits over all of them.
[[nodiscard]] std::vector<TrialBalanceLine> trial_balance(soci::session& sql, County county);

// What the treasury quota holds for a program and budget year on one of the office's accounts, by source.
[[nodiscard]] std::map<FundSource, Money> quota_held(soci::session& sql, County county, std::int64_t bank_account,
                                                     Program program, int budget_year);

// The same over all of the office's accounts and sources.
[[nodiscard]] Money quota_held(soci::session& sql, County county, Program program, int budget_year);

}  // namespace mingzhang::ledger
