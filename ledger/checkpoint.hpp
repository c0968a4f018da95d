// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/commands/command.hpp"
#include "base/crypto/signature.hpp"
#include "base/values/clock.hpp"

namespace mingzhang::ledger {

// What a county's log was at a moment, as an auditor takes it away (检查点): a signed note whose text is a checkpoint
// of c2sp.org/tlog-checkpoint, with the hash and the time in two lines of extension:
//
//     mingzhang/500110
//     44
//     7S0nd7d4Vb1IXdXMQZ6lmvUzQKAFdsuDMlVQkCpVy3M=
//     hash sha-256
//     time 2022-08-28T01:00:00Z
//
//     — mingzhang/500110 cnf1dYYk…
struct Checkpoint {
    std::string origin;  // Which log; the name of the key that signs it as well.
    std::uint64_t size = 0;
    crypto::Digest root;
    crypto::HashKind hash = crypto::HashKind::sha256;
    Instant at;

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

[[nodiscard]] std::string origin_of(County county);

[[nodiscard]] std::string to_text(const Checkpoint& checkpoint);
[[nodiscard]] std::optional<Checkpoint> parse_checkpoint(std::string_view text);  // What `to_text` writes, no other.

// Why a signed checkpoint is not believed. Checked in this order. {0} in the words names it.
enum class CheckpointFault : std::uint8_t { not_a_checkpoint, other_key, signature_wrong, signed_as_another };
[[nodiscard]] RefusalWords words(CheckpointFault fault);

[[nodiscard]] std::string sign(const Checkpoint& checkpoint, const crypto::SigningKey& key);

// What a note of the office's own table says, whoever signed it. Never for one that came from outside.
[[nodiscard]] std::optional<Checkpoint> read_unverified(std::string_view note);

[[nodiscard]] Result<Checkpoint, CheckpointFault> open_checkpoint(std::string_view note, const crypto::PublicKey& key);

}  // namespace mingzhang::ledger
