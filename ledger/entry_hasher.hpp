// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/crypto/digest.hpp"
#include "ledger/pending.hpp"
#include "ledger/read_transfers.hpp"

namespace mingzhang::ledger {

// Makes the digests of entries, in their order, while the caller goes on: a bounded queue of batches and a thread of
// its own, which is started only when there is more than one batch.
class EntryHasher {
public:
    using SecretOf = std::function<const std::string&(CommandId)>;
    // Gets each digest in order; none for a row no transfer can be made of. Called on the hashing thread.
    using Sink = std::function<void(CommandId, const std::optional<crypto::Digest>&)>;

    EntryHasher(crypto::HashKind hash, SecretOf secret_of, Sink sink);
    ~EntryHasher();
    EntryHasher(const EntryHasher&) = delete;
    EntryHasher& operator=(const EntryHasher&) = delete;

    void add(CommandId command, std::int64_t ordinal, const Transfer& transfer);
    void add_pending(CommandId command, std::int64_t ordinal, const Transfer& transfer);
    void add_end(CommandId command, std::int64_t ordinal, const PendingEnd& end);
    void add_unreadable(CommandId command);

    // Waits until everything given has reached the sink; the last call.
    void finish();

private:
    enum class Kind : std::uint8_t { transfer, pending, end, unreadable };
    struct Entry {
        Kind kind = Kind::transfer;
        CommandId command = {};
        std::int64_t ordinal = 0;
        Transfer transfer{Event::due, Account::payable, Account::payable, {}, {}};
        PendingEnd end = {};
    };
    using Batch = std::vector<Entry>;

    Entry& next();
    void hand_over();
    void work();
    void hash(const Entry& entry);

    crypto::HashKind hash_kind_;
    SecretOf secret_of_;
    Sink sink_;
    CommandId command_{};  // Of the hashing thread, as the next two.
    const std::string* secret_ = nullptr;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch> full_;
    std::vector<Batch> empty_;
    bool done_ = false;

    Batch filling_;
    std::size_t filled_ = 0;
    std::thread thread_;
};

}  // namespace mingzhang::ledger
