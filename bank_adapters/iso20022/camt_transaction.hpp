// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/iso20022/camt_party.hpp"
#include "bank_adapters/statement.hpp"
#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::iso20022 {

// Gathers one TxDtls, leaf by leaf, and makes a transaction of it.
//
// Its amount is one of its own, never the entry's. Where currencies differ it is the one in the entry's: banks put the
// payment's currency into Amt or into TxAmt, some one way and some the other (odoo/odoo#69107 against
// OCA/bank-statement-import#385), and only amounts of the account's currency add up to the entry. InstdAmt, what was
// ordered before charges, counts where there is nothing else.
class CamtTransaction {
public:
    // What a transaction takes over from its entry and its statement.
    struct Surroundings {
        int sign = 1;
        bool is_reversal = false;
        std::string_view currency;
        std::string_view own_account;
    };

    // `path` from TxDtls on: "Refs/EndToEndId". What is not of interest is read past. `currency` is that of an amount.
    [[nodiscard]] Result<void, StatementFaultKind> take(std::string_view path, std::string_view text,
                                                        std::string_view currency);
    // The direction is the entry's where the transaction names none of its own.
    [[nodiscard]] Result<EntryTransaction, StatementFaultKind> finish(const Surroundings& entry) const;

private:
    // In the order in which they count.
    enum AmountPlace : std::uint8_t { of_its_own, of_payment, of_counter_value, of_order, amount_places };

    [[nodiscard]] bool take_text(std::string_view path, std::string_view text);
    [[nodiscard]] std::optional<CurrencyAmount> amount_in(std::string_view currency) const;
    [[nodiscard]] const CamtParty& other_party(int sign, const Surroundings& entry) const;

    std::array<std::optional<CurrencyAmount>, amount_places> amounts_;
    std::optional<int> sign_;
    std::string end_to_end_id_;
    std::string bank_reference_;
    std::string transaction_id_;
    std::string instruction_id_;
    std::string return_reason_;
    std::string return_text_;
    std::string text_;
    CamtParty debtor_;
    CamtParty creditor_;
};

}  // namespace mingzhang::bank::iso20022
