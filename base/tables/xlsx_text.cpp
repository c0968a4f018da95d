// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/xlsx_text.hpp"

#include <algorithm>
#include <charconv>

#include "base/text/utf8.hpp"

namespace mingzhang {

namespace {

constexpr std::size_t escape_bytes = 7;  // _x000D_

std::optional<char32_t> escaped(std::string_view text) noexcept {
    if (text.size() < escape_bytes || text[0] != '_' || text[1] != 'x' || text[6] != '_') return std::nullopt;
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
    if (error != std::errc{} || end != text.data() + 6) return std::nullopt;
    return static_cast<char32_t>(code);
}

bool is_surrogate(char32_t c, char32_t first) noexcept {
    return c >= first && c < first + 0x400;
}

}  // namespace

bool is_escape(std::string_view text) noexcept {
    return escaped(text).has_value();
}

std::string unescape(std::string_view text) {
    if (text.find("_x") == std::string_view::npos) return std::string{text};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = escaped(text.substr(i));
        if (!c) {
            out += text[i++];
            continue;
        }
        i += escape_bytes;
        const auto low = is_surrogate(*c, 0xD800) ? escaped(text.substr(i)) : std::nullopt;
        if (low && is_surrogate(*low, 0xDC00)) {
            append_code_point(out, 0x10000 + ((*c - 0xD800) << 10) + (*low - 0xDC00));
            i += escape_bytes;
        } else {
            append_code_point(out, is_surrogate(*c, 0xD800) || is_surrogate(*c, 0xDC00) ? 0xFFFD : *c);
        }
    }
    return out;
}

std::optional<CellAddress> parse_address(std::string_view text) noexcept {
    std::size_t column = 0;
    std::size_t letters = 0;
    while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z') {
        column = column * 26 + static_cast<std::size_t>(text[letters] - 'A') + 1;
        if (++letters > 3) return std::nullopt;
    }
    std::size_t row = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data() + letters, last, row);
    if (letters == 0 || error != std::errc{} || end != last || row == 0) return std::nullopt;
    return CellAddress{column - 1, row};
}

std::string to_address(std::size_t column, std::size_t row) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return letters + std::to_string(row);
}

}  // namespace mingzhang
