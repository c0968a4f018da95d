// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/store/store.hpp"
#include "base/tables/table.hpp"
#include "base/values/identifiers.hpp"
#include "ledger/moment.hpp"

namespace mingzhang::reports {

// 未结清款项: every payable that was owed, on its way or returned at the moment, and where its money stood. `as_of` is
// how people call the moment, empty for now. `store` must outlive the table.
[[nodiscard]] Table open_items_table(store::Store& store, County county, ledger::Moment moment,
                                     const std::string& as_of);

}  // namespace mingzhang::reports
