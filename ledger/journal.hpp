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
    dimension_missing,    // It does not say what it is about.
    period_closed,
    year_closed,        // Income or expense of a year that was carried forward.
    pending_unknown,    // No such pending transfer,
    pending_ended,      // or it ended before,
    pending_differs,    // or it is about something else,
    pending_exceeded,   // or less is pending than is posted.
    obligation_exists,  // The household already has a payable for that program and month.
    limit_exceeded,     // An account would turn over: more leaves it than is there.
    budget_exceeded,    // More would be received than the budget line grants.
    item_overdrawn,     // More would be settled than a payable owes.
};
[[nodiscard]] RefusalWords words(PostRefusal reason);

// The only place where money moves. One journal serves one command: transfers go in one by one, linked by their command
// (all or none), nothing is held for them but netted balances, and `close` checks the limits. They are written whole
// with the command or not at all, are never edited, and are undone only by a later transfer with the accounts swapped.
class Journal {
public:
    explicit Journal(CommandContext& context);  // `context` must outlive the journal.
    ~Journal();
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    // Gives the ordinal of the transfer within its command. After a refusal the command must be refused too. A transfer
    // that names a pending one posts it: several may post parts of one, in one command, and it ends with that command.
    [[nodiscard]] Result<std::int64_t, Refusal> post(const Transfer& transfer);

    // First phase (预占): nothing moves, but what is pending out of an account can no longer be taken from it.
    [[nodiscard]] Result<EntryRef, Refusal> pend(const Transfer& transfer);

    // Ends a pending transfer of an earlier command with nothing posted.
    [[nodiscard]] Result<void, Refusal> void_pending(EntryRef pending);

    // Writes the ends of pending transfers and the netted balances, checks limits and items; must be the last call. The
    // answer of the command then tells what each account touched holds in the county, as `balance_1001_fen`.
    [[nodiscard]] Result<void, Refusal> close();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::ledger
