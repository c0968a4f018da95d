// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/statement.hpp"
#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::iso20022 {

// Gathers one TxDtls, leaf by leaf, and makes a transaction of it.
class CamtTransaction {
public:
    // `path` from TxDtls on: "Refs/EndToEndId". What is not of interest is read past. `currency` is that of an amount.
    [[nodiscard]] Result<void, StatementFaultKind> take(std::string_view path, std::string_view text,
                                                        std::string_view currency);
    // The direction is the entry's where the transaction names none of its own.
    [[nodiscard]] EntryTransaction finish(int entry_sign, bool entry_is_reversal) const;

private:
    struct Party {
        std::string name;
        std::string account;
    };
    [[nodiscard]] bool take_text(std::string_view path, std::string_view text);
    [[nodiscard]] const Party& other_party(int sign, bool is_return) const;

    std::optional<CurrencyAmount> amount_;              // Amt
    std::optional<CurrencyAmount> transaction_amount_;  // AmtDtls/TxAmt
    std::optional<int> sign_;
    std::string end_to_end_id_;
    std::string bank_reference_;
    std::string transaction_id_;
    std::string instruction_id_;
    std::string return_reason_;
    std::string return_text_;
    std::string text_;
    Party debtor_;
    Party creditor_;
};

}  // namespace mingzhang::bank::iso20022
