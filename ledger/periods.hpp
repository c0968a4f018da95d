// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/month.hpp"

namespace soci {
class session;
}

// A month that is closed takes no more postings, and its balances are sealed. It is reopened by two people, the last
// closed first; both steps stand in the record for good.
namespace mingzhang::ledger {

// Why a period was not closed. Checked in this order.
enum class CloseRefusal : std::uint8_t { month_not_begun, closed_before, later_month_closed, trial_balance_differs };
[[nodiscard]] RefusalWords words(CloseRefusal reason);

// Why a period was not reopened. Checked in this order.
enum class ReopenRefusal : std::uint8_t {
    reason_missing,
    not_closed,
    later_month_closed,
    year_closed,
    asked_before,
    not_asked,
    same_person,
};
[[nodiscard]] RefusalWords words(ReopenRefusal reason);

enum class PeriodStep : std::uint8_t { closed = 1, reopening_asked = 2, reopened = 3 };  // Stored.
[[nodiscard]] Text name(PeriodStep step);

struct PeriodEvent {
    Month month;
    PeriodStep step;
    std::int64_t command = 0;
    std::string actor;
    std::string reason;
    std::string log_root;  // Of a close: the root of the log before it,
    std::string balances;  // and the digest of the sealed balances.
};

// Everything that happened to the months, in its order.
[[nodiscard]] std::vector<PeriodEvent> period_events(soci::session& sql, County county);

// The latest month that is closed; nothing dated in it or before it can be posted.
[[nodiscard]] std::optional<Month> last_closed(soci::session& sql, County county);
[[nodiscard]] bool is_closed(soci::session& sql, County county, Month month);

// Closes the month (关账) inside a command: proves that debits equal credits and seals the balances with their digest.
// What must be settled first is the caller's to check. Gives the digest of the sealed balances.
[[nodiscard]] Result<std::string, Refusal> close_period(CommandContext& context, Month month);

// The first person asks, and says why; a second one, another, reopens (反关账).
[[nodiscard]] Result<void, Refusal> ask_reopening(CommandContext& context, Month month, const std::string& reason);
[[nodiscard]] Result<void, Refusal> reopen_period(CommandContext& context, Month month);

// The canonical bytes of all balances of a county, and their digest: what a seal is made of.
[[nodiscard]] crypto::Digest balances_digest(soci::session& sql, County county);

}  // namespace mingzhang::ledger
