// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>

#include "base/commands/command.hpp"
#include "base/tables/row_pusher.hpp"

namespace mingzhang {

// A table whose rows are all read in one moment of the database, each time it is sent; a store that fails on the way is
// a refusal. `store` must outlive it.
using RowReading = std::function<Result<void, Refusal>(soci::session&, RowPusher&)>;
[[nodiscard]] Table read_table(store::Store& store, TableHead head, RowReading read);

}  // namespace mingzhang
