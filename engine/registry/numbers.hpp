// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto/seal.hpp"
#include "base/store/store.hpp"
#include "base/values/refusal.hpp"
#include "engine/registry/household.hpp"

// Where ID and account numbers stand: once, sealed, in `person` and `account`; everything else carries a row number.
namespace mingzhang::registry {

// What a sealed number is sealed for: one does not open as the other.
inline constexpr std::string_view person_context = "person";
inline constexpr std::string_view account_context = "account";

enum class NumberRefusal : std::uint8_t { unknown_row, cannot_be_opened };
[[nodiscard]] RefusalWords words(NumberRefusal reason);

// The account number in full. Only for what leaves for a bank and for matching what comes back; never shown or logged.
[[nodiscard]] Result<AccountNumber, Refusal> open_account(soci::session& sql, const crypto::Sealer& sealer,
                                                          County county, AccountId id);

// Last four digits, for lists: "****1234".
[[nodiscard]] std::string masked_account(soci::session& sql, County county, AccountId id);

// The row of an account number, if the county knows it.
[[nodiscard]] std::optional<AccountId> find_account(soci::session& sql, const crypto::Sealer& sealer, County county,
                                                    const AccountNumber& number);

// The row of an ID number, if the county knows it.
[[nodiscard]] std::optional<PersonId> find_person(soci::session& sql, const crypto::Sealer& sealer, County county,
                                                  const IdNumber& number);

}  // namespace mingzhang::registry
