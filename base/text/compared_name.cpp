// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/compared_name.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text/utf8.hpp"

namespace mingzhang {

namespace {

// The dot between the parts of a name is U+00B7 by the national rule (GB18030 A1A4); what stands for it where a
// keyboard, a font or a codec has another. A full stop is its narrow form.
constexpr char32_t name_dot = 0x00B7;
constexpr std::array<char32_t, 11> dots{0x002E, 0x00B7, 0x0387, 0x2022, 0x2024, 0x2027,
                                        0x2219, 0x22C5, 0x30FB, 0xFF0E, 0xFF65};

struct Range {
    char32_t first;
    char32_t last;
};
// Seen as a blank or not at all: white space, characters without width, selectors of variant glyphs.
constexpr std::array<Range, 12> blanks{{{0x0009, 0x000D},
                                        {0x0020, 0x0020},
                                        {0x0085, 0x0085},
                                        {0x00A0, 0x00A0},
                                        {0x00AD, 0x00AD},
                                        {0x2000, 0x200F},
                                        {0x2028, 0x202F},
                                        {0x205F, 0x2060},
                                        {0x3000, 0x3000},
                                        {0xFE00, 0xFE0F},
                                        {0xFEFF, 0xFEFF},
                                        {0xE0100, 0xE01EF}}};

// Two-byte codes of GB18030 that its editions of 2000 and 2005 decode to private use, or GBK before them, and what they
// are since: FE50 to FEA0 (without FE7F) from U+E815 on; A6D9 to A6DF, A6EC, A6ED, A6F3 from U+E78D on; A8BC and A8BF.
constexpr char32_t first_of_fe50 = 0xE815;
constexpr std::array<char32_t, 80> from_fe50{
    0x2E81, 0x20087, 0x20089, 0x200CC, 0x2E84,  0x3473, 0x3447, 0x2E88, 0x2E8B, 0x9FB4, 0x359E, 0x361A,
    0x360E, 0x2E8C,  0x2E97,  0x396E,  0x3918,  0x9FB5, 0x39CF, 0x39DF, 0x3A73, 0x39D0, 0x9FB6, 0x9FB7,
    0x3B4E, 0x3C6E,  0x3CE0,  0x2EA7,  0x215D7, 0x9FB8, 0x2EAA, 0x4056, 0x415F, 0x2EAE, 0x4337, 0x2EB3,
    0x2EB6, 0x2EB7,  0x2298F, 0x43B1,  0x43AC,  0x2EBB, 0x43DD, 0x44D6, 0x4661, 0x464C, 0x9FB9, 0x4723,
    0x4729, 0x477C,  0x478D,  0x2ECA,  0x4947,  0x497A, 0x497D, 0x4982, 0x4983, 0x4985, 0x4986, 0x499F,
    0x499B, 0x49B7,  0x49B6,  0x9FBA,  0x241FE, 0x4CA3, 0x4C9F, 0x4CA0, 0x4CA1, 0x4C77, 0x4CA2, 0x4D13,
    0x4D14, 0x4D15,  0x4D16,  0x4D17,  0x4D18,  0x4D19, 0x4DAE, 0x9FBB,
};
constexpr char32_t first_of_a6d9 = 0xE78D;
constexpr std::array<char32_t, 10> from_a6d9{0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14,
                                             0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19};
constexpr char32_t of_a8bc = 0xE7C7;
constexpr char32_t of_a8bf = 0xE7C8;

template <std::size_t size>
std::optional<char32_t> in_table(char32_t c, char32_t first, const std::array<char32_t, size>& table) noexcept {
    if (c < first || c - first >= size) return std::nullopt;
    return table[c - first];
}

char32_t without_private_use(char32_t c) noexcept {
    if (c == of_a8bc) return 0x1E3F;
    if (c == of_a8bf) return 0x01F9;
    if (const auto found = in_table(c, first_of_fe50, from_fe50)) return *found;
    return in_table(c, first_of_a6d9, from_a6d9).value_or(c);
}

bool is_blank(char32_t c) noexcept {
    return std::ranges::any_of(blanks, [c](Range range) { return c >= range.first && c <= range.last; });
}

// The wide forms of ASCII stand in its order.
char32_t narrow(char32_t c) noexcept {
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + 0x21 : c;
}

}  // namespace

std::string compared_name(std::string_view name) {
    std::string form;
    form.reserve(name.size());
    while (!name.empty()) {
        const char32_t c = without_private_use(take_code_point(name));
        if (is_blank(c)) continue;
        append_code_point(form, std::ranges::find(dots, c) != dots.end() ? name_dot : narrow(c));
    }
    return form;
}

bool is_same_name(std::string_view a, std::string_view b) {
    return a == b || compared_name(a) == compared_name(b);  // Nearly all are the same as they stand.
}

}  // namespace mingzhang
