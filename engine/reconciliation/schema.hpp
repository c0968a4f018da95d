// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::reconciliation {

// The files banks answered with, and the passes of `verify` that hold outcomes against the ledger.
[[nodiscard]] store::Part reconciliation_part();

}  // namespace mingzhang::reconciliation
