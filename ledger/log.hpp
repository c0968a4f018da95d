// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/commands/command.hpp"
#include "base/crypto/digest.hpp"

namespace mingzhang::ledger {

// The append-only log of a county (RFC 6962): one leaf a command. A leaf holds who asked what and when, the digests of
// request and answer, the root of the tree over the command's entries, and the digests of other things it wrote.
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

// The canonical bytes of a leaf, version 1.
struct Leaf {
    CommandRecord record;
    std::int64_t index = 0;  // From 0.
    std::int64_t entries = 0;
    std::string entries_root;
    std::vector<std::pair<std::string, crypto::Digest>> facts;
};
[[nodiscard]] std::string canonical(const Leaf& leaf);

}  // namespace mingzhang::ledger
