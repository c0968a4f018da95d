// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "bank_adapters/layouts/layout.hpp"
#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"

// The office's own accounts: what payments are drawn on, and how the bank of each wants its files.
namespace mingzhang::batches {

struct NewBankAccount {
    County county;
    std::string name;       // What the office calls it: 农商行零余额户.
    std::string bank_code;  // Households whose bank code this is are paid from it: "rcb".
    std::string layout;     // The name of a delivered layout; with `layout_toml`, whatever name the text has.
    AccountNumber account;
    std::string account_name;
    std::string layout_toml = {};  // The text of the office's own layout file; empty: the delivered one.
    // Asked for by some layouts only.
    std::string merchant = {};     // Our number with the bank (单位编号).
    std::string branch_code = {};  // 联行号 of the branch.
    std::string branch_name = {};  // 开户行.
    std::string region = {};       // 地区码.
};

// Why an account was not added. Checked in this order.
enum class AddBankAccountRefusal : std::uint8_t { name_missing, bank_code_missing, unknown_layout, account_known };
[[nodiscard]] RefusalWords words(AddBankAccountRefusal reason);

// `bank-account add`. The answer gives `bank_account`, its number within the county.
[[nodiscard]] Result<Answer, Refusal> add_bank_account(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                       const NewBankAccount& account, const std::string& key);

struct BankAccount {
    std::int64_t number = 0;
    std::string name;
    std::string bank_code;
    std::string layout;
    std::string layout_toml;     // Empty: a delivered layout.
    std::string account_masked;  // "****1234"
    std::string account_name;
    std::string merchant;
    std::string branch_code;
    std::string branch_name;
    std::string region;
};

// Why an account of the office cannot be used. Checked in this order.
enum class BankAccountRefusal : std::uint8_t { unknown_account, layout_gone, cannot_be_opened };
[[nodiscard]] RefusalWords words(BankAccountRefusal reason);

// Accounts with the layouts that were in force when a command was carried out: `Batch::command` asks for those a batch
// was made by.
inline constexpr std::int64_t as_of_now = std::numeric_limits<std::int64_t>::max();
[[nodiscard]] std::vector<BankAccount> read_bank_accounts(soci::session& sql, County county,
                                                          std::int64_t as_of = as_of_now);  // By number.
[[nodiscard]] Result<BankAccount, Refusal> find_bank_account(soci::session& sql, County county, std::int64_t number,
                                                             std::int64_t as_of = as_of_now);

// What a layout needs of the account in its file names is there; gives the layout's name. Asked for when the account
// gets the layout, rather than on the day of payment.
[[nodiscard]] Result<std::string, Refusal> check_layout(const NewBankAccount& account);

// The account number in full: only for what goes to the bank.
[[nodiscard]] Result<AccountNumber, Refusal> open_bank_account(soci::session& sql, const crypto::Sealer& sealer,
                                                               County county, std::int64_t number);

// How the bank of this account wants its files.
[[nodiscard]] Result<bank::layouts::Layout, Refusal> layout_of(const BankAccount& account);

}  // namespace mingzhang::batches
