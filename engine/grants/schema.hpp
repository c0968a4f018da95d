// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::grants {

[[nodiscard]] store::Part grants_part();

}  // namespace mingzhang::grants
