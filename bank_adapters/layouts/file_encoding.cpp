// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/file_encoding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text/encoding.hpp"
#include "base/text/utf8.hpp"

namespace mingzhang::bank::layouts {
namespace {

constexpr std::array<std::string_view, 3> names{"GB18030", "GBK", "UTF-8"};

Encoding base_encoding(FileEncoding encoding) noexcept {
    return encoding == FileEncoding::utf8 ? Encoding::utf8 : Encoding::gb18030;
}

std::string shown(char32_t code_point) {
    std::string text;
    append_code_point(text, code_point);
    return text;
}

Text lacking(FileEncoding encoding, char32_t code_point) {
    const auto number = static_cast<std::uint32_t>(code_point);
    return {fmt::format("“{}”（U+{:04X}）不在{}字符集中", shown(code_point), number, name(encoding)),
            fmt::format("\"{}\" (U+{:04X}) is not in {}", shown(code_point), number, name(encoding))};
}

// The two-byte characters GB18030 added to GBK, 䶮 among them.
bool is_added_to_gbk(unsigned pair) noexcept {
    struct Range {
        unsigned first;
        unsigned last;
    };
    constexpr std::array<Range, 8> added{{{0xA2E3, 0xA2E3},
                                          {0xA6D9, 0xA6DF},
                                          {0xA6EC, 0xA6ED},
                                          {0xA6F3, 0xA6F3},
                                          {0xA8BC, 0xA8BC},
                                          {0xA8BF, 0xA8BF},
                                          {0xA989, 0xA995},
                                          {0xFE50, 0xFEA0}}};
    return std::ranges::any_of(added, [pair](Range r) { return pair >= r.first && pair <= r.last; });
}

// The first character of `text` that GBK lacks, given the text's GB18030 bytes.
std::optional<char32_t> first_outside_gbk(std::string_view text, std::string_view bytes) {
    while (!bytes.empty()) {
        const char32_t code_point = take_code_point(text);
        const auto first = static_cast<unsigned char>(bytes[0]);
        if (first < 0x80) {
            bytes.remove_prefix(1);
            continue;
        }
        const auto second = static_cast<unsigned char>(bytes[1]);
        const bool four_bytes = second >= 0x30 && second <= 0x39;
        if (four_bytes || is_added_to_gbk(first * 256U + second)) return code_point;
        bytes.remove_prefix(2);
    }
    return std::nullopt;
}

}  // namespace

std::string_view name(FileEncoding encoding) noexcept {
    return names[static_cast<std::size_t>(encoding)];
}

Result<std::string, Text> encode(FileEncoding encoding, std::string_view text) {
    if (const auto offset = first_wrong_utf8_byte(text)) {
        return tl::unexpected{Text{fmt::format("第{}个字节不是有效的 UTF-8", *offset + 1),
                                   fmt::format("byte {} is not valid UTF-8", *offset + 1)}};
    }
    auto bytes = from_utf8(text, base_encoding(encoding));
    if (!bytes) return tl::unexpected{lacking(encoding, bytes.error().code_point)};
    if (encoding == FileEncoding::gbk) {
        if (const auto outside = first_outside_gbk(text, *bytes)) return tl::unexpected{lacking(encoding, *outside)};
    }
    return *std::move(bytes);
}

std::optional<std::string> decode(FileEncoding encoding, std::string_view bytes) {
    auto text = to_utf8(bytes, base_encoding(encoding));
    if (!text) return std::nullopt;
    return *std::move(text);
}

std::optional<std::string_view> decode(FileEncoding encoding, std::string_view bytes, std::string& room) {
    if (is_ascii(bytes)) return bytes;
    if (!to_utf8(bytes, base_encoding(encoding), room)) return std::nullopt;
    return room;
}

}  // namespace mingzhang::bank::layouts
