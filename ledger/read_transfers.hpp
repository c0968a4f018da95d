// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>

#include "base/commands/command.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::ledger {

struct StoredTransfer {
    CommandId command;
    std::int64_t ordinal = 0;
    Transfer transfer;
};

// Every transfer of every county, by county, command and ordinal, one at a time. A row whose account or event does not
// exist is given to `broken` with its key instead.
void read_transfers(soci::session& sql, const std::function<void(const StoredTransfer&)>& each,
                    const std::function<void(CommandId, std::int64_t ordinal)>& broken);

// The same of one county, with the day of the command in China.
using DatedTransfer = std::function<void(const StoredTransfer&, Date day)>;
void read_journal(soci::session& sql, County county, const DatedTransfer& each,
                  const std::function<void(CommandId, std::int64_t ordinal)>& broken);

// The transfers of one command, by ordinal.
void read_transfers_of(soci::session& sql, CommandId command, const std::function<void(const StoredTransfer&)>& each);

// The earliest day of any command of the county; the epoch when there is none.
[[nodiscard]] Date first_day(soci::session& sql, County county);

// What undoes a transfer (冲正): the same event and dimensions, the accounts swapped, linked to it.
[[nodiscard]] Transfer reversal_of(const StoredTransfer& entry);

}  // namespace mingzhang::ledger
