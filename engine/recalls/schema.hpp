// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/store/part.hpp"

namespace mingzhang::recalls {

[[nodiscard]] store::Part recalls_part();

}  // namespace mingzhang::recalls
