// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bank_adapters/mt940/mt_account.hpp"
#include "bank_adapters/statement.hpp"

namespace mingzhang::bank::mt940 {

// "091209", years 1980 to 2079. Banks that count thirty days in every month write 29 and 30 February for its last day
// (bank-files §2), and others 31 November (a statement of 2002 among the samples of several public readers): so is
// every day up to the 31st that its month has not. Any other day there never was is refused.
[[nodiscard]] Read<Date> parse_value_date(std::string_view yymmdd);

// "0102", in the year in which it lies nearest to the value date: entries around New Year's Day.
[[nodiscard]] Read<Date> parse_entry_date(std::string_view mmdd, Date value_date);

// "C031002PLN40000,00". Old statements leave the currency out of balances after the first: they are in
// `known_currency`. A day of "000000" is none. Whole units may lack the comma; a point as decimal mark, marks between
// thousands and a minus are read too (Rabobank before 2013; issue 34 of railslove/cmxl). An amount that could be read
// in two ways ("1.234" EUR) is refused.
[[nodiscard]] Read<Balance> parse_balance(std::string_view text, std::string_view known_currency = {});

// The currency of ":34F:EURD100," and ":90D:2PLN186,33", empty where none stands there. Their other parts are not used,
// and banks write them as they like (":34F:PLN0", ":90D:EUR,00").
[[nodiscard]] std::string_view currency_of_floor_limit(std::string_view text);
[[nodiscard]] std::string_view currency_of_entry_sum(std::string_view text);

// ":61:0709070904CR50990,05NTRFNONREF//0724710333343453" and what follows on further lines.
struct MtLine {
    StatementEntry entry;        // Its reference is the customer's.
    std::string type;            // "NTRF"; empty where the bank has none
    std::string bank_reference;  // After "//"; banks write more than SWIFT's 16 characters.
    std::string other_account;   // Of the other party, where supplementary details are one (Rabobank).

    std::string supplementary_text;  // What else further lines say: all a bank tells where no :86: follows.

    // Takes the line in place of what was there before, and keeps the room of it. After a fault it holds nothing.
    [[nodiscard]] Read<void> read(std::string_view text, std::string_view currency);
    // A further line: SWIFT's supplementary details, which are no part of the bank's reference ("/OCMT/EUR5,/").
    void add(std::string_view supplementary);
};

}  // namespace mingzhang::bank::mt940
