// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "base/crypto/seal.hpp"
#include "base/values/identifiers.hpp"
#include "engine/recalls/recall_book.hpp"

namespace mingzhang::recalls {

struct AskCall {
    County county;
    std::int64_t batch = 0;
    std::vector<std::int64_t> instructions = {};  // Which payments; or
    std::vector<HouseholdNo> households = {};     // whose. One of the two.
    RecallReason reason = RecallReason::requested;
    std::string note = {};
    std::string key = {};
};

// Why a recall was not asked. Checked in this order, after an unknown batch; then what the file refuses
// (RequestFileRefusal).
enum class AskRefusal : std::uint8_t {
    nothing_named,
    both_named,
    note_missing,           // "asked for by the payer" alone tells a bank nothing.
    batch_not_sent,         // {0} batch, {1} and {2} its state
    unknown_instruction,    // {0} batch, {1} number
    household_not_there,    // {0} batch, {1} household
    came_back_before,       // {0} serial: nothing is left to take back.
    asked_before_and_open,  // {0} serial, {1} recall
};
[[nodiscard]] RefusalWords words(AskRefusal reason);

// `recall ask` (officer, liaison). The request is committed with the digest of its file, archived, and stands on the
// worklist until the bank answered for every payment. The answer: recall, batch, instructions, total_fen, file_name,
// digest.
[[nodiscard]] Result<Answer, Refusal> ask_recall(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                 const AskCall& call);

// Whether the actor may ask for recalls, and so see their files.
[[nodiscard]] Result<void, Refusal> may_ask(const Actor& actor, County county);

}  // namespace mingzhang::recalls
