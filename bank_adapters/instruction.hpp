// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/values/clock.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"

namespace mingzhang::bank {

// One order to a bank: pay this amount to this account. The currency is always yuan (CNY).
struct Instruction {
    std::uint64_t number = 0;  // Its place in the file, from 1 without gaps.
    std::string serial;        // Our own text for the bank, never used twice: "B12-000345". Outcomes are matched by it.
    AccountNumber account;
    std::string name;  // Account holder (户名).
    Money amount;
    std::string memo;  // What the passbook shows (摘要).

    // Asked for by some banks only; empty where not known.
    std::optional<IdNumber> id_number = std::nullopt;
    std::string phone = {};
    std::string bank_code = {};  // 联行号, 12 digits, or the bank's own code.
    std::string bank_name = {};  // 开户行.
    std::string bank_province = {};
    std::string bank_city = {};
    std::string bank_branch = {};

    friend bool operator==(const Instruction&, const Instruction&) = default;
};

// What a file says about itself as a whole, once or on every row. A layout names the fields it needs; a needed field
// left empty is refused, never guessed.
struct FileHead {
    std::string merchant;     // Our number with the bank: merchant, agreement or unit number (单位编号).
    std::uint64_t batch = 0;  // Number of the batch as the bank sees it; zero: none.
    std::optional<Date> date = std::nullopt;
    std::optional<AccountNumber> payer_account = std::nullopt;
    std::string payer_name = {};
    std::string payer_bank_code = {};
    std::string payer_bank_name = {};
    std::string payer_region = {};  // 地区码, as the bank numbers places.
    std::string program = {};       // What the file is for: "城市低保".
    std::uint64_t count = 0;        // Rows and their sum. Declared here because some layouts write them first.
    Money total = {};
    std::optional<Instant> created_at = std::nullopt;  // When the batch was made; messages tell it.

    friend bool operator==(const FileHead&, const FileHead&) = default;
};

// A payment file held in memory.
struct PaymentFile {
    FileHead head;
    std::vector<Instruction> instructions;

    friend bool operator==(const PaymentFile&, const PaymentFile&) = default;
};

}  // namespace mingzhang::bank
