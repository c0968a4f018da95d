// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/camt_values.hpp"

#include <utility>

namespace mingzhang::bank::iso20022 {

namespace {

// A text cut to `decimals` where what is behind them is noise; whether a unit more is nearer.
struct WithoutNoise {
    std::string_view text;
    bool is_one_more = false;
};

WithoutNoise without_noise(std::string_view text, unsigned decimals) {
    constexpr std::size_t noise_min = 6;    // Digits behind the currency's own.
    constexpr std::size_t uniform_min = 5;  // Of these the first ones, all alike.
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || text.size() < point + 1 + decimals + noise_min) return {text};
    const std::size_t own_end = point + 1 + decimals;
    const std::string_view beginning = text.substr(own_end, uniform_min);
    const bool is_below = beginning == "99999";
    if (!is_below && beginning != "00000") return {text};
    if (text.find_first_not_of("0123456789", point + 1) != std::string_view::npos) return {text};
    return {text.substr(0, own_end), is_below};
}

// In capitals, as the code list has them.
std::string currency_code(std::string_view text) {
    std::string code{text};
    for (char& c : code)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return code;
}

}  // namespace

Read<CurrencyAmount> parse_amount(std::string_view text, std::string_view currency) {
    std::string code = currency_code(currency);
    if (!code.empty() && !is_currency_code(code)) return tl::unexpected{StatementFaultKind::not_a_currency};
    const bool has_mark = text.starts_with('+') || text.starts_with('-');
    const bool is_negative = text.starts_with('-');
    if (has_mark) text.remove_prefix(1);
    const unsigned decimals = currency_decimals(code);
    const WithoutNoise cut = without_noise(text, decimals);
    const auto units = parse_units(cut.text, '.', decimals);
    if (!units) return tl::unexpected{fault_of(units.error())};
    const auto exact = add_units(*units, cut.is_one_more ? 1 : 0);
    if (!exact) return tl::unexpected{StatementFaultKind::amount_out_of_range};
    return CurrencyAmount{is_negative ? -*exact : *exact, std::move(code)};
}

Read<CurrencyAmount> directed(CurrencyAmount amount, std::optional<int> sign) {
    if (!sign) return amount;
    if (amount.units < 0 && *sign > 0) return tl::unexpected{StatementFaultKind::not_an_amount};
    const std::int64_t size = amount.units < 0 ? -amount.units : amount.units;
    amount.units = size * *sign;
    return amount;
}

Read<int> parse_sign(std::string_view text) {
    if (text == "CRDT") return 1;
    if (text == "DBIT") return -1;
    return tl::unexpected{StatementFaultKind::unknown_code};
}

Read<bool> parse_flag(std::string_view text) {
    if (text == "true" || text == "1") return true;
    if (text == "false" || text == "0") return false;
    return tl::unexpected{StatementFaultKind::unknown_code};
}

Read<EntryStatus> parse_entry_status(std::string_view text) {
    if (text == "BOOK") return EntryStatus::booked;
    if (text == "PDNG" || text == "FUTR") return EntryStatus::pending;
    if (text == "INFO") return EntryStatus::info;
    return tl::unexpected{StatementFaultKind::unknown_code};
}

Read<Date> parse_day(std::string_view text) {
    constexpr std::size_t day_size = 10;
    const auto date = parse_date(text.substr(0, day_size));
    const bool ends_well =
        text.size() <= day_size || std::string_view{"TZ+-"}.find(text[day_size]) != std::string_view::npos;
    if (!date || !ends_well) return tl::unexpected{StatementFaultKind::not_a_date};
    return *date;
}

}  // namespace mingzhang::bank::iso20022
