// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/store.hpp"
#include "base/tables/table.hpp"
#include "base/values/identifiers.hpp"
#include "ledger/moment.hpp"

namespace mingzhang::reports {

// 试算平衡表: debits, credits and balance of every account with a posting, as of a moment; `as_of` is how people call
// it, empty for now. `store` must outlive the table.
[[nodiscard]] Table trial_balance_table(store::Store& store, County county, ledger::Moment moment = {},
                                        const std::string& as_of = {});

}  // namespace mingzhang::reports
