// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/statement.hpp"
#include "bank_adapters/statement_fault.hpp"

namespace mingzhang::bank::mt940 {

template <class Value>
using Read = Result<Value, StatementFaultKind>;

// "091209", years 1980 to 2079. Banks that count thirty days in every month write 29 and 30 February for its last day
// (bank-files §2); any other day there never was is refused.
[[nodiscard]] Read<Date> parse_value_date(std::string_view yymmdd);

// "0102", in the year in which it lies nearest to the value date: entries around New Year's Day.
[[nodiscard]] Read<Date> parse_entry_date(std::string_view mmdd, Date value_date);

// "C031002PLN40000,00"
[[nodiscard]] Read<Balance> parse_balance(std::string_view text);

// ":25:" in its forms: "PL25106000760000888888888888", "20041111/301086000EUR", "BPHKPLPK/320000546101".
struct AccountName {
    std::string bank;
    std::string account;
    std::string currency;

    friend bool operator==(const AccountName&, const AccountName&) = default;
};
[[nodiscard]] Read<AccountName> parse_account(std::string_view text);

// The currency of ":34F:EURD100," and ":90D:2PLN186,33", whose other parts only need to be in order.
[[nodiscard]] Read<std::string> parse_floor_limit(std::string_view text);
[[nodiscard]] Read<std::string> parse_entry_sum(std::string_view text);

// ":61:0709070904CR50990,05NTRFNONREF//0724710333343453" and what follows on further lines.
struct MtLine {
    StatementEntry entry;        // Its reference is the customer's.
    std::string type;            // "NTRF"
    std::string bank_reference;  // After "//"; banks write more than SWIFT's 16 characters.

    // Takes the line in place of what was there before, and keeps the room of it. After a fault it holds nothing.
    [[nodiscard]] Read<void> read(std::string_view text, std::string_view currency);
};

}  // namespace mingzhang::bank::mt940
