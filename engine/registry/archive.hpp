// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "base/store/part.hpp"

// Files kept as they came or went, sealed and named by their digest: imports, bank files, evidence.
namespace mingzhang::registry {

enum class ArchiveRefusal : std::uint8_t { unknown_file, cannot_be_opened };
[[nodiscard]] RefusalWords words(ArchiveRefusal reason);

// Keeps the bytes under their digest (SHA-256) inside the command; keeping the same bytes again changes nothing.
[[nodiscard]] crypto::Digest archive(CommandContext& context, const crypto::Sealer& sealer, std::string_view bytes);

// The same for a file that is not held in memory: given piece by piece, kept under the digest it is known by, and
// hashed again on the way. Gives the digest it has: where it is another, the command must be refused.
[[nodiscard]] crypto::Digest archive(CommandContext& context, const crypto::Sealer& sealer, const crypto::Digest& known,
                                     const crypto::ByteSource& bytes);

// The bytes of a kept file.
[[nodiscard]] Result<std::string, Refusal> from_archive(soci::session& sql, const crypto::Sealer& sealer, County county,
                                                        const crypto::Digest& digest);

// For `verify --sealed`: every kept file opens to its end and is what its digest says. In constant memory.
[[nodiscard]] store::PassReport check_archive(store::Store& store, const crypto::Sealer& sealer);

}  // namespace mingzhang::registry
