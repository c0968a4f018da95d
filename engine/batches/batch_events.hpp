// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>

#include "base/commands/command.hpp"
#include "engine/batches/batch.hpp"

namespace mingzhang::batches {

// Adds the next event of a batch inside a command; it is the batch's state from then on.
void add_event(CommandContext& context, std::int64_t batch, BatchState kind, std::string_view note);

}  // namespace mingzhang::batches
