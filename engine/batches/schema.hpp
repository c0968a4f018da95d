// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::batches {

// Bank accounts, funds, batches, instructions and their outcomes, and the passes of `verify` that prove them.
[[nodiscard]] store::Part batches_part();

}  // namespace mingzhang::batches
