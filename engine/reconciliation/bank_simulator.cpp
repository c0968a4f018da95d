// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/bank_simulator.hpp"

#include <vector>

#include "bank_adapters/layouts/result_file.hpp"
#include "engine/reconciliation/simulated_rows.hpp"

namespace mingzhang::reconciliation {

namespace layouts = bank::layouts;

Result<std::string, Refusal> simulate_result(const layouts::Layout& layout, std::string_view payment_file,
                                             std::string_view file_name, const SimulatedBank& bank) {
    auto sent = layouts::read_payment_file(layout, payment_file, file_name);
    if (!sent) return pass_on(sent);
    const std::vector<bank::Reason> reasons = failure_reasons(layout);
    Dice dice{bank.seed};
    std::vector<bank::OutcomeLine> lines;
    lines.reserve(sent->instructions.size());
    for (const bank::Instruction& instruction : sent->instructions) {
        bank::OutcomeLine line = echo(instruction);
        const unsigned throw_ = dice.per_thousand();
        if (throw_ < bank.failed_per_thousand) {
            line.status = bank::OutcomeStatus::failed;
            if (!reasons.empty()) line.reason = reasons[dice.below(reasons.size())];
        } else if (throw_ < bank.failed_per_thousand + bank.pending_per_thousand) {
            line.status = bank::OutcomeStatus::pending;
        } else if (throw_ < bank.failed_per_thousand + bank.pending_per_thousand + bank.unknown_per_thousand) {
            line.status_text = unmapped_status;
        } else {
            line.status = bank::OutcomeStatus::paid;
        }
        lines.push_back(std::move(line));
    }
    std::string bytes;
    auto written = layouts::write_result_file(layout, head_of(layout, sent->head, file_name), lines,
                                              [&](std::string_view piece) { bytes.append(piece); });
    if (!written) return pass_on(written);
    return bytes;
}

}  // namespace mingzhang::reconciliation
