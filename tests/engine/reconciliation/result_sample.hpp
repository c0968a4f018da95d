// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "bank_adapters/outcome.hpp"
#include "base/commands/command.hpp"
#include "tests/engine/batches/practice_office.hpp"

namespace mingzhang::testing {

// A row of a result file as a test states it; empty columns repeat what was sent.
struct AnswerRow {
    int instruction = 1;
    bank::OutcomeStatus status = bank::OutcomeStatus::paid;
    std::string reason = {};       // As the bank writes it.
    std::int64_t fen = 0;          // Zero: as sent.
    std::string serial = {};       // Empty: ours.
    int payee = 0;                 // Zero: as sent.
    std::string name = {};         // Empty: as sent.
    std::string status_text = {};  // Empty: the layout's own word.
};

// The bytes the bank would answer to the batch with, by the layout the batch was written by, or another.
[[nodiscard]] std::string result_file(PracticeOffice& office, std::int64_t batch, const std::vector<AnswerRow>& rows,
                                      const std::string& layout = "ccb");

[[nodiscard]] Result<Answer, Refusal> post(PracticeOffice& office, std::int64_t batch, const std::string& bytes);
Answer posted(PracticeOffice& office, std::int64_t batch, const std::vector<AnswerRow>& rows);

}  // namespace mingzhang::testing
