// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/runs/lines.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::runs {

// What an entry about a line is about; the expense belongs to the budget year it is posted in.
[[nodiscard]] ledger::Dimensions dimensions_of(const Line& line, int budget_year);

}  // namespace mingzhang::runs
