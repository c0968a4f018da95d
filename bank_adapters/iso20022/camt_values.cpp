// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/camt_values.hpp"

namespace mingzhang::bank::iso20022 {

Read<CurrencyAmount> parse_amount(std::string_view text, std::string_view currency) {
    if (!is_currency_code(currency)) return tl::unexpected{StatementFaultKind::not_a_currency};
    const auto units = parse_units(text, '.', currency_decimals(currency));
    if (!units) return tl::unexpected{fault_of(units.error())};
    return CurrencyAmount{*units, std::string{currency}};
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
