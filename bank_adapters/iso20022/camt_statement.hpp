// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/iso20022/camt_balances.hpp"
#include "bank_adapters/iso20022/camt_transaction.hpp"
#include "bank_adapters/statement.hpp"
#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::iso20022 {

// Makes a statement out of one Stmt, Rpt or Ntfctn as its elements come, and hands entries and transactions on at once.
// Paths are counted from that element on: "Ntry/Amt". On a fault it is of no more use.
class CamtStatement {
public:
    // `sink` must outlive it. `page` is what the whole message says of its pages.
    CamtStatement(StatementSink& sink, const CamtPage& page);

    using Done = Result<void, StatementFaultKind>;
    [[nodiscard]] Done open(std::string_view path);
    [[nodiscard]] Done take(std::string_view path, std::string_view text, std::string_view currency);
    [[nodiscard]] Done close(std::string_view path);  // An element with children, or an empty one.
    [[nodiscard]] Done finish();

private:
    struct RawBalance {
        std::string type;
        Balance balance;
        bool has_amount = false;
        std::optional<int> sign;
    };
    struct RawEntry {
        StatementEntry entry;
        std::string bank_reference;
        std::string own_reference;  // NtryRef
        bool has_amount = false;
        bool handed_out = false;
        std::optional<int> sign;
    };

    [[nodiscard]] Done take_balance(std::string_view path, std::string_view text, std::string_view currency);
    [[nodiscard]] Done take_entry(std::string_view path, std::string_view text, std::string_view currency);
    [[nodiscard]] Done take_head(std::string_view path, std::string_view text);
    [[nodiscard]] Done hand_out_transaction();
    [[nodiscard]] Done hand_out_entry();
    [[nodiscard]] Done add_balance();
    [[nodiscard]] std::string_view currency_or_own(std::string_view currency) const;

    StatementSink& sink_;
    Statement statement_;
    BestText account_;
    CamtPage page_;
    CamtBalances balances_;
    BalanceProof proof_;
    RawBalance balance_;
    RawEntry entry_;
    CamtTransaction transaction_;
};

}  // namespace mingzhang::bank::iso20022
