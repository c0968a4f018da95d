// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>

namespace mingzhang::opening {

// The columns of the sheet, in its order.
enum Column : std::size_t {
    kind_column,
    household_column,
    program_column,
    month_column,
    amount_column,
    original_column,
    account_column,
    source_column,
    year_column,
    since_column,
    note_column,
    // Of entrusted cards only.
    owner_id_column,
    custodian_name_column,
    custodian_id_column,
    relation_column,
    agreement_no_column,
    valid_until_column,
    filing_no_column
};

}  // namespace mingzhang::opening
