// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "engine/runs/run.hpp"
#include "ledger/journal.hpp"

namespace mingzhang::runs {

struct TakenBack {
    Money withdrawn;  // Of payables not yet paid: never left.
    Money proposed;   // Paid already, or on its way: waits on the worklist for recovery.
};

// What approval does about money that was accrued and is not owed (entitlement.md, "overpayment").
class Overpayments {
public:
    // All must outlive it; `runs` are the county's as they were before this approval.
    Overpayments(CommandContext& context, ledger::Journal& journal, const Run& run, const std::vector<Run>& runs)
        : context_{context}, journal_{journal}, run_{run}, runs_{runs} {}

    // Each backpay line first settles what was proposed for the same household and month by an earlier approved run and
    // is not recovered: the proposal is confirmed and offset at once (events 8 and 10; a case that
    // stood when the books began is only offset); only the rest stays payable.
    [[nodiscard]] Result<void, Refusal> settle_by_backpay();

    // Each overpayment takes back what is not yet paid of the household's month, then what came back from the bank, and
    // proposes the rest for recovery.
    [[nodiscard]] Result<TakenBack, Refusal> take_back_or_propose();

private:
    [[nodiscard]] bool is_one_off(std::int64_t number) const;

    CommandContext& context_;
    ledger::Journal& journal_;
    const Run& run_;
    const std::vector<Run>& runs_;
};

// The open cases an opening brings, as overpayments of it: what is still to be recovered of each, by ordinal. Each
// waits on the worklist; its entries are the opening's.
void open_cases(CommandContext& context, const Run& run, const std::map<std::int64_t, Money>& open);

// The worklist items of a withdrawn run's proposals end with it.
[[nodiscard]] Result<void, Refusal> withdraw_proposals(CommandContext& context, const Run& run,
                                                       const std::string& reason);

}  // namespace mingzhang::runs
