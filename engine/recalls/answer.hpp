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
    std::int64_t recall = 0;  // One that it answers, as a person says; zero: nobody says.
    std::string file_name;
    std::string_view bytes;  // A camt.029. Must outlive the call.
    std::string key = {};
    std::int64_t bank_account = 0;  // Whose bank sent it: it speaks for no other. Zero: not known.
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
    unknown_serial,    // {0} how many: findings name them. Nothing of the answer is taken.
    says_nothing,      // No payment is named, whatever is said of the whole.
    names_no_payment,  // {0} how many original messages are answered without their payments.
    said_twice,        // {0} serial: with two meanings.
    amount_differs,    // {0} serial, {1} asked, {2} told
    answers_others,    // {0} recall, {1} those it answers
};
[[nodiscard]] RefusalWords words(AnswerRefusal reason);

// `recall answer` and `bank collect` (liaison). Keeps the bank's word on each payment with the recall it answers
// (answer_match.hpp), archives the file, and ends the worklist item of each recall of which none is open any more. All
// of the file in one transaction, or nothing. Posts nothing. A file taken before keeps nothing again, whatever was said
// since; nor does a person's word that is the latest already. The answer: recall (the first), recalls (how many),
// numbers ("1,3"), repeated, and over all of them accepted, refused, pending (as told now), new (not what was said
// last), open (payments still without a final word).
[[nodiscard]] Result<Answer, Refusal> take_answer_file(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                       const AnswerFileCall& call);
[[nodiscard]] Result<Answer, Refusal> take_answer_by_hand(Desk& desk, const Actor& actor, const AnswerByHandCall& call);

}  // namespace mingzhang::recalls
