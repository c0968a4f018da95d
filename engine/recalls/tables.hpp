// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/tables/table.hpp"
#include "engine/recalls/recall_book.hpp"

namespace mingzhang::recalls {

// Recall, batch, day, reason, payments, total, and how many of them are open, accepted, refused, returned. Those of
// these numbers; of none, every recall.
[[nodiscard]] Table recalls_table(store::Store& store, County county, std::vector<std::int64_t> numbers = {});

// Payment, serial, holder, amount, state, the bank's reason.
[[nodiscard]] Table recalled_table(store::Store& store, County county, std::int64_t recall);

// Payments that may have to be asked back: still in transit or paid, of a batch that was sent, for a month after the
// one in which somebody of the household died, by what is known now. Household, day of death, batch, number, serial,
// month, amount, outcome. Whether the household was owed it for the others is for a person to say.
[[nodiscard]] Table candidates_table(store::Store& store, County county);

}  // namespace mingzhang::recalls
