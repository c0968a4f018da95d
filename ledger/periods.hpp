// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/month.hpp"

namespace soci {
class session;
}

namespace mingzhang::ledger {

// Why a period was not closed. Checked in this order.
enum class CloseRefusal : std::uint8_t { month_not_begun, closed_before, later_month_closed, trial_balance_differs };
[[nodiscard]] RefusalWords words(CloseRefusal reason);

// A month is closed when it, or a later one, was: then nothing dated in it can be posted.
[[nodiscard]] bool is_closed(soci::session& sql, County county, Month month);

// Closes the month (关账) inside a command: proves that debits equal credits and seals the balances with their digest.
// What must be settled first is the caller's to check. The answer names the digest of the sealed balances.
[[nodiscard]] Result<std::string, Refusal> close_period(CommandContext& context, Month month);

// The canonical bytes of all balances of a county, and their digest: what a seal is made of.
[[nodiscard]] crypto::Digest balances_digest(soci::session& sql, County county);

}  // namespace mingzhang::ledger
