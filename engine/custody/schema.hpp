// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::custody {

[[nodiscard]] store::Part custody_part();

}  // namespace mingzhang::custody
