// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/schema.hpp"

#include "engine/runs/verify.hpp"

namespace mingzhang::runs {

namespace {

using Statement = std::string_view;

constexpr Statement run_table =
    "CREATE TABLE run (county BIGINT NOT NULL, number BIGINT NOT NULL, month BIGINT NOT NULL, division TEXT NOT NULL, "
    "program SMALLINT NOT NULL, import BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, number))";

// What happened to a run, in order; where it stands is the last of it.
constexpr Statement event_table =
    "CREATE TABLE run_event (county BIGINT NOT NULL, run BIGINT NOT NULL, seq BIGINT NOT NULL, kind SMALLINT NOT NULL, "
    "actor TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL, command BIGINT NOT NULL, "
    "PRIMARY KEY (county, run, seq))";

constexpr Statement line_table =
    "CREATE TABLE run_line (county BIGINT NOT NULL, run BIGINT NOT NULL, line BIGINT NOT NULL, household_no TEXT NOT "
    "NULL, "
    "month BIGINT NOT NULL, kind SMALLINT NOT NULL, program SMALLINT NOT NULL, division TEXT NOT NULL, "
    "covered BIGINT NOT NULL, base BIGINT NOT NULL, topup BIGINT NOT NULL, amount BIGINT NOT NULL, held SMALLINT NOT "
    "NULL, "
    "bank_code TEXT NOT NULL, account BIGINT NOT NULL, account_name TEXT NOT NULL, PRIMARY KEY (county, run, line))";
constexpr Statement line_by_household = "CREATE INDEX run_line_by_household ON run_line (county, household_no, month)";

constexpr Statement overpayment_table =
    "CREATE TABLE run_overpayment (county BIGINT NOT NULL, run BIGINT NOT NULL, ordinal BIGINT NOT NULL, "
    "household_no TEXT NOT NULL, month BIGINT NOT NULL, program SMALLINT NOT NULL, division TEXT NOT NULL, "
    "amount BIGINT NOT NULL, PRIMARY KEY (county, run, ordinal))";
constexpr Statement overpayment_by_household =
    "CREATE INDEX run_overpayment_by_household ON run_overpayment (county, household_no, month)";

// A look-back walks its thirteen months side by side, each in order of household_no and in its index alone. Led by the
// month, a run adds its lines to the end of the index; led by the household they would be strewn over all of it, and a
// month would cost the more the longer the office has been at work.
constexpr Statement no_line_by_household = "DROP INDEX run_line_by_household";
constexpr Statement line_by_month =
    "CREATE INDEX run_line_by_month ON run_line (county, month, household_no, run, amount)";
constexpr Statement no_overpayment_by_household = "DROP INDEX run_overpayment_by_household";
constexpr Statement overpayment_by_month =
    "CREATE INDEX run_overpayment_by_month ON run_overpayment (county, month, household_no, run, amount)";

// What became of an overpayment at approval: taken back from a payable not yet paid, or proposed for recovery.
constexpr Statement part_table =
    "CREATE TABLE overpayment_part (county BIGINT NOT NULL, run BIGINT NOT NULL, ordinal BIGINT NOT NULL, "
    "part BIGINT NOT NULL, kind SMALLINT NOT NULL, amount BIGINT NOT NULL, of_run BIGINT NOT NULL, of_line BIGINT NOT "
    "NULL, "
    "item BIGINT NOT NULL, PRIMARY KEY (county, run, ordinal, part))";

// A backpay line that first settled an overpayment proposed before and not recovered.
constexpr Statement settlement_table =
    "CREATE TABLE overpayment_settlement (county BIGINT NOT NULL, run BIGINT NOT NULL, line BIGINT NOT NULL, "
    "of_run BIGINT NOT NULL, of_ordinal BIGINT NOT NULL, amount BIGINT NOT NULL, "
    "PRIMARY KEY (county, run, line, of_run, of_ordinal))";

constexpr Statement hold_table =
    "CREATE TABLE hold (county BIGINT NOT NULL, number BIGINT NOT NULL, run BIGINT NOT NULL, line BIGINT NOT NULL, "
    "reason SMALLINT NOT NULL, note TEXT NOT NULL, placed_by TEXT NOT NULL, at TEXT NOT NULL, item BIGINT NOT NULL, "
    "command BIGINT NOT NULL, PRIMARY KEY (county, number))";
constexpr Statement hold_by_line = "CREATE INDEX hold_by_line ON hold (county, run, line)";
constexpr Statement lift_table =
    "CREATE TABLE hold_lift (county BIGINT NOT NULL, hold BIGINT NOT NULL, seq BIGINT NOT NULL, kind SMALLINT NOT "
    "NULL, "
    "actor TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL, item BIGINT NOT NULL, command BIGINT NOT NULL, "
    "PRIMARY KEY (county, hold, seq))";

// A held line whose household is paid to somebody else than when its run was calculated, since its account was settled
// otherwise: the household row that says to whom.
constexpr Statement payee_table =
    "CREATE TABLE line_payee (county BIGINT NOT NULL, run BIGINT NOT NULL, line BIGINT NOT NULL, from_month BIGINT NOT "
    "NULL, import BIGINT NOT NULL, PRIMARY KEY (county, run, line))";

// Runs of the time before it were of the month's entitlement, which is 1.
constexpr Statement run_kind = "ALTER TABLE run ADD COLUMN kind SMALLINT NOT NULL DEFAULT 1";

}  // namespace

store::Part runs_part() {
    return {"runs",
            {{1,
              {run_table, event_table, line_table, line_by_household, overpayment_table, overpayment_by_household,
               part_table, settlement_table, hold_table, hold_by_line, lift_table}},
             {2, {payee_table}},
             {3, {run_kind}},
             {4, {no_line_by_household, line_by_month, no_overpayment_by_household, overpayment_by_month}}},
            {{"run", "county, number", true},
             {"run_event", "county, run, seq", true},
             {"run_line", "county, run, line", true},
             {"run_overpayment", "county, run, ordinal", true},
             {"overpayment_part", "county, run, ordinal, part", true},
             {"overpayment_settlement", "county, run, line, of_run, of_ordinal", true},
             {"hold", "county, number", true},
             {"hold_lift", "county, hold, seq", true},
             {"line_payee", "county, run, line", true}},
            verify_passes()};
}

}  // namespace mingzhang::runs
