// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <vector>

#include "base/store/part.hpp"

namespace mingzhang::recalls {

[[nodiscard]] std::vector<store::VerifyPass> verify_passes();

}  // namespace mingzhang::recalls
