// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/opening/schema.hpp"

#include "engine/opening/verify.hpp"

namespace mingzhang::opening {

namespace {

// What each row of the file said; its run has the lines and overpayments made of it.
constexpr std::string_view row_table =
    "CREATE TABLE opening_row (county BIGINT NOT NULL, run BIGINT NOT NULL, number BIGINT NOT NULL, kind SMALLINT NOT "
    "NULL, household_no TEXT NOT NULL, month BIGINT NOT NULL, division TEXT NOT NULL, program SMALLINT NOT NULL, "
    "amount BIGINT NOT NULL, original BIGINT NOT NULL, bank_account BIGINT NOT NULL, source SMALLINT NOT NULL, "
    "budget_year SMALLINT NOT NULL, since BIGINT NOT NULL, note TEXT NOT NULL, ordinal BIGINT NOT NULL, "
    "PRIMARY KEY (county, run, number), CHECK (amount > 0))";

// The worklist items an opening opened: its confirmation, its reversal, its returns.
constexpr std::string_view item_table =
    "CREATE TABLE opening_item (county BIGINT NOT NULL, run BIGINT NOT NULL, item BIGINT NOT NULL, "
    "PRIMARY KEY (county, run, item))";

constexpr std::string_view reversal_table =
    "CREATE TABLE opening_reversal (county BIGINT NOT NULL, run BIGINT NOT NULL, command BIGINT NOT NULL, "
    "asked_by TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (county, run, command))";

}  // namespace

store::Part opening_part() {
    return {"opening",
            {{1, {row_table, item_table, reversal_table}}},
            {{"opening_row", "county, run, number", true},
             {"opening_item", "county, run, item", true},
             {"opening_reversal", "county, run, command", true}},
            verify_passes()};
}

}  // namespace mingzhang::opening
