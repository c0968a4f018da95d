// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mingzhang {

// Whether the text begins with an escaped character of ECMA-376 (ST_Xstring): "_x000D_".
[[nodiscard]] bool is_escape(std::string_view text) noexcept;

// The text with such escapes made the characters they stand for.
[[nodiscard]] std::string unescape(std::string_view text);

// "D7" → column 3 (from 0) and row 7; none when it is not an address.
struct CellAddress {
    std::size_t column = 0;
    std::size_t row = 0;
    friend bool operator==(const CellAddress&, const CellAddress&) = default;
};
[[nodiscard]] std::optional<CellAddress> parse_address(std::string_view text) noexcept;
[[nodiscard]] std::string to_address(std::size_t column, std::size_t row);

}  // namespace mingzhang
