// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/statement_amount.hpp"

#include <algorithm>
#include <array>

namespace mingzhang::bank {

namespace {

// A currency code as one number: a statement of a million lines asks for its decimals a million times.
constexpr std::uint32_t packed(std::string_view code) noexcept {
    std::uint32_t number = 0;
    for (const char letter : code) number = number << 8U | static_cast<unsigned char>(letter);
    return number;
}

template <class... Codes>
constexpr auto packed_all(Codes... codes) noexcept {
    return std::array{packed(codes)...};
}

// ISO 4217, the currencies whose minor unit is not a hundredth.
constexpr auto without_decimals = packed_all("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF",
                                             "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF");
constexpr auto with_three_decimals = packed_all("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND");
constexpr auto with_four_decimals = packed_all("CLF", "UYW");

template <std::size_t N>
bool contains(const std::array<std::uint32_t, N>& codes, std::uint32_t code) noexcept {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool append_digit(std::int64_t& units, char digit) noexcept {
    return !__builtin_mul_overflow(units, std::int64_t{10}, &units) &&
           !__builtin_add_overflow(units, std::int64_t{digit - '0'}, &units);
}

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

}  // namespace

bool is_currency_code(std::string_view text) noexcept {
    return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

unsigned currency_decimals(std::string_view currency) noexcept {
    constexpr unsigned most = 2;
    if (currency.size() != 3 || currency == "CNY") return most;
    const std::uint32_t code = packed(currency);
    if (contains(without_decimals, code)) return 0;
    if (contains(with_three_decimals, code)) return 3;
    if (contains(with_four_decimals, code)) return 4;
    return most;
}

Result<std::int64_t, AmountFault> parse_units(std::string_view text, char decimal_mark, unsigned decimals) noexcept {
    const std::size_t mark = text.find(decimal_mark);
    const std::string_view whole = text.substr(0, mark);
    const std::string_view fraction = mark == std::string_view::npos ? std::string_view{} : text.substr(mark + 1);
    if (whole.empty() && fraction.empty()) return tl::unexpected{AmountFault::not_an_amount};
    if (!std::all_of(whole.begin(), whole.end(), is_digit) || !std::all_of(fraction.begin(), fraction.end(), is_digit))
        return tl::unexpected{AmountFault::not_an_amount};
    if (fraction.size() > decimals && fraction.find_first_not_of('0', decimals) != std::string_view::npos)
        return tl::unexpected{AmountFault::too_many_decimals};
    std::int64_t units = 0;
    for (const char digit : whole)
        if (!append_digit(units, digit)) return tl::unexpected{AmountFault::out_of_range};
    for (std::size_t i = 0; i < decimals; ++i)
        if (!append_digit(units, i < fraction.size() ? fraction[i] : '0'))
            return tl::unexpected{AmountFault::out_of_range};
    return units;
}

std::string to_text(const CurrencyAmount& amount) {
    const unsigned decimals = currency_decimals(amount.currency);
    // The magnitude of the smallest number does not fit the signed type.
    const auto bits = static_cast<std::uint64_t>(amount.units);
    std::string digits = std::to_string(amount.units < 0 ? ~bits + 1 : bits);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
    return amount.units < 0 ? "-" + digits : digits;
}

std::optional<std::int64_t> add_units(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
    return sum;
}

}  // namespace mingzhang::bank
