// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/values/result.hpp"

namespace mingzhang::bank {

// An amount as a bank's statement has it: whole minor units of a currency, credit positive. Our own money is yuan
// (Money, in fen); statements come in any currency, and one currency is never added to another.
struct CurrencyAmount {
    std::int64_t units = 0;
    std::string currency = {};  // ISO 4217; empty where the file names none, and then with two decimals.

    friend bool operator==(const CurrencyAmount&, const CurrencyAmount&) = default;
};

// Three capital letters. Whether the currency still exists is not asked.
[[nodiscard]] bool is_currency_code(std::string_view text) noexcept;

// How many decimals a currency has (ISO 4217): none for JPY, three for KWD, four for CLF, two for most and for "".
[[nodiscard]] unsigned currency_decimals(std::string_view currency) noexcept;

// Why a text is not an amount. Checked in this order.
enum class AmountFault : std::uint8_t { not_an_amount, too_many_decimals, out_of_range };

// Reads digits with at most one decimal mark, without a sign: "380115,12" or "9," with ',' as the mark, "0.5" with '.'.
// More decimals than the currency has must be zeros.
[[nodiscard]] Result<std::int64_t, AmountFault> parse_units(std::string_view text, char decimal_mark,
                                                            unsigned decimals) noexcept;

// "-1143.00", "250" for JPY: with the currency's decimals, as files and programs read it.
[[nodiscard]] std::string to_text(const CurrencyAmount& amount);

// The sum of two amounts of one currency; none when it does not fit.
[[nodiscard]] std::optional<std::int64_t> add_units(std::int64_t a, std::int64_t b) noexcept;

}  // namespace mingzhang::bank
