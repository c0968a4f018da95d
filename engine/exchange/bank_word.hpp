// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>

#include "base/commands/command.hpp"

namespace mingzhang::exchange {

// What the bank says, asked by a person, of a batch that may be there.
struct BankWord {
    County county;
    std::int64_t batch = 0;
    bool received = false;
    std::string note;  // Whom one spoke to and what was said.
    std::string key = {};
};

// Why the bank's word was not taken. Checked in this order.
enum class BankWordRefusal : std::uint8_t { neither_nor, note_missing, not_being_sent, still_being_sent, same_person };
[[nodiscard]] RefusalWords words(BankWordRefusal reason);

// `batch sent` (liaison, reviewer, approver). Received: the batch is sent. Not received: the first person's word is
// kept; another person who says the same sets it back to written, and only then may it be sent once more or withdrawn.
// Answers `settled` (1 or 0), `state`, `attempt`, `item`.
[[nodiscard]] Result<Answer, Refusal> take_bank_word(Desk& desk, const Actor& actor, const BankWord& word);

}  // namespace mingzhang::exchange
