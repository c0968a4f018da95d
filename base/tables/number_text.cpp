// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/tables/number_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace mingzhang {

namespace {

constexpr std::size_t digits_max = 15;  // What Excel keeps of a number.

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// [-]digits[.digits]
bool is_plain_decimal(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = text.substr(std::min(point + 1, text.size()));
    return !whole.empty() && std::ranges::all_of(whole, is_digit) && std::ranges::all_of(fraction, is_digit) &&
           text.size() != point + 1;
}

// Digits from the first that is not zero. Zeros at the end count: of a card number ending in 0000 Excel may have made
// them.
std::size_t digits_of(std::string_view text) {
    const std::size_t first = std::min(text.find_first_of("123456789"), text.size());
    return static_cast<std::size_t>(std::ranges::count_if(text.substr(first), is_digit));
}

// The shortest decimal, without exponent, that names the same binary number.
Result<std::string, CellFault> shortest_text(std::string_view written) {
    double binary = 0;
    std::from_chars(written.data(), written.data() + written.size(), binary);
    std::array<char, 400> buffer;
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), binary, std::chars_format::fixed);
    const std::string_view shortest{buffer.data(), static_cast<std::size_t>(end - buffer.data())};
    if (error != std::errc{} || digits_of(shortest) > digits_max) return tl::unexpected{CellFault::too_many_digits};
    return std::string{shortest};
}

// The end of a number below one tenth: E-2 and further down.
bool is_small_exponent(std::string_view text) {
    return text.starts_with("-") && text.size() >= 2 && text.size() <= 3 &&
           std::ranges::all_of(text.substr(1), is_digit);
}

}  // namespace

Result<std::string, CellFault> number_text(std::string_view written) {
    const std::size_t e = std::min(written.find_first_of("Ee"), written.size());
    if (!is_plain_decimal(written.substr(0, e))) return tl::unexpected{CellFault::e_notation};
    if (e < written.size()) {
        if (!is_small_exponent(written.substr(e + 1))) return tl::unexpected{CellFault::e_notation};
        return shortest_text(written);
    }
    if (digits_of(written) <= digits_max) return std::string{written};
    if (written.find('.') == std::string_view::npos) return tl::unexpected{CellFault::too_many_digits};
    return shortest_text(written);
}

}  // namespace mingzhang
