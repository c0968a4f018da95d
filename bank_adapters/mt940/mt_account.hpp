// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::mt940 {

template <class Value>
using Read = Result<Value, StatementFaultKind>;

// ":25:" in its forms: "PL25106000760000888888888888", "20041111/301086000EUR", "BPHKPLPK/320000546101",
// "//AT39364/12345678912/EUR", "/PL25106000760000888888888888".
struct AccountName {
    std::string bank;
    std::string account;
    std::string currency;

    friend bool operator==(const AccountName&, const AccountName&) = default;
};
[[nodiscard]] Read<AccountName> parse_account(std::string_view text);

// Printable ASCII throughout, as SWIFT wants all of it to be, and as what identifies something must be.
[[nodiscard]] bool is_plain(std::string_view text) noexcept;

// Built as an IBAN is, whatever its check digits: statements shown to others have them changed.
[[nodiscard]] bool has_shape_of_iban(std::string_view text) noexcept;

}  // namespace mingzhang::bank::mt940
