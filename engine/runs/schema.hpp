// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::runs {

// The tables of runs, lines, overpayments and holds, and the pass that holds them against the ledger.
[[nodiscard]] store::Part runs_part();

}  // namespace mingzhang::runs
