// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mingzhang::crypto {

// RFC 4648, section 4: with padding, in one line.
[[nodiscard]] std::string to_base64(std::string_view bytes);

// None unless the text is exactly what `to_base64` writes: one text for the same bytes, no other.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace mingzhang::crypto
