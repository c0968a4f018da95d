// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "base/store/part.hpp"

namespace mingzhang::ledger {

// The ledger's passes of `verify`: entries, balances, items, obligations, leaves, seals. They read and change nothing.
[[nodiscard]] std::vector<store::VerifySweep> verify_sweeps();
[[nodiscard]] std::vector<store::VerifyPass> verify_passes();

}  // namespace mingzhang::ledger
