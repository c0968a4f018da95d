// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "base/store/part.hpp"

namespace mingzhang::reconciliation {

// What `verify` proves of outcomes: each has its entries, none moved more than its instruction.
[[nodiscard]] std::vector<store::VerifyPass> verify_passes();

}  // namespace mingzhang::reconciliation
