// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mingzhang {

// Where the first byte stands that is not UTF-8 (RFC 3629: shortest form, no surrogates, up to U+10FFFF); none when all
// is.
[[nodiscard]] std::optional<std::size_t> first_wrong_utf8_byte(std::string_view bytes) noexcept;

// Takes the first character off `rest`. REQUIRES: `rest` is valid UTF-8 and not empty.
[[nodiscard]] char32_t take_code_point(std::string_view& rest) noexcept;
void append_code_point(std::string& text, char32_t code_point);

// How many columns of a terminal the text takes: Chinese characters and full-width forms two, combining marks none.
[[nodiscard]] std::size_t display_width(std::string_view utf8) noexcept;

// Without the white space at both ends: blanks, tabs, line ends, the ideographic space U+3000 and the no-break space
// U+00A0, both of which officers' sheets carry without anyone seeing them, and U+FEFF and U+200B, which nobody can see.
[[nodiscard]] std::string_view trim(std::string_view utf8) noexcept;

// A to Z made a to z; every other byte as it is.
[[nodiscard]] std::string ascii_lower(std::string_view text);

}  // namespace mingzhang
