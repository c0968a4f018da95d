// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string_view>

#include "bank_adapters/statement.hpp"
#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::iso20022 {

template <class Value>
using Read = Result<Value, StatementFaultKind>;

// "1143.00" in a currency: digits with at most one point, no sign.
[[nodiscard]] Read<CurrencyAmount> parse_amount(std::string_view text, std::string_view currency);
[[nodiscard]] Read<int> parse_sign(std::string_view text);  // CRDT 1, DBIT -1
[[nodiscard]] Read<bool> parse_flag(std::string_view text);
[[nodiscard]] Read<EntryStatus> parse_entry_status(std::string_view text);
[[nodiscard]] Read<Date> parse_day(std::string_view text);  // Of a date or of a date with a time, zones left aside.

}  // namespace mingzhang::bank::iso20022
