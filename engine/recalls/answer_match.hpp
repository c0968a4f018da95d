// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <string>

#include "engine/recalls/answer.hpp"

// Which recall each payment of a camt.029 answers. A bank may put its answers to several requests into one message.
//
// A payment is known by its original end-to-end number, which is our serial and belongs to one payment of the county
// for good (ISO 20022, camt.029.001.09, PaymentTransaction102 and 103: OrgnlEndToEndId, "as assigned by the initiating
// party, to unambiguously identify the transaction"); where that is missing, by OrgnlInstrId, which our request gives
// alike. A payment is in more than one request only after the bank refused it once, and then at most one is open. So:
//  1. the request the bank names rules: RslvdCase/Id, OrgnlGrpCxlId or OrgnlPmtInfCxlId, the innermost that is a number
//     of ours ("999901-R3", the Assgnmt/Id of our camt.056, which has no case of its own); the bank's own numbers say
//     nothing here. A number of ours that is not of this payment is a contradiction;
//  2. else the one the person named, if it asked for the payment;
//  3. else the latest that is open; else the latest.
// OrgnlMsgId is "point to point" in the same standard and may be the bank's own message to the next bank; it counts
// only where it is the number of a message of ours, and then it must be that of the payment's batch.
namespace mingzhang::recalls {

struct Said {
    Verdict verdict = Verdict::pending;
    std::string reason = {};
    std::string words = {};
    std::size_t row = 0;  // In the file.
};
using SaidBySerial = std::map<std::string, Said, std::less<>>;
using SaidByRecall = std::map<std::int64_t, SaidBySerial>;
[[nodiscard]] std::string numbers_of(const SaidByRecall& all);  // "1,3"

// All that the file says, or why none of it is taken (AnswerRefusal from `unknown_serial` on).
[[nodiscard]] Result<SaidByRecall, Refusal> match_answers(soci::session& sql, const AnswerFileCall& call);

}  // namespace mingzhang::recalls
