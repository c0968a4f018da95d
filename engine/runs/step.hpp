// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <initializer_list>

#include "engine/runs/lifecycle.hpp"

namespace mingzhang::runs {

using StepWork = std::function<Result<Answer, Refusal>(CommandContext&, const Run&)>;

// One step of a run's life as a command: the run is found, its state must be one of `from`, then `work` is done. The
// same step asked for twice without a key is refused by its state; with a key it answers as before.
[[nodiscard]] Result<Answer, Refusal> take_step(Desk& desk, const Actor& actor, const CommandKind& kind,
                                                const StepCall& call, std::initializer_list<RunState> from,
                                                const StepWork& work);

}  // namespace mingzhang::runs
