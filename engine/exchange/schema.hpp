// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::exchange {

// Connections, the register of files that went and came, attempts at sending, and the passes of `verify` that hold
// them against batches.
[[nodiscard]] store::Part exchange_part();

}  // namespace mingzhang::exchange
