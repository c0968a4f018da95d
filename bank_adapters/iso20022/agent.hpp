// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

namespace mingzhang::bank::iso20022 {

// How a message names a bank. In China by its number in the payment system (联行号), as a member of the clearing system
// CNAPS of ISO 20022's external code list; abroad by its BIC (ISO 9362).

[[nodiscard]] bool is_cnaps_number(std::string_view text) noexcept;  // 12 digits; the check digit has exceptions.
[[nodiscard]] bool is_bic(std::string_view text) noexcept;           // 8 or 11 characters of its shape

// Whether this path below an agent names it.
[[nodiscard]] bool names_agent(std::string_view path) noexcept;

// A BIC stands in BIC up to pain.001.001.03 and in BICFI from .04 on.
[[nodiscard]] constexpr std::string_view bic_element(bool is_old) noexcept {
    return is_old ? "BIC" : "BICFI";
}

// <FinInstnId>…</FinInstnId>. REQUIRES: a CNAPS number or a BIC.
void append_agent(std::string& out, std::string_view bank_code, std::string_view bic_name);

}  // namespace mingzhang::bank::iso20022
