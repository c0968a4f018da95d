// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"
#include "engine/runs/run.hpp"

// calculated → submitted → reviewed → approved → released → closed, by at least three people.
namespace mingzhang::runs {

// Why a run did not take the step. Checked in this order.
enum class StepRefusal : std::uint8_t {
    wrong_state,       // {0} run, {1}/{2} its state, {3}/{4} the state the step needs
    reason_needed,     // Sending back and withdrawing say why.
    signed_before,     // Nobody signs twice, nor what he prepared.
    stale,             // A later import touched its division, or another run was approved.
    has_batches,       // Lines of it are in a batch: it cannot be withdrawn.
    not_enough_funds,  // {0} program, {1} missing
    not_settled,       // Closing: something of it is still to be sent or in transit.
};
[[nodiscard]] RefusalWords words(StepRefusal reason);

struct StepCall {
    County county;
    std::int64_t run = 0;
    std::string reason;  // For send_back and withdraw.
    std::string key;     // Idempotency key; may be empty.
};

// The preparer hands it on; only he who calculated it, or another officer.
[[nodiscard]] Result<Answer, Refusal> submit(Desk& desk, const Actor& actor, const StepCall& call);
// The reviewer signs.
[[nodiscard]] Result<Answer, Refusal> review(Desk& desk, const Actor& actor, const StepCall& call);
// The approver signs: in one transaction every line becomes owed (events 2 and 16), overpayments reverse what was not
// yet paid and propose recovery of the rest, and overlapping or earlier runs become stale.
[[nodiscard]] Result<Answer, Refusal> approve(Desk& desk, const Actor& actor, const StepCall& call);
// A reviewer or approver gives it back to the preparer, with a reason; signatures fall, and it is calculated anew.
[[nodiscard]] Result<Answer, Refusal> send_back(Desk& desk, const Actor& actor, const StepCall& call);
// An approved run is taken back before release: its entries are reversed.
[[nodiscard]] Result<Answer, Refusal> withdraw(Desk& desk, const Actor& actor, const StepCall& call);
// Funds are checked; its payable lines may go into batches.
[[nodiscard]] Result<Answer, Refusal> release(Desk& desk, const Actor& actor, const StepCall& call);
// Nothing of it is to be sent or in transit any more. Held lines and open returns go on by themselves.
[[nodiscard]] Result<Answer, Refusal> close(Desk& desk, const Actor& actor, const StepCall& call);

}  // namespace mingzhang::runs
