// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "base/store/part.hpp"

namespace mingzhang::batches {

// What `verify` proves of batches: sums, voucher, live payables, money in transit.
[[nodiscard]] std::vector<store::VerifyPass> verify_passes();

}  // namespace mingzhang::batches
