// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/commands/command.hpp"
#include "engine/runs/run.hpp"

namespace mingzhang::runs {

// The third signature: every line becomes owed (events 2 and 16), held lines are put on hold, overpayments take back
// what was not yet paid (event 12) and propose recovery of the rest, backpay first settles proposals of the same
// household and month, and calculated runs that overlap this one or precede its month go stale. One transaction.
[[nodiscard]] Result<Answer, Refusal> make_due(CommandContext& context, const Run& run);

// Undoes all of that by reversing entries, as long as nothing of the run is in a batch.
[[nodiscard]] Result<Answer, Refusal> take_back(CommandContext& context, const Run& run, const std::string& reason);

}  // namespace mingzhang::runs
