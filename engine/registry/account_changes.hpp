// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/commands/command.hpp"

namespace mingzhang::registry {

// After an import of households: each household known before whose bank, account number or account name it changed
// becomes a question; one it changed back, or changed again, has nothing left to be asked. The first account a
// household came with needs no question: its approval is its check. Gives how many it asked about.
[[nodiscard]] Result<std::int64_t, Refusal> ask_about_accounts(CommandContext& context, std::int64_t import);

// After a retraction of `of_import` as import `import`: what is in force again is compared in the same way. So a change
// nobody confirmed is asked about again when it comes back, and what a second person confirmed is not undone by one.
[[nodiscard]] Result<void, Refusal> ask_about_accounts_again(CommandContext& context, std::int64_t import,
                                                             std::int64_t of_import);

}  // namespace mingzhang::registry
