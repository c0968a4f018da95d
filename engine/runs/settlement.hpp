// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/commands/command.hpp"
#include "engine/runs/run.hpp"

// What must be true of the money before a run is released or closed.
namespace mingzhang::runs {

// The treasury quota covers everything that may be sent now, program by program.
[[nodiscard]] Result<void, Refusal> check_funds(CommandContext& context, County county);

// Nothing of the run is to be sent or in transit; what is held waits on.
[[nodiscard]] Result<void, Refusal> check_settled(soci::session& sql, const Run& run);

}  // namespace mingzhang::runs
