// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/schema.hpp"

#include "engine/grants/verify.hpp"

namespace mingzhang::grants {

namespace {

using Statement = std::string_view;

// For whom a line of a one-off run is: nobody is given the same twice.
constexpr Statement person_table =
    "CREATE TABLE granted_person (county BIGINT NOT NULL, run BIGINT NOT NULL, line BIGINT NOT NULL, person BIGINT NOT "
    "NULL, PRIMARY KEY (county, run, line, person))";

// The published rise of prices a price subsidy was worked out by, in hundredths of a percent, and the budget codes the
// packs named for it.
constexpr Statement price_table =
    "CREATE TABLE price_run (county BIGINT NOT NULL, run BIGINT NOT NULL, prices BIGINT NOT NULL, food BIGINT NOT "
    "NULL, urban_code TEXT NOT NULL, rural_code TEXT NOT NULL, PRIMARY KEY (county, run))";

// Institutions, what was asked for them, and what was confirmed of it.
constexpr Statement institution_table =
    "CREATE TABLE institution (county BIGINT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, division TEXT NOT "
    "NULL, command BIGINT NOT NULL, PRIMARY KEY (county, number))";
constexpr Statement paper_table =
    "CREATE TABLE institution_paper (county BIGINT NOT NULL, number BIGINT NOT NULL, institution BIGINT NOT NULL, kind "
    "SMALLINT NOT NULL, month BIGINT NOT NULL, program SMALLINT NOT NULL, bank_account BIGINT NOT NULL, source "
    "SMALLINT NOT NULL, budget_year BIGINT NOT NULL, amount BIGINT NOT NULL, document TEXT NOT NULL, asked_by TEXT NOT "
    "NULL, item BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, number))";
constexpr Statement confirmed_table =
    "CREATE TABLE institution_confirmed (county BIGINT NOT NULL, paper BIGINT NOT NULL, confirmed_by TEXT NOT NULL, "
    "command BIGINT NOT NULL, PRIMARY KEY (county, paper))";
// What a confirmed paper moved of each fund: prepaid above zero, settled and returned below.
constexpr Statement entry_table =
    "CREATE TABLE institution_entry (county BIGINT NOT NULL, paper BIGINT NOT NULL, ordinal BIGINT NOT NULL, "
    "institution BIGINT NOT NULL, program SMALLINT NOT NULL, budget_year BIGINT NOT NULL, source SMALLINT NOT NULL, "
    "bank_account BIGINT NOT NULL, amount BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, paper, "
    "ordinal))";
// A month is settled once.
constexpr Statement month_table =
    "CREATE TABLE institution_month (county BIGINT NOT NULL, institution BIGINT NOT NULL, month BIGINT NOT NULL, paper "
    "BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, institution, month))";

// Cases of temporary assistance, what was decided, the papers of emergencies, and the lines of runs they are paid by.
constexpr Statement case_table =
    "CREATE TABLE temporary_case (county BIGINT NOT NULL, number BIGINT NOT NULL, household_no TEXT NOT NULL, division "
    "TEXT NOT NULL, cause TEXT NOT NULL, people BIGINT NOT NULL, months BIGINT NOT NULL, emergency SMALLINT NOT NULL, "
    "note TEXT NOT NULL, opened_by TEXT NOT NULL, opened_on BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY "
    "(county, number))";
constexpr Statement decision_table =
    "CREATE TABLE temporary_decision (county BIGINT NOT NULL, case_number BIGINT NOT NULL, granted SMALLINT NOT NULL, "
    "month BIGINT NOT NULL, amount BIGINT NOT NULL, paid_first BIGINT NOT NULL, papers_due BIGINT NOT NULL, reason "
    "TEXT NOT NULL, decided_by TEXT NOT NULL, item BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, "
    "case_number))";
constexpr Statement papers_table =
    "CREATE TABLE temporary_papers (county BIGINT NOT NULL, case_number BIGINT NOT NULL, document TEXT NOT NULL, "
    "recorded_by TEXT NOT NULL, recorded_on BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, "
    "case_number))";
constexpr Statement payment_table =
    "CREATE TABLE temporary_payment (county BIGINT NOT NULL, run BIGINT NOT NULL, line BIGINT NOT NULL, case_number "
    "BIGINT NOT NULL, amount BIGINT NOT NULL, PRIMARY KEY (county, run, line, case_number))";

}  // namespace

store::Part grants_part() {
    return {"grants",
            {{1, {person_table, price_table}},
             {2, {institution_table, paper_table, confirmed_table, entry_table, month_table}},
             {3, {case_table, decision_table, papers_table, payment_table}}},
            {{"granted_person", "county, run, line, person", true},
             {"price_run", "county, run", true},
             {"institution", "county, number", true},
             {"institution_paper", "county, number", true},
             {"institution_confirmed", "county, paper", true},
             {"institution_entry", "county, paper, ordinal", true},
             {"institution_month", "county, institution, month", true},
             {"temporary_case", "county, number", true},
             {"temporary_decision", "county, case_number", true},
             {"temporary_papers", "county, case_number", true},
             {"temporary_payment", "county, run, line, case_number", true}},
            verify_passes()};
}

}  // namespace mingzhang::grants
