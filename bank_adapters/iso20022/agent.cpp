// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/iso20022/agent.hpp"

#include <algorithm>

#include "bank_adapters/iso20022/xml_text.hpp"

namespace mingzhang::bank::iso20022 {

namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
bool is_capital(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}

}  // namespace

bool is_cnaps_number(std::string_view text) noexcept {
    constexpr std::size_t digits = 12;
    return text.size() == digits && std::ranges::all_of(text, is_digit);
}

// The narrowest of the schemas' patterns: [A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?
bool is_bic(std::string_view text) noexcept {
    if (text.size() != 8 && text.size() != 11) return false;
    return std::ranges::all_of(text.substr(0, 6), is_capital) &&
           (is_capital(text[6]) || (is_digit(text[6]) && text[6] > '1')) &&
           (is_digit(text[7]) || (is_capital(text[7]) && text[7] != 'O')) &&
           std::ranges::all_of(text.substr(8), [](char c) { return is_capital(c) || is_digit(c); });
}

bool names_agent(std::string_view path) noexcept {
    return path == "FinInstnId/ClrSysMmbId/MmbId" || path == "FinInstnId/BIC" || path == "FinInstnId/BICFI";
}

void append_agent(std::string& out, std::string_view bank_code, std::string_view bic_name) {
    out += "<FinInstnId>";
    if (is_cnaps_number(bank_code)) {
        out += "<ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId>";
        append_element(out, "MmbId", bank_code);
        out += "</ClrSysMmbId>";
    } else {
        append_element(out, bic_name, bank_code);
    }
    out += "</FinInstnId>";
}

}  // namespace mingzhang::bank::iso20022
