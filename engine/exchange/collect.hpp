// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "base/values/progress.hpp"
#include "engine/exchange/connection.hpp"
#include "engine/exchange/road_files.hpp"

// From the bank's side to the books: fetched, kept sealed, opened, matched, posted, and only then taken away there.
// Every step may be cut short and asked for again; the same file is noted once, however often it is seen.
namespace mingzhang::exchange {

// Why a file stays at the bank's side for now. Checked in this order.
enum class WaitRefusal : std::uint8_t {
    companion_missing,  // Its signature has not come.
    file_missing,       // A signature whose file has not come.
    batch_being_sent,   // The answer is here, and nobody has settled that the bank has the batch.
};
[[nodiscard]] RefusalWords words(WaitRefusal reason);

struct Collected {
    std::string name;
    std::int64_t file = 0;              // In the register; none: it waits.
    std::optional<Taking> taking = {};  // None: it stays there, `why` says for what.
    std::int64_t batch = 0;
    std::int64_t item = 0;  // On the worklist.
    // As `post_result_file` answers; of a statement, as `take_statement` does; of an answer to recalls, as
    // `take_answer_file` does.
    std::optional<Answer> posted = {};
    std::optional<Refusal> why = {};  // Why it was not taken, waits, or could not be taken away there.
};

// `bank collect` (liaison): everything that waits on one connection. A file that fits nothing or whose signature does
// not hold is kept, goes on the worklist and is taken away like the others: it would wait there for ever. Refused only
// where the road or the store fails; what was done until then stays done.
[[nodiscard]] Result<std::vector<Collected>, Refusal> collect(Desk& desk, const crypto::Sealer& sealer,
                                                              const Opener& open, const Actor& actor, County county,
                                                              const Connection& connection, LongWork work);

}  // namespace mingzhang::exchange
