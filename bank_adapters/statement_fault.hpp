// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "bank_adapters/statement_amount.hpp"
#include "base/values/refusal.hpp"

namespace mingzhang::bank {

// What is wrong in one place of a bank's file.
enum class StatementFaultKind : std::uint8_t {
    missing,               // 缺少
    not_an_amount,         // Not digits with one decimal mark.
    too_many_decimals,     // More than the currency has.
    amount_out_of_range,   // Does not fit, or a sum of them does not.
    not_a_date,            // Not a date, or a day there never was.
    not_a_currency,        // Not three capital letters.
    unknown_code,          // A code of a closed list that nobody knows.
    malformed,             // Not built as this field is.
    out_of_order,          // Stands where this field has no place.
    repeated,              // Stands twice where once is right.
    cut_short,             // The file ends before the statement does.
    currency_differs,      // Two currencies in one statement.
    not_plain_characters,  // Others than plain ASCII in a field that identifies something.
    wrong_characters,      // Bytes that are not of the character set.
    unclear_characters,    // Bytes that two character sets read differently.
    another_message,       // A message, but not one that is read.
    too_long,              // Longer than any such thing is.
    too_deep,              // XML nested deeper than any message.
    broken_xml,            // Not well-formed.
    forbidden_xml,         // A document type declaration or an entity of its own.
};
[[nodiscard]] Text sentence(StatementFaultKind kind);
[[nodiscard]] StatementFaultKind fault_of(AmountFault fault) noexcept;

// Where a file was found wrong. The value is not kept: it may be somebody's account number.
struct StatementFault {
    std::size_t line = 0;  // As a person counts, from 1.
    std::string field;     // "61", "Stmt/Ntry/Amt"; "characters" where bytes cannot be read as text
    StatementFaultKind kind = StatementFaultKind::malformed;

    friend bool operator==(const StatementFault&, const StatementFault&) = default;
};

// Why a bank's file was not read. Checked in this order. Findings name line, field and reason.
enum class StatementRefusal : std::uint8_t {
    empty_file,
    not_this_format,  // {1}: the format asked for, {2}: what the file is
    characters,       // They are not of the character set, or it is not clear which it is.
    fault,
};
[[nodiscard]] RefusalWords words(StatementRefusal reason);

[[nodiscard]] Refusal refused_at(const StatementFault& fault, std::string_view file_name);
[[nodiscard]] Refusal other_message(std::string_view file_name, std::string_view wanted, std::string_view found,
                                    const StatementFault& at);

}  // namespace mingzhang::bank
