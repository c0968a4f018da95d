// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/accounts.hpp"

#include <algorithm>
#include <array>

#include "base/values/check.hpp"

namespace mingzhang::ledger {

namespace {

constexpr bool limited = true;
constexpr bool unlimited = false;
constexpr bool money = true;
constexpr bool claim = false;
constexpr bool yearly = true;
constexpr bool lasting = false;

const std::array<AccountInfo, 14>& plan() {
    using enum Account;
    static const std::array<AccountInfo, 14> entries{{
        {treasury_quota, {"零余额用款额度", "treasury quota"}, Side::debit, limited, money, yearly},
        {in_transit, {"代发银行在途", "in transit at the paying bank"}, Side::debit, limited, money, yearly},
        {returned_cash, {"退汇暂存", "returned cash held"}, Side::debit, limited, money, yearly},
        {recovery_cash, {"追缴专户", "recovery account"}, Side::debit, limited, money, yearly},
        {prepaid_institutions, {"预拨机构款", "prepaid to institutions"}, Side::debit, limited, money, yearly},
        {recoverable, {"应收追缴款", "recoverable from payees"}, Side::debit, limited, claim, lasting},
        {unexplained_debits, {"待查款", "bank debits to be explained"}, Side::debit, limited, money, yearly},
        {payable, {"应付救助金", "assistance payable"}, Side::credit, limited, claim, lasting},
        {returned_open, {"退汇待补发", "returned, to be paid again"}, Side::credit, limited, claim, lasting},
        {due_to_treasury, {"应缴财政款", "due to the treasury"}, Side::credit, limited, money, yearly},
        {unexplained_credits, {"暂收款", "bank credits to be explained"}, Side::credit, limited, money, yearly},
        {appropriation, {"财政拨款收入", "appropriation received"}, Side::credit, unlimited, money, yearly},
        {carried_forward, {"结转结余", "carried forward"}, Side::credit, unlimited, claim, yearly},
        {assistance_expense, {"救助支出", "assistance expense"}, Side::debit, unlimited, claim, yearly},
    }};
    return entries;
}

}  // namespace

std::span<const AccountInfo> account_plan() {
    return plan();
}

const AccountInfo& info(Account account) {
    const auto found = std::find_if(plan().begin(), plan().end(), [&](const auto& i) { return i.account == account; });
    MINGZHANG_CHECK(found != plan().end());
    return *found;
}

std::optional<Account> account_from_number(std::int64_t number) {
    for (const AccountInfo& entry : plan())
        if (static_cast<std::int64_t>(entry.account) == number) return entry.account;
    return std::nullopt;
}

}  // namespace mingzhang::ledger
