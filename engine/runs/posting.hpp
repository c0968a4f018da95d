// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/runs/lines.hpp"
#include "ledger/transfer.hpp"

namespace mingzhang::runs {

// What an entry about a line is about.
[[nodiscard]] ledger::Dimensions dimensions_of(const Line& line);

}  // namespace mingzhang::runs
