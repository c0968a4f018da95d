// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/store.hpp"
#include "base/tables/table.hpp"
#include "base/values/identifiers.hpp"

namespace mingzhang::reports {

// 试算平衡表: debits, credits and balance of every account with a posting. `store` must outlive the table.
[[nodiscard]] Table trial_balance_table(store::Store& store, County county);

}  // namespace mingzhang::reports
