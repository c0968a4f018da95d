// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/tables/table.hpp"
#include "base/values/identifiers.hpp"

namespace mingzhang::store {
class Store;
}

namespace mingzhang::exchange {

// Account, name, road, version, who set it and when.
[[nodiscard]] Table connections_table(store::Store& store, County county);

// Every file that went to a bank or came from one, by time: over roads, and by people's hands (人工).
[[nodiscard]] Table files_table(store::Store& store, County county);

// What was tried for a batch and what is known of it: attempt, when, by whom, delivery, how it is known, words.
[[nodiscard]] Table attempts_table(store::Store& store, County county, std::int64_t batch);

}  // namespace mingzhang::exchange
