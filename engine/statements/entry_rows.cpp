// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/entry_rows.hpp"

#include "base/values/check.hpp"

namespace mingzhang::statements {

namespace {

EntryPart part_of(const bank::EntryTransaction& transaction, Money otherwise) {
    EntryPart part;
    part.amount = transaction.amount ? Money::fen(transaction.amount->units) : otherwise;
    part.reference = transaction.reference;
    part.end_to_end_id = transaction.end_to_end_id;
    part.name = transaction.name;
    part.account = transaction.account;
    part.text = transaction.text;
    part.return_reason = transaction.return_reason;
    part.return_text = transaction.return_text;
    return part;
}

}  // namespace

void EntryRows::begin() {
    number_ = 0;
    begin_();
}

void EntryRows::entry(const bank::StatementEntry& entry) {
    flush();
    entry_.emplace();
    entry_->number = ++number_;
    entry_->status = entry.status;
    entry_->booked_on = entry.booked_on ? entry.booked_on : entry.valued_on;  // MT940 tells it where they differ.
    entry_->valued_on = entry.valued_on;
    entry_->reversal = entry.reversal;
    if (entry.balance) entry_->balance = Money::fen(entry.balance->units);
    entry_->whole.amount = Money::fen(entry.amount.units);
    entry_->whole.reference = entry.reference;
}

void EntryRows::transaction(const bank::EntryTransaction& transaction) {
    MINGZHANG_CHECK(entry_.has_value());
    entry_->parts.push_back(part_of(transaction, Money{}));
}

void EntryRows::end(const bank::Statement& statement) {
    flush();
    end_(statement);
}

// The only payment of an entry moved what the entry moved, whatever it says of itself: a fee taken off it would else
// be lost from the sum.
void EntryRows::flush() {
    if (!entry_) return;
    Entry& entry = *entry_;
    if (entry.parts.size() == 1) {
        EntryPart only = std::move(entry.parts.front());
        only.amount = entry.whole.amount;
        if (only.reference.empty()) only.reference = entry.whole.reference;
        entry.whole = std::move(only);
        entry.parts.clear();
    }
    take_(entry);
    entry_.reset();
}

}  // namespace mingzhang::statements
