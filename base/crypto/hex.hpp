// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto/digest.hpp"

namespace mingzhang::crypto {

// Bytes are stored as hex texts: both stores keep them without a byte column, and a person can read them out.
[[nodiscard]] std::string to_hex(Bytes bytes);  // Lower case.

// None unless the text is pairs of hex digits, either case.
[[nodiscard]] std::optional<std::vector<std::byte>> from_hex(std::string_view text);

}  // namespace mingzhang::crypto
