// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "base/store/part.hpp"

namespace mingzhang::statements {

[[nodiscard]] std::vector<store::VerifyPass> verify_passes();

}  // namespace mingzhang::statements
