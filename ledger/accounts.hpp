// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/values/text.hpp"

namespace mingzhang::ledger {

// The account plan (docs/glossary.md; a model: statutory names differ from place to place). Numbers are stored.
enum class Account : std::int16_t {
    treasury_quota = 1001,        // 零余额用款额度/国库
    in_transit = 1002,            // 代发银行在途
    returned_cash = 1003,         // 退汇暂存: money of returns still held
    recovery_cash = 1004,         // 追缴专户
    prepaid_institutions = 1101,  // 预拨机构/乡镇款
    recoverable = 1201,           // 应收追缴款
    unexplained_debits = 1301,    // 待查款: bank debits not yet explained
    payable = 2001,               // 应付救助金
    returned_open = 2002,         // 退汇待补发: returns whose right to pay is open
    due_to_treasury = 2101,       // 应缴财政款
    unexplained_credits = 2201,   // 暂收款: bank credits not yet explained
    appropriation = 3001,         // 财政拨款收入
    carried_forward = 3002,       // 结转结余
    assistance_expense = 5001,    // 救助支出
};

enum class Side : std::uint8_t { debit, credit };

struct AccountInfo {
    Account account;
    Text name;
    Side normal_side;     // Where its balance normally stands.
    bool never_negative;  // Refuses a posting that would turn its balance over.
    bool holds_money;     // Kept by bank account and fund source; the others by division.
    bool by_year;         // Kept by budget year too; what people are owed outlives the year it was owed in.
};

[[nodiscard]] std::span<const AccountInfo> account_plan();
[[nodiscard]] const AccountInfo& info(Account account);
[[nodiscard]] std::optional<Account> account_from_number(std::int64_t number);

}  // namespace mingzhang::ledger
