// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/commands/command.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::opening {

// Remembers a worklist item as the opening's, so that it ends with it.
void keep_item(CommandContext& context, std::int64_t run, std::int64_t item);

// Ends those that are open.
[[nodiscard]] Result<void, Refusal> end_items(CommandContext& context, std::int64_t run, const std::string& decision);

// Runs calculated on other ground than what the opening says now are stale: everything in the county is touched.
void touch_county(CommandContext& context, std::string_view import_kind);

}  // namespace mingzhang::opening
