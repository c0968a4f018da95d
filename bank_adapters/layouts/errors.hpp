// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "base/values/refusal.hpp"

namespace mingzhang::bank::layouts {

// Why a file was not written. Checked in this order. Findings name row and column and, as the value, the serial of
// the instruction.
enum class WriteError : std::uint8_t {
    head_field_missing,  // The layout needs something the head does not give, or that does not fit it.
    row_refused,         // Too long, a separator inside, a character the encoding lacks, an amount over the limit …
    too_few_rows,
    too_many_rows,
    total_over_limit,
    count_differs,  // The head declares another count or total than the rows add up to.
    total_differs,
    no_result_in_layout,
    no_payment_in_layout,
};
[[nodiscard]] RefusalWords words(WriteError reason);

// Why a file is not read. Checked in this order; the whole file is checked before anything is handed out.
enum class ReadError : std::uint8_t {
    no_result_in_layout,
    no_payment_in_layout,
    no_statement_in_layout,
    empty_file,
    not_this_layout,  // A heading, marker or fixed line is missing, or there are too few lines.
    row_refused,      // Findings name each row, column and reason.
    too_many_rows,
    count_differs,  // The control count or total does not match the rows.
    total_differs,
    balance_breaks,  // Of a statement: a row's balance does not follow from the one before. Findings name the rows.
};
[[nodiscard]] RefusalWords words(ReadError reason);

}  // namespace mingzhang::bank::layouts
