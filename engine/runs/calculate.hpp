// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"
#include "engine/runs/run.hpp"

namespace mingzhang::runs {

// Why a month was not calculated. Checked in this order.
enum class CalculateRefusal : std::uint8_t {
    wider_than_county,
    overlaps_approved,   // An approved run of the same month overlaps it in division and program.
    cannot_be_assessed,  // A household without pack, standard or care amount; findings name each.
    stopped,
    nobody_there,  // No household lives in the division.
};
[[nodiscard]] RefusalWords words(CalculateRefusal reason);

struct CalculateCall {
    Month month;
    DivisionScope division;
    std::optional<Program> program;
    std::string key;
};

// Calculates the month of a division as one command: regular lines, backpay of the twelve months before, overpayments.
// The answer: run, month, lines, payable_fen, held, held_fen, overpayments, overpaid_fen.
[[nodiscard]] Result<Answer, Refusal> calculate(Desk& desk, const Actor& actor, const CalculateCall& call,
                                                LongWork work);

}  // namespace mingzhang::runs
