// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "bank_adapters/outcome.hpp"
#include "base/commands/command.hpp"
#include "base/values/identifiers.hpp"

namespace mingzhang::batches {

// What a bank said of one instruction. The latest one rules; earlier ones stay.
struct Outcome {
    std::int64_t instruction = 0;
    std::int64_t sequence = 0;  // 1, 2 … of the instruction.
    bank::OutcomeStatus status = bank::OutcomeStatus::unknown;
    Money amount;
    std::optional<bank::Reason> reason;
    std::string bank_reference;  // The bank's own serial.
    std::int64_t file = 0;       // Number of the bank's file and the row in it.
    std::int64_t file_row = 0;
    std::int64_t command = 0;        // The command that posted it.
    std::int64_t first_ordinal = 0;  // Of its first entry; zero: it posted none.
};

// Paid and failed end an instruction; a pending or unknown one is still in transit.
[[nodiscard]] constexpr bool is_final(bank::OutcomeStatus status) noexcept {
    return status == bank::OutcomeStatus::paid || status == bank::OutcomeStatus::failed;
}

// Adds outcomes of one batch inside a command.
class OutcomeWriter {
public:
    OutcomeWriter(CommandContext& context, std::int64_t batch);
    ~OutcomeWriter();
    OutcomeWriter(const OutcomeWriter&) = delete;
    OutcomeWriter& operator=(const OutcomeWriter&) = delete;

    void add(const Outcome& outcome);
    // The payables of the instruction are no longer with the bank.
    void end_lines(std::int64_t instruction);

private:
    struct State;
    std::unique_ptr<State> state_;
};

// The latest outcome of every instruction of a batch that has one, by instruction.
void read_latest_outcomes(soci::session& sql, County county, std::int64_t batch,
                          const std::function<void(const Outcome&)>& each);

}  // namespace mingzhang::batches
