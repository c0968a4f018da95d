// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <string_view>

namespace mingzhang {

// The bytes of the longest beginning that is valid UTF-8.
[[nodiscard]] std::size_t sound_utf8_prefix(std::string_view bytes) noexcept;

// Whether the bytes are the beginning of one UTF-8 character and lack only its end.
[[nodiscard]] bool is_cut_utf8(std::string_view bytes) noexcept;

}  // namespace mingzhang
