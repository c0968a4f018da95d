// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/outcome.hpp"
#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "base/values/progress.hpp"

// What banks answer, matched to instructions and posted. Nothing is assumed paid or failed: the row says it, to the
// fen and to the account, or it goes to a person.
namespace mingzhang::reconciliation {

struct ResultCall {
    County county;
    std::int64_t batch = 0;
    std::string file_name;   // For findings and the archive.
    std::string_view bytes;  // Must outlive the call.
    std::string key = {};    // Idempotency key; without one, the file given again is noted as repeated.
    // A file of more rows is posted in several commands, so that another writer waits for a second and not for a
    // minute.
    std::size_t rows_a_command = 50'000;
    const LongWork* work = nullptr;  // Asked between the commands.
    // What the file was found to tell of this batch, in place of reading it: a statement tells of many. By our serials.
    const std::vector<bank::OutcomeLine>* lines = nullptr;
};

// Why a result file was not posted. Checked in this order, after what `read_result_file` refuses.
enum class ResultRefusal : std::uint8_t {
    batch_not_sent,
    file_of_another_batch,  // Not one of its rows belongs to the batch.
    read_differently,       // Of a file posted in part: it has other rows now than when that began.
    stopped,                // By who asked; what was posted stays.
};
[[nodiscard]] RefusalWords words(ResultRefusal reason);

// `bank result` (liaison). The file is read and checked whole before anything is posted. A large one is then posted in
// chunks, each a command keyed by the file's digest and its number; cut short between them, the file shows as being
// posted, the books hold, and the same call again posts what is missing. The answer is that of the whole file either
// way. It gives `file` and `repeated` (1: the same file was posted before, and nothing is posted again), then every row
// once: `rows`, `paid`, `failed`, `pending`, `unknown`, `repeated_rows`, `exceptions`, `other_payments` (of a
// statement: not of this batch); the money `paid_fen`, `failed_fen`; `late_returns`, those of the failed that had been
// paid before; `items`, worklist items opened; `not_in_file`, open instructions the file says nothing of; and
// `in_transit`, `in_transit_fen`: what the bank still owes an answer for.
[[nodiscard]] Result<Answer, Refusal> post_result_file(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                       const ResultCall& call);

}  // namespace mingzhang::reconciliation
