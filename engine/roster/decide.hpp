// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"

// What a roster left to be decided about a household is decided here, one household at a time (docs/adr/0018). Each
// decision counts as an import and says who and when; holds of approved lines that waited for it are lifted with it.
namespace mingzhang::roster {

// Why a roster question was not answered. Checked in this order.
enum class DecideRefusal : std::uint8_t {
    reason_needed,
    nothing_asked,    // {0} household, {1}/{2} what there is no question about
    same_person,      // {0} who imported the account: a second person confirms or refuses it.
    ended_before,     // {0} household, {1} date: it had ended by then.
    before_approval,  // {0} household, {1} date: nothing can end before it began.
};
[[nodiscard]] RefusalWords words(DecideRefusal reason);

struct DecideCall {
    County county;
    std::string household_no;
    std::string reason;  // May be empty for confirming: what was seen of the passbook.
    std::string key;
};

// The new account is the household's: its lines are payable. A reviewer or approver, not who imported it. The answer:
// household, import, lifted (holds).
[[nodiscard]] Result<Answer, Refusal> confirm_account(Desk& desk, const Actor& actor, const DecideCall& call);

// It is not: the account before is in force again, by new rows of the household, and what waited is paid to it.
[[nodiscard]] Result<Answer, Refusal> refuse_account(Desk& desk, const Actor& actor, const DecideCall& call);

// The household stays, though a full roster leaves it out.
[[nodiscard]] Result<Answer, Refusal> keep_household(Desk& desk, const Actor& actor, const DecideCall& call);

// The household ends on a day, by new rows with the date and the reason. Holds of months up to that day's are lifted;
// what was accrued for later months the next run takes back.
[[nodiscard]] Result<Answer, Refusal> end_household(Desk& desk, const Actor& actor, const DecideCall& call, Date on);

}  // namespace mingzhang::roster
