// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/bank_simulator.hpp"

#include <vector>

#include "bank_adapters/layouts/result_file.hpp"

namespace mingzhang::reconciliation {

namespace layouts = bank::layouts;

namespace {

// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine, unlike the standard distributions.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_{seed} {}

    unsigned per_thousand() { return static_cast<unsigned>(next() % 1000); }
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

private:
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
    std::uint64_t state_;
};

bank::OutcomeLine echo(const bank::Instruction& sent) {
    bank::OutcomeLine line;
    line.number = sent.number;
    line.serial = sent.serial;
    line.account = sent.account;
    line.name = sent.name;
    line.amount = sent.amount;
    line.memo = sent.memo;
    return line;
}

// Reasons a bank gives with a failure; those that say it has not finished belong to pending.
std::vector<bank::Reason> failure_reasons(const layouts::Layout& layout) {
    std::vector<bank::Reason> reasons;
    for (const auto& [reason, text] : layout.answers.reason_texts)
        if (bank::action(reason) != bank::Action::query) reasons.push_back(reason);
    return reasons;
}

// What the file says of itself, and its name where the rows do not: some banks know the batch by nothing else.
bank::FileHead head_of(const layouts::Layout& layout, const bank::FileHead& rows, std::string_view file_name) {
    layouts::Record named;
    if (!layout.payment.file_name.take(file_name, named)) return rows;
    const bank::FileHead from_name = layouts::head_from(named);
    bank::FileHead head = rows;
    if (head.batch == 0) head.batch = from_name.batch;
    if (!head.date) head.date = from_name.date;
    if (head.merchant.empty()) head.merchant = from_name.merchant;
    return head;
}

}  // namespace

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
            line.status_text = "已受理待核实";
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
