// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>

#include "base/commands/command.hpp"
#include "engine/batches/batch.hpp"

namespace mingzhang::batches {

// Why a batch was not moved on. Checked in this order.
enum class MoveRefusal : std::uint8_t {
    reason_missing,
    file_not_written,  // Only a file that stands in the outbox can be handed over.
    sent_before,       // What the bank has is not withdrawn; it answers.
    being_sent,        // It may be with the bank; that comes first.
    not_sent,
    withdrawn_before,
    closed_before,
    outcomes_missing,  // Some instructions have no outcome yet.
    tie_differs,       // Roster, voucher and bank do not agree.
};
[[nodiscard]] RefusalWords words(MoveRefusal reason);

// Whether a batch is at the point where it can be handed over: its file written, and not with the bank.
[[nodiscard]] Result<void, Refusal> may_be_sent(const Batch& batch);

// `batch send` (liaison): the file was handed to the bank by a person. From here on the bank may have paid. Answers
// `batch`, `total_fen`.
[[nodiscard]] Result<Answer, Refusal> send_batch(Desk& desk, const Actor& actor, County county, std::int64_t number,
                                                 const std::string& key);

// `batch withdraw` (officer): before it is sent. Reverses the entries of the voucher and frees the lines for another
// batch.
[[nodiscard]] Result<Answer, Refusal> withdraw_batch(Desk& desk, const Actor& actor, County county, std::int64_t number,
                                                     const std::string& reason, const std::string& key);

// `batch close`: every instruction has an outcome, and the three-way tie holds.
[[nodiscard]] Result<Answer, Refusal> close_batch(Desk& desk, const Actor& actor, County county, std::int64_t number,
                                                  const std::string& key);

}  // namespace mingzhang::batches
