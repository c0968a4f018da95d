// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/recalls/answer.hpp"
#include "engine/recalls/ask.hpp"
#include "tests/engine/reconciliation/result_sample.hpp"

// An office with a batch at a bank: of files, or of messages.
namespace mingzhang::testing {

enum class BankSpeaks : std::uint8_t { rows, messages };

struct RecallOffice {
    PracticeOffice office;
    std::int64_t batch = 0;

    // Three payments: YX1 10 yuan, YX2 20, YX3 40; `of_yx4` more for a fourth. Sent.
    explicit RecallOffice(BankSpeaks speaks = BankSpeaks::rows);

    [[nodiscard]] Result<Answer, Refusal> ask(const std::vector<std::int64_t>& instructions,
                                              recalls::RecallReason reason = recalls::RecallReason::deceased,
                                              const std::string& note = {}, const std::string& key = {});
    [[nodiscard]] Result<Answer, Refusal> answer(std::int64_t recall, const std::string& bytes);
    [[nodiscard]] Result<Answer, Refusal> answer_by_hand(std::int64_t recall, const std::vector<std::string>& serials,
                                                         recalls::Verdict verdict);
    [[nodiscard]] std::vector<worklist::Item> waiting();  // Open items of recalls.
    [[nodiscard]] std::vector<std::string> states(std::int64_t recall);
};

// One payment of a camt.029.
[[nodiscard]] std::string cancelled(std::string_view serial, std::string_view status, std::string_view more = "");
[[nodiscard]] std::string answer_message(std::string_view payments, std::string_view confirmation = "");

}  // namespace mingzhang::testing
