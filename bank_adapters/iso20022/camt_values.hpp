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

// "1143.00" in a currency, which may be none: digits with at most one point. A plus is nothing; a minus, which the
// schema has no place for, is kept for `directed` to judge. More decimals than the currency has are refused unless they
// are what is left of a binary fraction: "100.0000000000005" is written by banks that count in floating point, and is
// 100.00 (hbci4java keeps such a camt.052 among its tests). Five decimals, the most the schema has, are never taken for
// that.
[[nodiscard]] Read<CurrencyAmount> parse_amount(std::string_view text, std::string_view currency);

// An amount with its direction. A minus beside DBIT says the same twice; beside CRDT it contradicts, and is refused;
// without a direction it stands for one.
[[nodiscard]] Read<CurrencyAmount> directed(CurrencyAmount amount, std::optional<int> sign);

[[nodiscard]] Read<int> parse_sign(std::string_view text);  // CRDT 1, DBIT -1
[[nodiscard]] Read<bool> parse_flag(std::string_view text);
[[nodiscard]] Read<EntryStatus> parse_entry_status(std::string_view text);
[[nodiscard]] Read<Date> parse_day(std::string_view text);  // Of a date or of a date with a time, zones left aside.

}  // namespace mingzhang::bank::iso20022
