// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::registry {

// The registry's tables. Rows are never updated: an import adds, and a row is in force as known at import n.
[[nodiscard]] store::Part registry_part();

}  // namespace mingzhang::registry
