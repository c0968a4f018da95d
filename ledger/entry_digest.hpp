// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

#include "base/commands/command.hpp"
#include "base/crypto/digest.hpp"
#include "ledger/pending.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::ledger {

// The canonical bytes of a transfer: what its digest in the log is made of, version 1.
[[nodiscard]] std::string canonical(CommandId command, std::int64_t ordinal, const Transfer& transfer);

// The same of a transfer that is pending, and of the end of one.
[[nodiscard]] std::string canonical_pending(CommandId command, std::int64_t ordinal, const Transfer& transfer);
[[nodiscard]] std::string canonical_pending_end(CommandId command, std::int64_t ordinal, const PendingEnd& end);

// 16 bytes as hex, drawn from the command's secret: each entry has its own salt, so that a receipt for one payment
// tells nothing of the others and cannot be guessed.
[[nodiscard]] std::string entry_salt(std::string_view salt_secret, std::int64_t ordinal,
                                     crypto::HashKind hash = crypto::HashKind::sha256);

// The leaf of one entry in the tree of its command: RFC 6962 leaf hash of salt and canonical bytes.
[[nodiscard]] crypto::Digest entry_digest(std::string_view salt_secret, std::int64_t ordinal,
                                          std::string_view canonical_bytes,
                                          crypto::HashKind hash = crypto::HashKind::sha256);
[[nodiscard]] crypto::Digest entry_digest(std::string_view salt_secret, CommandId command, std::int64_t ordinal,
                                          const Transfer& transfer, crypto::HashKind hash = crypto::HashKind::sha256);

}  // namespace mingzhang::ledger
