// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::ledger {

// The ledger's tables, their guards, and the passes of `verify` that prove them.
[[nodiscard]] store::Part ledger_part();

}  // namespace mingzhang::ledger
