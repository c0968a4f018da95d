// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/commands/command.hpp"
#include "base/crypto/digest.hpp"

namespace mingzhang::ledger {

// The append-only log of a county (RFC 6962): one leaf a command. A leaf holds when it was, the root of the tree over
// the command's entries, and a digest of who asked what, of request and answer, and of other things it wrote.
class Log final : public LeafWriter {
public:
    void append(CommandContext& context, const CommandRecord& record) override;
};

struct LogHead {
    std::uint64_t size = 0;
    crypto::Digest root;
};

// How long the log is and the root of its tree, worked out from the stored leaf hashes.
[[nodiscard]] LogHead log_head(soci::session& sql, County county);

// The secrets the salts of entries are derived from, by command.
[[nodiscard]] std::map<CommandId, std::string> salt_secrets(soci::session& sql);

// A leaf, version 2. A receipt shows it whole; so all that could tell of other households (an answer with its sums, the
// digest of a bank's file) or need not be known (who did it, under which key) stands in it as one salted digest.
struct Leaf {
    CommandId command;
    std::int64_t index = 0;  // From 0.
    Instant at;
    std::int64_t entries = 0;
    crypto::Digest entries_root;
    crypto::Digest details;
};
[[nodiscard]] std::string canonical(const Leaf& leaf);

using Facts = std::vector<std::pair<std::string, crypto::Digest>>;

// Everything else the log keeps of a command, salted with the command's secret.
[[nodiscard]] crypto::Digest details_digest(std::string_view salt_secret, const CommandRecord& record,
                                            const Facts& facts, crypto::HashKind hash = crypto::HashKind::sha256);

// The canonical bytes of a leaf, version 1, as the log of release 0.1.0 holds them: all in clear.
[[nodiscard]] std::string canonical_first_version(const CommandRecord& record, std::int64_t index, std::int64_t entries,
                                                  const std::string& entries_root, const Facts& facts);

}  // namespace mingzhang::ledger
