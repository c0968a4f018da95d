// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>

#include "base/commands/command.hpp"
#include "base/values/refusal.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::ledger {

// Why a posting was refused. Checked in this order; the first match is returned.
enum class PostRefusal : std::uint8_t {
    amount_not_positive,
    event_does_not_move,  // The event never moves money between these two accounts.
    period_closed,
    obligation_exists,  // The household already has a payable for that program and month.
    limit_exceeded,     // An account would turn over: more leaves it than is there.
    item_overdrawn,     // More would be settled than a payable owes.
};
[[nodiscard]] RefusalWords words(PostRefusal reason);

// The only place where money moves. One journal serves one command: transfers go in one by one, nothing is held for
// them but netted balances, and `close` checks the limits. They are written whole with the command or not at all, are
// never edited, and are undone only by a later transfer with the accounts swapped.
class Journal {
public:
    explicit Journal(CommandContext& context);  // `context` must outlive the journal.
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    // Gives the ordinal of the transfer within its command. After a refusal the command must be refused too.
    [[nodiscard]] Result<std::int64_t, Refusal> post(const Transfer& transfer);

    // Writes the netted balances and checks limits and items; must be the last call.
    [[nodiscard]] Result<void, Refusal> close();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::ledger
