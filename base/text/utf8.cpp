// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text/utf8_sequence.hpp"

namespace mingzhang {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

// Unicode 15, East Asian Width W and F, joined across unassigned gaps: what terminals draw two columns wide.
constexpr std::array wide_ranges{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},
    Range{0x4E00, 0xA4CF},   Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
    Range{0xFE10, 0xFE19},   Range{0xFE30, 0xFE6F},   Range{0xFF01, 0xFF60},   Range{0xFFE0, 0xFFE6},
    Range{0x1F300, 0x1F64F}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};

constexpr std::array narrow_nothing_ranges{
    Range{0x0300, 0x036F}, Range{0x200B, 0x200F}, Range{0x20D0, 0x20FF},   Range{0x3099, 0x309A},
    Range{0xFE00, 0xFE0F}, Range{0xFEFF, 0xFEFF}, Range{0xE0100, 0xE01EF},
};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t c) {
    return std::ranges::any_of(ranges, [c](const Range& r) { return c >= r.first && c <= r.last; });
}

// The white space at the beginning of the text, in bytes; the same characters are looked for at its end.
constexpr std::array<std::string_view, 10> blanks{
    " ", "\t", "\n", "\r", "\v", "\f", "\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF", "\xE2\x80\x8B",
};

}  // namespace

std::optional<std::size_t> first_wrong_utf8_byte(std::string_view bytes) noexcept {
    const std::size_t sound = sound_utf8_prefix(bytes);
    return sound == bytes.size() ? std::nullopt : std::optional{sound};
}

char32_t take_code_point(std::string_view& rest) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(rest[i])); };
    const char32_t lead = byte(0);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (byte(i) & 0x3F);
    rest.remove_prefix(length);
    return c;
}

void append_code_point(std::string& text, char32_t c) {
    const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (c < 0x80) return put(c);
    if (c < 0x800) {
        put(0xC0 | (c >> 6));
    } else {
        if (c < 0x10000) {
            put(0xE0 | (c >> 12));
        } else {
            put(0xF0 | (c >> 18));
            put(0x80 | ((c >> 12) & 0x3F));
        }
        put(0x80 | ((c >> 6) & 0x3F));
    }
    put(0x80 | (c & 0x3F));
}

std::size_t display_width(std::string_view utf8) noexcept {
    std::size_t width = 0;
    while (!utf8.empty()) {
        const char32_t c = take_code_point(utf8);
        if (c < 0x300) {
            width += 1;
        } else if (!is_in(narrow_nothing_ranges, c)) {
            width += is_in(wide_ranges, c) ? 2 : 1;
        }
    }
    return width;
}

namespace {

// What the first and the last bytes of blanks may be. Nearly every text is told by them to need no trimming, and nearly
// every text is trimmed.
bool may_begin_blank(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\xC2' || c == '\xE2' || c == '\xE3' || c == '\xEF';
}
bool may_end_blank(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\xA0' || c == '\x80' || c == '\xBF' || c == '\x8B';
}

}  // namespace

std::string_view trim(std::string_view utf8) noexcept {
    const auto begins = [&](std::string_view blank) { return utf8.starts_with(blank); };
    const auto ends = [&](std::string_view blank) { return utf8.ends_with(blank); };
    while (!utf8.empty() && may_begin_blank(utf8.front())) {
        const auto found = std::ranges::find_if(blanks, begins);
        if (found == blanks.end()) break;
        utf8.remove_prefix(found->size());
    }
    while (!utf8.empty() && may_end_blank(utf8.back())) {
        const auto found = std::ranges::find_if(blanks, ends);
        if (found == blanks.end()) break;
        utf8.remove_suffix(found->size());
    }
    return utf8;
}

std::string ascii_lower(std::string_view text) {
    std::string lower{text};
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

}  // namespace mingzhang
