// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "base/store/part.hpp"
#include "ledger/checkpoint.hpp"

// The checkpoints an office has made, and the keys it signs them with.
namespace mingzhang::ledger {

// Why no key was made. Checked in this order.
enum class SigningKeyRefusal : std::uint8_t { none_yet };
[[nodiscard]] RefusalWords words(SigningKeyRefusal reason);

// Why no checkpoint was made or found. Checked in this order.
enum class CheckpointRefusal : std::uint8_t { log_is_empty, unknown_checkpoint };
[[nodiscard]] RefusalWords words(CheckpointRefusal reason);

// A key to sign with lies in the database sealed with the office's data keys; its public half beside it in clear.
struct StoredSigningKey {
    std::int64_t number = 0;  // From 1; the last one signs, earlier ones still verify.
    crypto::SignatureKind kind = crypto::SignatureKind::ed25519;
    std::string public_pem;
    std::string sealed;
    std::int64_t command = 0;
};

// Makes a new key to sign checkpoints with. The administrator's; the answer names key, algorithm and fingerprint.
[[nodiscard]] Result<Answer, Refusal> make_signing_key(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                       crypto::SignatureKind kind, const std::string& key);

void read_signing_keys(soci::session& sql, const std::function<void(const StoredSigningKey&)>& each);  // By number.
[[nodiscard]] Result<StoredSigningKey, Refusal> latest_signing_key(soci::session& sql);

struct StoredCheckpoint {
    std::int64_t number = 0;  // From 1 within the county.
    std::uint64_t size = 0;
    std::int64_t key = 0;  // Number of the key that signed it.
    std::string note;      // Signed, as it is exported.
    std::int64_t command = 0;
};

// Signs how the county's log stands before this command: the auditor's or the administrator's. Refused when the log is
// no longer the one signed before.
[[nodiscard]] Result<Answer, Refusal> create_checkpoint(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                        County county, const std::string& key);

void read_checkpoints(soci::session& sql, County county, const std::function<void(const StoredCheckpoint&)>& each);
[[nodiscard]] Result<StoredCheckpoint, Refusal> find_checkpoint(soci::session& sql, County county, std::int64_t number);

// The latest checkpoint that holds the leaf, if there is one.
[[nodiscard]] std::optional<StoredCheckpoint> checkpoint_over(soci::session& sql, County county, std::int64_t leaf);

// The names of the facts by which the log remembers both.
inline constexpr const char* checkpoint_fact = "checkpoint";
inline constexpr const char* signing_key_fact = "signing_key";

[[nodiscard]] store::Part checkpoint_part();

}  // namespace mingzhang::ledger
