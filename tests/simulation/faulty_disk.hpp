// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mingzhang::test {

// How a disk fails.
enum class Damage : std::uint8_t {
    once,       // One write or sync is refused; the next ones go through.
    for_good,   // From there on every write and sync is refused.
    torn,       // One write is done by half and then refused.
    disk_full,  // From there on nothing more is written; syncing and deleting go on.
};
[[nodiscard]] std::span<const Damage> all_damages() noexcept;
[[nodiscard]] std::string_view code(Damage damage) noexcept;

// The disk as SQLite sees it in this process: once installed, every database opened afterwards stands on it. It counts
// what changes the disk (writes, syncs, truncations, deletions) and fails where it is told to. Not for threads.
class FaultyDisk {
public:
    [[nodiscard]] static FaultyDisk& installed();

    // Counts anew, and fails at the nth change from here on (from 1; 0: never).
    void fail_at(long nth, Damage damage);
    void heal() { fail_at(0, Damage::once); }

    [[nodiscard]] long changes() const noexcept { return changes_; }  // Since the last call of `fail_at`.
    [[nodiscard]] bool failed() const noexcept { return failed_; }

    // What the next change meets; for the file methods.
    enum class Fate : std::uint8_t { passes, fails, tears, full };
    [[nodiscard]] Fate next(bool is_write) noexcept;

private:
    FaultyDisk();

    long changes_ = 0;
    long fails_at_ = 0;
    Damage damage_ = Damage::once;
    bool failed_ = false;
};

}  // namespace mingzhang::test
