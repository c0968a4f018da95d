// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"
#include "base/crypto/seal.hpp"
#include "engine/registry/household.hpp"

// Reported dates of death that differ by more than seven days are settled by two officers.
namespace mingzhang::registry {

// Why a date of death was not settled. Checked in this order.
enum class SettleRefusal : std::uint8_t { unknown_person, no_conflict, date_not_reported, same_person };
[[nodiscard]] RefusalWords words(SettleRefusal reason);

struct SettleCall {
    County county;
    IdNumber person;
    Date died_on;  // One of the dates reported.
    std::string key;
};

// The first officer's call proposes the date; the same date by a second officer settles it, and it then rules until a
// death row of that person is added or changed. Another date by anyone is a new proposal. It counts as an import: runs
// of the person's divisions become stale. The answer: settled (1 or 0), import (0 while proposed), item.
[[nodiscard]] Result<Answer, Refusal> settle_death(Desk& desk, const crypto::Sealer& sealer, const Actor& actor,
                                                   const SettleCall& call);

}  // namespace mingzhang::registry
