// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/xml_text.hpp"

#include <fmt/format.h>

#include "base/text/utf8.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

// Control characters and line breaks of every script, of which XML 1.0 carries some and no bank prints any; and the two
// code points XML 1.0 leaves out of its plane. Surrogates are no UTF-8.
bool can_be_carried(char32_t c) noexcept {
    const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool is_line_break = c == 0x2028 || c == 0x2029;
    const bool is_no_character = c == 0xFFFE || c == 0xFFFF;
    return !is_control && !is_line_break && !is_no_character;
}

}  // namespace

std::optional<Text> fault_in_text(std::string_view text, std::size_t characters_max) {
    if (const auto offset = first_wrong_utf8_byte(text))
        return Text{fmt::format("第{}个字节不是有效的 UTF-8", *offset + 1),
                    fmt::format("byte {} is not valid UTF-8", *offset + 1)};
    if (trim(text) != text) return Text{"首尾有空白", "white space at an end"};
    std::size_t characters = 0;
    for (std::string_view rest = text; !rest.empty(); ++characters) {
        const char32_t c = take_code_point(rest);
        if (!can_be_carried(c))
            return Text{
                fmt::format("第{}个字符（U+{:04X}）不能写入报文", characters + 1, static_cast<std::uint32_t>(c)),
                fmt::format("character {} (U+{:04X}) cannot stand in a message", characters + 1,
                            static_cast<std::uint32_t>(c))};
    }
    if (characters > characters_max)
        return Text{fmt::format("有{}个字符，报文最多{}个", characters, characters_max),
                    fmt::format("{} characters, a message takes {}", characters, characters_max)};
    return std::nullopt;
}

void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t at = text.find_first_of("&<>\""); at != std::string_view::npos; at = text.find_first_of("&<>\"")) {
        out += text.substr(0, at);
        switch (text[at]) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += "&quot;";
        }
        text.remove_prefix(at + 1);
    }
    out += text;
}

void append_element(std::string& out, std::string_view name, std::string_view text) {
    out += '<';
    out += name;
    out += '>';
    append_escaped(out, text);
    out += "</";
    out += name;
    out += '>';
}

}  // namespace mingzhang::bank::iso20022
