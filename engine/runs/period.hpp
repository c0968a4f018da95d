// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"
#include "base/values/month.hpp"

namespace mingzhang::runs {

// Why a month was not closed, before the ledger's own reasons. Checked in this order.
enum class ClosePeriodRefusal : std::uint8_t {
    run_open,  // A run of the month is owed and not closed. {0} run, {1}/{2} its state
};
[[nodiscard]] RefusalWords words(ClosePeriodRefusal reason);

// `period close` as a command: every approved run of the month is closed, then the ledger seals it. The answer: month
// and seal, the digest of the sealed balances.
[[nodiscard]] Result<Answer, Refusal> close_period(Desk& desk, const Actor& actor, County county, Month month,
                                                   const std::string& key);

// `period reopen` in its two steps: one person asks and says why, another confirms. The answer: month and reason.
[[nodiscard]] Result<Answer, Refusal> ask_reopening(Desk& desk, const Actor& actor, County county, Month month,
                                                    const std::string& reason, const std::string& key);
[[nodiscard]] Result<Answer, Refusal> confirm_reopening(Desk& desk, const Actor& actor, County county, Month month,
                                                        const std::string& key);

}  // namespace mingzhang::runs
