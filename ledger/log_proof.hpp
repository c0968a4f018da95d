// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "base/crypto/merkle.hpp"
#include "base/values/identifiers.hpp"

namespace soci {
class session;
}

namespace mingzhang::ledger {

// Proofs over a county's log as it is stored (RFC 6962, section 2.1). A leaf that is missing or damaged gives a proof
// that does not hold: whoever makes one verifies it.

[[nodiscard]] std::uint64_t log_size(soci::session& sql, County county);

// The root of the first `size` leaves.
[[nodiscard]] crypto::Digest log_root(soci::session& sql, County county, std::uint64_t size, crypto::HashKind hash);

// That the leaf is in the log of `size` leaves. REQUIRES: leaf below size.
[[nodiscard]] crypto::Proof log_inclusion(soci::session& sql, County county, std::uint64_t leaf, std::uint64_t size,
                                          crypto::HashKind hash);

// That the log of `old_size` leaves is the beginning of that of `new_size`. REQUIRES: old_size not above new_size.
[[nodiscard]] crypto::Proof log_consistency(soci::session& sql, County county, std::uint64_t old_size,
                                            std::uint64_t new_size, crypto::HashKind hash);

}  // namespace mingzhang::ledger
