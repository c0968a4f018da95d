// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::opening {

[[nodiscard]] store::Part opening_part();

}  // namespace mingzhang::opening
