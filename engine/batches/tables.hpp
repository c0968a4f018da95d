// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "base/store/store.hpp"
#include "base/tables/table.hpp"
#include "base/values/identifiers.hpp"

// What `bank-account list`, `funds list`, `batch list`, `batch show` and `batch tie` show. `store` must outlive the
// table.
namespace mingzhang::batches {

[[nodiscard]] Table bank_accounts_table(store::Store& store, County county);
[[nodiscard]] Table funds_table(store::Store& store, County county);
[[nodiscard]] Table budget_table(store::Store& store, County county);
[[nodiscard]] Table batches_table(store::Store& store, County county);
[[nodiscard]] Table instructions_table(store::Store& store, County county, std::int64_t batch);  // Accounts masked.
[[nodiscard]] Table tie_table(store::Store& store, County county, std::int64_t batch);           // The differing rows.

}  // namespace mingzhang::batches
