// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <tl/expected.hpp>

namespace mingzhang {

// A refusal is data, never an exception: the value, or the reason there is none.
template <class Value, class Error>
using Result = tl::expected<Value, Error>;

}  // namespace mingzhang
