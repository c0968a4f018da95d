// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <optional>

#include "base/commands/command.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::ledger {

// A transfer in two phases (预占): first it is pending, which lowers what is available and moves nothing; then it ends
// once, posted whole or in part, or voided. What is not posted is free again.
struct PendingTransfer {
    EntryRef entry;
    Transfer transfer;
    bool open = true;
};

// How a pending transfer ended: what of it was posted; zero when it was voided.
struct PendingEnd {
    EntryRef pending;
    Money posted;
};

[[nodiscard]] std::optional<PendingTransfer> find_pending(soci::session& sql, County county, EntryRef entry);

// The pending transfers of a batch, by command and ordinal.
[[nodiscard]] std::vector<PendingTransfer> pending_of_batch(soci::session& sql, County county, std::int64_t batch);

// For `verify`: every pending transfer and every end, by county, command and ordinal.
void read_pending(soci::session& sql, const std::function<void(County, const PendingTransfer&)>& each);
void read_pending_ends(soci::session& sql,
                       const std::function<void(CommandId, std::int64_t ordinal, const PendingEnd&)>& each);

}  // namespace mingzhang::ledger
