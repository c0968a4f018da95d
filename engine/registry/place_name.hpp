// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"

namespace mingzhang::registry {

// What people call a place: the name the registry knows a division by, or its code.
[[nodiscard]] std::string place_name(store::Store& store, const DivisionScope& place);

}  // namespace mingzhang::registry
