// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/commands/command.hpp"
#include "base/store/part.hpp"

namespace mingzhang::registry {

// Puts the digest of every registry row an import wrote into the leaf of its command, so that a row changed, added or
// taken away afterwards is found. Called once, after the last row.
void record_rows(CommandContext& context, std::int64_t import);

// Every import's rows are those its command put into the log.
[[nodiscard]] store::PassReport check_recorded_rows(store::Store& store);

}  // namespace mingzhang::registry
