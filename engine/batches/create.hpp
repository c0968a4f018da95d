// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "base/values/program.hpp"

namespace mingzhang::batches {

// What to draw from released runs: everything, or one bank, or one program.
struct BatchWish {
    County county;
    std::string bank_code = {};                     // Empty: every bank with something to send.
    std::optional<Program> program = std::nullopt;  // None: every program.
    std::optional<std::int64_t> bank_account = {};  // None: the only account of the bank.
};

// Why no batch was created. Checked in this order; nothing is created unless everything asked for can be.
enum class CreateRefusal : std::uint8_t {
    nothing_to_send,
    no_bank_account,        // The office has none for that bank code.
    several_bank_accounts,  // Say which.
    bank_account_of_another_bank,
    funds_missing,
    sources_too_small,  // The funds suffice, but no single source holds an instruction whole.
    cannot_be_written,  // The bank's file cannot carry it: findings name household, column and reason.
};
[[nodiscard]] RefusalWords words(CreateRefusal reason);

// `batch create`: one batch for every bank and program that has payables to send, more where the bank's file takes no
// more rows; one instruction a payee account. The answer gives `batches`, `batch` and `last_batch` (their numbers,
// without gap), `instructions`, `lines`, `total_fen`; and of lines that stay out, each with an item on the worklist:
// `without_account`, `without_account_fen` (no account, or a household paid under two names),
// `without_account_households`.
[[nodiscard]] Result<Answer, Refusal> create_batches(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                     const BatchWish& wish, const std::string& key);

}  // namespace mingzhang::batches
