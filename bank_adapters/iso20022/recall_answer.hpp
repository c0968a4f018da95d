// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/iso20022/payment_status.hpp"

// What a bank answers to requests to take payments back: camt.029, the resolution of investigation (追回答复). One
// message may answer several requests: CxlDtls repeats, and each tells of an original message, in groups of its
// payments or one by one (ISO 20022, camt.029.001.09, ResolutionOfInvestigationV09: CxlDtls [0..*]).
namespace mingzhang::bank::iso20022 {

// One payment, group or message of an answer, with what the bank says it answers.
struct RecallAnswerLine {
    PaymentStatusLine said;
    std::size_t row = 0;      // Where it begins in the file.
    std::size_t details = 0;  // In which CxlDtls it stands, from 1; zero: it is of the whole message.
    // The cases it resolves (RslvdCase/Id) and the requests it answers (OrgnlGrpCxlId, OrgnlPmtInfCxlId), its own
    // before those of what it stands in. A bank fills them with numbers of ours or of its own.
    std::vector<std::string> cases = {};
    std::string order_id = {};  // OrgnlMsgId: the message the payment was sent in.
};
using RecallAnswerVisitor = std::function<void(const RecallAnswerLine&)>;

// Reads camt.029 of every version: accepted (ACCR, CNCL) says that the bank will give the payment back, not that it
// did; rejected (RJCR) with its reason; pending (PDCR). A payment the file gives no status of its own has that of its
// group, else of its original message, else of the whole. Gives back the version as the namespace has it. What was
// handed out before a refusal is to be thrown away.
[[nodiscard]] Result<std::string, Refusal> read_recall_answer(std::istream& bytes, std::string_view file_name,
                                                              const RecallAnswerVisitor& visit);

// Whether a file is such an answer, by its beginning: one that is and cannot be read is refused as one.
[[nodiscard]] bool is_recall_answer(std::istream& bytes);

}  // namespace mingzhang::bank::iso20022
