// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <string>

#include "base/crypto/merkle.hpp"
#include "ledger/entry_hasher.hpp"

namespace mingzhang::ledger {

// The root over a command's entries, and how many there are.
struct EntryRoot {
    crypto::Digest root;
    std::int64_t count = 0;
};

// The roots of all commands whose entries are given, command after command.
class EntryRoots {
public:
    EntryRoots(crypto::HashKind hash, std::map<CommandId, std::string> salt_secrets)
        : hash_{hash},
          tree_{hash},
          secrets_{std::move(salt_secrets)},
          hasher_{hash,
                  [this](CommandId command) -> const std::string& {
                      const auto found = secrets_.find(command);
                      return found == secrets_.end() ? no_secret_ : found->second;
                  },
                  [this](CommandId command, const std::optional<crypto::Digest>& digest) { take(command, digest); }} {}

    [[nodiscard]] EntryHasher& entries() noexcept { return hasher_; }

    // The last call.
    [[nodiscard]] std::map<CommandId, EntryRoot> finish() {
        hasher_.finish();
        end_command();
        return std::move(roots_);
    }

private:
    void take(CommandId command, const std::optional<crypto::Digest>& digest) {
        if (command != command_) end_command();
        command_ = command;
        ++count_;
        if (digest) tree_.append(*digest);
    }
    void end_command() {
        if (count_ > 0) roots_[command_] = {tree_.root(), count_};
        tree_ = crypto::TreeHasher{hash_};
        count_ = 0;
    }

    crypto::HashKind hash_;
    crypto::TreeHasher tree_;
    std::map<CommandId, std::string> secrets_;
    std::string no_secret_;
    std::map<CommandId, EntryRoot> roots_;
    CommandId command_{};
    std::int64_t count_ = 0;
    EntryHasher hasher_;  // Last: its thread uses all of the above.
};

}  // namespace mingzhang::ledger
