// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/our_serial.hpp"

#include <charconv>
#include <string>

namespace mingzhang::statements {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

// Of a word a number or code could go on with; Chinese characters stand close without a space.
bool is_word(char c) noexcept {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::size_t digits_from(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - at;
}

std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

// The serial that begins at a 'B', if one does.
std::optional<OurSerial> serial_at(std::string_view text, std::size_t at) {
    constexpr std::size_t batch_digits_max = 9;
    constexpr std::size_t number_digits_min = 6;
    constexpr std::size_t number_digits_max = 9;
    if (at > 0 && is_word(text[at - 1])) return std::nullopt;
    const std::size_t batch_digits = digits_from(text, at + 1);
    const std::size_t dash = at + 1 + batch_digits;
    if (batch_digits == 0 || batch_digits > batch_digits_max || dash >= text.size() || text[dash] != '-')
        return std::nullopt;
    const std::size_t digits = digits_from(text, dash + 1);
    const std::size_t end = dash + 1 + digits;
    if (digits < number_digits_min || digits > number_digits_max) return std::nullopt;
    if (end < text.size() && is_word(text[end])) return std::nullopt;
    const OurSerial serial{number(text.substr(at + 1, batch_digits)), number(text.substr(dash + 1, digits))};
    if (serial.batch == 0 || serial.instruction == 0) return std::nullopt;
    return serial;
}

bool stands_in(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool is_alone = (at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]));
        if (is_alone && (end == text.size() || text[end] != '-')) return true;
    }
    return false;
}

}  // namespace

std::optional<OurSerial> serial_in(std::string_view text) {
    std::optional<OurSerial> found;
    for (std::size_t at = text.find('B'); at != std::string_view::npos; at = text.find('B', at + 1)) {
        const auto serial = serial_at(text, at);
        if (!serial || found == serial) continue;
        if (found) return std::nullopt;
        found = serial;
    }
    return found;
}

bool names_batch(std::string_view text, std::int64_t batch, std::string_view file_name) {
    const std::string_view stem = file_name.substr(0, file_name.rfind('.'));
    return stands_in(text, "B" + std::to_string(batch)) || (!stem.empty() && stands_in(text, stem));
}

}  // namespace mingzhang::statements
