// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/layouts/layout.hpp"
#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "engine/statements/statement_source.hpp"

// What the bank's statement of an account says, kept whole and held against what was sent.
namespace mingzhang::statements {

struct StatementCall {
    County county;
    std::int64_t bank_account = 0;
    std::string file_name;   // For findings and the archive.
    std::string_view bytes;  // Must outlive the call.
    StatementFormat format = StatementFormat::found_out;
    std::optional<bank::layouts::Layout> layout = std::nullopt;  // In place of the account's own.
    std::string key = {};                                        // Idempotency key.
};

// Why a statement was not taken. Checked in this order, after what the readers refuse. {0} is the statement's place in
// the file.
enum class StatementRefusal : std::uint8_t {
    no_statement,      // The file holds none.
    other_account,     // {1}: the account it is of, masked; {2}: ours
    other_currency,    // {1}
    amount_too_large,  // {1}: the entry
    not_proven,        // A balance is missing, or the entries do not lead from one to the other.
    told_otherwise,    // {1} day, {2} statement that told it, {3} entries only there, {4} entries only here
};
[[nodiscard]] RefusalWords words(StatementRefusal reason);

// `bank statement` (liaison). The file is read and checked whole: it must be of our account, in yuan, and proven. What
// bears the serial of an instruction is posted as its outcome, batch by batch, by the same mechanism as result files;
// then every entry is kept. Both may be done again: a file cut short in between is finished by giving it again, and the
// same file twice is only noted. The answer gives `statement`, the first taken, `statements`, `repeated`, and of their
// entries: `entries`, `known` (told before), `matched`, `batch_debits`, `open_credits`, `open_debits` with `…_fen`,
// `gaps`; of what was posted: `paid`, `paid_fen`, `failed`, `failed_fen`, `late_returns`, `exceptions`; and
// `items`, worklist items opened.
[[nodiscard]] Result<Answer, Refusal> take_statement(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                     const StatementCall& call);

}  // namespace mingzhang::statements
