// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/entry_hasher.hpp"

#include "ledger/entry_digest.hpp"

namespace mingzhang::ledger {

namespace {

constexpr std::size_t batch_size = 2048;
constexpr std::size_t batches_max = 8;

}  // namespace

EntryHasher::EntryHasher(crypto::HashKind hash, SecretOf secret_of, Sink sink)
    : hash_kind_{hash}, secret_of_{std::move(secret_of)}, sink_{std::move(sink)} {}

EntryHasher::~EntryHasher() {
    finish();
}

EntryHasher::Entry& EntryHasher::next() {
    if (filled_ == batch_size) hand_over();
    if (filled_ == filling_.size()) filling_.emplace_back();
    return filling_[filled_++];
}

void EntryHasher::hand_over() {
    if (!thread_.joinable()) thread_ = std::thread{[this] { work(); }};
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return full_.size() < batches_max; });
    full_.push_back(std::move(filling_));
    filling_ = {};
    if (!empty_.empty()) {
        filling_ = std::move(empty_.back());  // Its texts keep their room.
        empty_.pop_back();
    }
    filled_ = 0;
    lock.unlock();
    changed_.notify_all();
}

void EntryHasher::add(CommandId command, std::int64_t ordinal, const Transfer& transfer) {
    Entry& entry = next();
    entry.kind = Kind::transfer;
    entry.command = command;
    entry.ordinal = ordinal;
    entry.transfer = transfer;
}

void EntryHasher::add_pending(CommandId command, std::int64_t ordinal, const Transfer& transfer) {
    add(command, ordinal, transfer);
    filling_[filled_ - 1].kind = Kind::pending;
}

void EntryHasher::add_end(CommandId command, std::int64_t ordinal, const PendingEnd& end) {
    Entry& entry = next();
    entry.kind = Kind::end;
    entry.command = command;
    entry.ordinal = ordinal;
    entry.end = end;
}

void EntryHasher::add_unreadable(CommandId command) {
    Entry& entry = next();
    entry.kind = Kind::unreadable;
    entry.command = command;
}

void EntryHasher::finish() {
    if (thread_.joinable()) {
        {
            const std::lock_guard lock{mutex_};
            done_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    for (std::size_t i = 0; i < filled_; ++i) hash(filling_[i]);
    filled_ = 0;
}

void EntryHasher::work() {
    for (;;) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return done_ || !full_.empty(); });
        if (full_.empty()) return;
        Batch batch = std::move(full_.front());
        full_.pop_front();
        lock.unlock();
        changed_.notify_all();
        for (const Entry& entry : batch) hash(entry);
        lock.lock();
        empty_.push_back(std::move(batch));
    }
}

void EntryHasher::hash(const Entry& entry) {
    if (secret_ == nullptr || entry.command != command_) {
        command_ = entry.command;
        secret_ = &secret_of_(command_);
    }
    switch (entry.kind) {
        case Kind::transfer:
            return sink_(command_, entry_digest(*secret_, command_, entry.ordinal, entry.transfer, hash_kind_));
        case Kind::pending:
            return sink_(command_,
                         entry_digest(*secret_, entry.ordinal,
                                      canonical_pending(command_, entry.ordinal, entry.transfer), hash_kind_));
        case Kind::end:
            return sink_(command_, entry_digest(*secret_, entry.ordinal,
                                                canonical_pending_end(command_, entry.ordinal, entry.end), hash_kind_));
        case Kind::unreadable:
            return sink_(command_, std::nullopt);
    }
}

}  // namespace mingzhang::ledger
