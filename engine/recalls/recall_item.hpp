// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/recalls/recall_book.hpp"

// What stands on the worklist of a recall: that the bank owes an answer.
namespace mingzhang::recalls {

[[nodiscard]] std::int64_t open_item(CommandContext& context, const Recall& recall);

// Once the bank has answered for every payment.
[[nodiscard]] Result<void, Refusal> end_items(CommandContext& context, const Recall& recall);

// When a bank takes back a word that was final: on the worklist again, where nothing of the recall stands there.
void open_item_again(CommandContext& context, const Recall& recall);

}  // namespace mingzhang::recalls
