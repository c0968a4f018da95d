// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mingzhang::bank::layouts {

// What a column, a text line or a file name can carry. Layout files use these very names.
enum class Field : std::uint8_t {
    constant,  // The same text in every row; another text is refused when read.
    ignored,   // Written empty, read past.
    // The file as a whole (FileHead).
    merchant,
    batch,
    date,
    payer_account,
    payer_name,
    payer_bank_code,
    payer_bank_name,
    payer_region,
    program,
    count,
    total,
    // One payment, in both directions.
    number,
    serial,
    account,
    name,
    amount,
    memo,
    // One payment on its way to the bank (Instruction).
    id_number,
    phone,
    bank_code,
    bank_name,
    bank_province,
    bank_city,
    bank_branch,
    // Its outcome (OutcomeLine).
    status,
    reason,
    bank_reference,
    settled_on,
    fee,
};

inline constexpr std::size_t field_count = 31;
static_assert(static_cast<std::size_t>(Field::fee) + 1 == field_count);

enum class FieldKind : std::uint8_t { text, account, id_number, number, amount, date };

// Where a field may stand: in any row, in rows about the file, in rows about one payment.
enum class FieldPlace : std::uint8_t { anywhere, head, line, payment_line, outcome_line };

[[nodiscard]] std::string_view name(Field field) noexcept;
[[nodiscard]] FieldKind kind(Field field) noexcept;
[[nodiscard]] FieldPlace place(Field field) noexcept;
[[nodiscard]] std::optional<Field> parse_field(std::string_view name) noexcept;

}  // namespace mingzhang::bank::layouts
