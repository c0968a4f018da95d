// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/crypto/merkle.hpp"
#include "ledger/checkpoint.hpp"

namespace soci {
class session;
}

// Whether nothing was changed or taken away between two moments of a log (RFC 6962, section 2.1.2).
namespace mingzhang::ledger {

// Why two checkpoints, or a checkpoint and the log as it stands, do not belong to one log. Checked in this order.
enum class ConsistencyFault : std::uint8_t {
    other_log,      // Of two counties, or hashed in two ways. {0} and {1}: the origins.
    wrong_order,    // The first is the later one.
    cut_short,      // The later one is shorter. {0}, {1}: the sizes.
    log_cut_short,  // The log in the database is shorter than the checkpoint. {0}: size, {1}: the log's
    log_rewritten,  // It does not begin as the checkpoint says. {0}: size
    forked,         // Two logs of one name. {0}, {1}: the sizes.
    not_a_proof,    // The proof is damaged or one between others. {0}: the file
};
[[nodiscard]] RefusalWords words(ConsistencyFault fault);

// What stands between two checkpoints, to be looked at without the log.
struct ConsistencyProof {
    std::uint64_t old_size = 0;
    std::uint64_t new_size = 0;
    crypto::Proof path;
};
[[nodiscard]] std::string to_json(const ConsistencyProof& proof);
[[nodiscard]] std::optional<ConsistencyProof> parse_consistency_proof(std::string_view json);

// What the two say of each other before any proof is looked at.
[[nodiscard]] Result<void, Refusal> check_order(const Checkpoint& older, const Checkpoint& newer);

// By the proof alone. `called` names its file in what is refused.
[[nodiscard]] Result<void, Refusal> check_consistency(const Checkpoint& older, const Checkpoint& newer,
                                                      const ConsistencyProof& proof, const std::string& called);

// The county whose log an origin names.
[[nodiscard]] std::optional<County> county_of(const Checkpoint& checkpoint);

// Whether the log as it is stored begins as the checkpoint says.
[[nodiscard]] Result<void, Refusal> check_against_log(soci::session& sql, County county, const Checkpoint& checkpoint);

// The proof between two checkpoints, made of the log as it is stored. REQUIRES: both hold against it.
[[nodiscard]] ConsistencyProof prove_consistency(soci::session& sql, County county, const Checkpoint& older,
                                                 const Checkpoint& newer);

}  // namespace mingzhang::ledger
