// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/utf8_sequence.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace mingzhang {

namespace {

// The lengths and second bytes of RFC 3629, section 4: what they leave out is longer than needed, a surrogate, or
// beyond U+10FFFF.
struct Shape {
    std::size_t length = 0;  // Zero: no character begins so.
    unsigned char second_min = 0x80;
    unsigned char second_max = 0xBF;
};

constexpr Shape shape_of(unsigned char lead) noexcept {
    if (lead < 0x80) return {1};
    if (lead < 0xC2) return {};
    if (lead < 0xE0) return {2};
    if (lead == 0xE0) return {3, 0xA0, 0xBF};
    if (lead == 0xED) return {3, 0x80, 0x9F};
    if (lead < 0xF0) return {3};
    if (lead == 0xF0) return {4, 0x90, 0xBF};
    if (lead < 0xF4) return {4};
    if (lead == 0xF4) return {4, 0x80, 0x8F};
    return {};
}

// How many bytes at the beginning agree with the shape.
std::size_t agreeing(std::string_view bytes, const Shape& shape) noexcept {
    std::size_t i = 1;
    for (; i < shape.length && i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const unsigned char low = i == 1 ? shape.second_min : 0x80;
        const unsigned char high = i == 1 ? shape.second_max : 0xBF;
        if (byte < low || byte > high) break;
    }
    return i;
}

// How many bytes at the beginning are ASCII, in whole words of eight: a file of payments is mostly that. At the end,
// and on machines that put the high byte first, it may say up to seven too few.
std::size_t ascii_prefix(std::string_view bytes) noexcept {
    constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
    std::uint64_t word = 0;
    std::size_t at = 0;
    for (; at + sizeof word <= bytes.size(); at += sizeof word) {
        std::memcpy(&word, bytes.data() + at, sizeof word);
        const std::uint64_t found = word & high_bits;
        if (found == 0) continue;
        constexpr unsigned bits_a_byte = 8;
        return std::endian::native == std::endian::little
                   ? at + static_cast<unsigned>(std::countr_zero(found)) / bits_a_byte
                   : at;
    }
    return at;
}

// How many bytes at the beginning are characters from U+1000 to U+CFFF, of which names and places are nearly all made:
// three bytes each, with nothing to look out for.
std::size_t common_chinese(std::string_view bytes) noexcept {
    std::size_t at = 0;
    for (; at + 3 <= bytes.size(); at += 3) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
        if (byte(0) < 0xE1 || byte(0) > 0xEC || (byte(1) & 0xC0U) != 0x80 || (byte(2) & 0xC0U) != 0x80) break;
    }
    return at;
}

}  // namespace

std::size_t sound_utf8_prefix(std::string_view bytes) noexcept {
    std::size_t at = 0;
    while (at < bytes.size()) {
        at += ascii_prefix(bytes.substr(at));
        if (at == bytes.size()) return at;
        const auto lead = static_cast<unsigned char>(bytes[at]);
        if (lead < 0x80) {
            ++at;
            continue;
        }
        if (const std::size_t common = common_chinese(bytes.substr(at)); common > 0) {
            at += common;
            continue;
        }
        const Shape shape = shape_of(lead);
        if (shape.length == 0 || agreeing(bytes.substr(at), shape) != shape.length) return at;
        at += shape.length;
    }
    return at;
}

bool is_cut_utf8(std::string_view bytes) noexcept {
    if (bytes.empty()) return false;
    const Shape shape = shape_of(static_cast<unsigned char>(bytes[0]));
    return bytes.size() < shape.length && agreeing(bytes, shape) == bytes.size();
}

}  // namespace mingzhang
