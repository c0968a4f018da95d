// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::statements {

[[nodiscard]] store::Part statements_part();

}  // namespace mingzhang::statements
