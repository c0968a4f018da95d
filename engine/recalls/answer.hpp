// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/crypto/seal.hpp"
#include "engine/recalls/recall_book.hpp"

namespace mingzhang::recalls {

struct AnswerFileCall {
    County county;
    std::int64_t recall = 0;
    std::string file_name;
    std::string_view bytes;  // A camt.029. Must outlive the call.
    std::string key = {};
};
struct AnswerByHandCall {
    County county;
    std::int64_t recall = 0;
    std::vector<std::string> serials;
    Verdict verdict = Verdict::pending;
    std::string note;  // Who said it, when, on what paper.
    std::string key = {};
};

// Why an answer was not taken. Checked in this order, after an unknown recall and what the reader of the file refuses.
enum class AnswerRefusal : std::uint8_t {
    serials_missing,
    note_missing,
    unknown_serial,  // {0} recall, {1} how many: findings name them. Nothing of the answer is taken.
    said_twice,      // {0} serial: with two meanings.
    amount_differs,  // {0} serial, {1} asked, {2} told
    says_nothing,    // {0} recall: no payment of it is named, and the whole is not ours by its number.
};
[[nodiscard]] RefusalWords words(AnswerRefusal reason);

// `recall answer` (liaison). Keeps the bank's word on each payment, archives the file, and ends the worklist item once
// none is open. Posts nothing. A word said before is not kept again. The answer: recall, accepted, refused, pending
// (as told now), new (words not said before), open (payments still without a final word).
[[nodiscard]] Result<Answer, Refusal> take_answer_file(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                       const AnswerFileCall& call);
[[nodiscard]] Result<Answer, Refusal> take_answer_by_hand(Desk& desk, const Actor& actor, const AnswerByHandCall& call);

}  // namespace mingzhang::recalls
