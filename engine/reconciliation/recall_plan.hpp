// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/tables/table.hpp"
#include "base/values/money.hpp"
#include "base/values/refusal.hpp"

// What a pretended bank answers to a request to take payments back: camt.029 to camt.056. By seed; a pure function of
// the request, so that any road can serve it.
namespace mingzhang::reconciliation {

// How often, of a thousand payments. What is not thrown is accepted at once.
struct RecallWays {
    std::uint64_t seed = 1;
    int days = 6;  // By then every payment has a final word.
    unsigned refused_per_thousand = 300;
    unsigned pending_per_thousand = 300;  // Told as pending first; days later accepted or refused.
};

enum class RecallWord : std::uint8_t { accepted, refused, pending };
[[nodiscard]] std::string_view code(RecallWord word) noexcept;  // "accepted"
[[nodiscard]] Text name(RecallWord word);

// One word on one payment, as a file of some day has it.
struct RecallTold {
    int day = 0;  // Zero: the day on which the request came.
    std::string file_name;
    std::string serial;
    Money amount;
    RecallWord word = RecallWord::accepted;
    std::string reason = {};  // Of a refusal: a code of ISO 20022's external list and the words beside it.
    std::string words = {};
};

struct RecallAnswerFile {
    int day = 0;
    std::string name;
    std::string bytes;
};
struct RecallPlan {
    std::vector<RecallAnswerFile> files;  // One at once, and another where something was pending.
    std::vector<RecallTold> told;         // In the order in which it is told.
};

// Refused where the request cannot be read.
[[nodiscard]] Result<RecallPlan, Refusal> plan_recall_answers(std::string_view recall_file, std::string_view file_name,
                                                              const RecallWays& ways);

// What was answered, for whoever practises: day, file, serial, amount, word, code and words of a refusal.
[[nodiscard]] Table truth_table(std::vector<RecallTold> told);

// Whether a file is such a request.
[[nodiscard]] bool is_recall_request(std::string_view bytes);

}  // namespace mingzhang::reconciliation
