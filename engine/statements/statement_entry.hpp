// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bank_adapters/statement.hpp"
#include "base/values/money.hpp"

namespace mingzhang::statements {

// What an entry, or one payment of it, was matched to. Stored by number: never renumber.
enum class Match : std::uint8_t {
    none = 0,
    instruction = 1,  // It bears the serial of an instruction drawn on this account.
    batch = 2,        // It is the whole of a batch, debited at once.
};

// One payment of an entry, in our own money.
struct EntryPart {
    Money amount;  // Into the account is positive.
    std::string reference = {};
    std::string end_to_end_id = {};
    std::string name = {};  // The other party and its account, as the bank writes them.
    std::string account = {};
    std::string text = {};
    std::string return_reason = {};
    std::string return_text = {};
    Match match = Match::none;
    std::int64_t batch = 0;
    std::int64_t instruction = 0;
};

// One line of a statement as it is kept. An entry of one payment, or of none, has no parts: what is known of the
// payment stands in `whole`.
struct Entry {
    std::int64_t number = 0;  // In the statement, from 1.
    bank::EntryStatus status = bank::EntryStatus::booked;
    std::optional<Date> booked_on = std::nullopt;
    std::optional<Date> valued_on = std::nullopt;
    std::optional<Money> balance = std::nullopt;  // After it, where the bank tells.
    bool reversal = false;
    EntryPart whole = {};
    std::vector<EntryPart> parts = {};

    // What may be matched: its parts, or else itself.
    template <class Visit>
    void each_payment(Visit visit) {
        if (parts.empty()) {
            visit(whole);
            return;
        }
        for (EntryPart& part : parts) visit(part);
    }
};

}  // namespace mingzhang::statements
