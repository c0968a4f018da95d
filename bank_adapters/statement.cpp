// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/statement.hpp"

#include "base/values/check.hpp"

namespace mingzhang::bank {

std::string_view code(EntryStatus status) noexcept {
    switch (status) {
        case EntryStatus::booked:
            return "booked";
        case EntryStatus::pending:
            return "pending";
        case EntryStatus::info:
            return "info";
    }
    return {};
}

void CollectingSink::transaction(const EntryTransaction& transaction) {
    MINGZHANG_CHECK(!entries_.empty());
    entries_.back().transactions.push_back(transaction);
}

void CollectingSink::end(const Statement& statement) {
    statements_.push_back(statement);
    statements_.back().entries = std::exchange(entries_, {});
}

bool BalanceProof::add(const StatementEntry& entry) noexcept {
    if (entry.status != EntryStatus::booked) return true;
    if (any_ && entry.amount.currency != currency_) mixed_ = true;
    any_ = true;
    currency_ = entry.amount.currency;
    const auto sum = add_units(booked_, entry.amount.units);
    if (!sum) return false;
    booked_ = *sum;
    return true;
}

std::optional<bool> BalanceProof::holds(const Statement& statement) const noexcept {
    if (!statement.opening || !statement.closing) return std::nullopt;
    const CurrencyAmount& opening = statement.opening->amount;
    const CurrencyAmount& closing = statement.closing->amount;
    if (opening.currency != closing.currency || mixed_ || (any_ && currency_ != opening.currency)) return std::nullopt;
    const auto sum = add_units(opening.units, booked_);
    return sum && *sum == closing.units;
}

}  // namespace mingzhang::bank
