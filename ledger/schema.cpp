// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/schema.hpp"

#include "ledger/verify.hpp"

namespace mingzhang::ledger {

namespace {

constexpr std::string_view transfer_table =
    "CREATE TABLE transfer (county BIGINT NOT NULL, command BIGINT NOT NULL, ordinal BIGINT NOT NULL, "
    "event SMALLINT NOT NULL, debit SMALLINT NOT NULL, credit SMALLINT NOT NULL, amount BIGINT NOT NULL, "
    "bank_account BIGINT NOT NULL, source SMALLINT NOT NULL, program SMALLINT NOT NULL, budget_year SMALLINT NOT NULL, "
    "division BIGINT NOT NULL, run BIGINT NOT NULL, line BIGINT NOT NULL, month BIGINT NOT NULL, "
    "household TEXT NOT NULL, batch BIGINT NOT NULL, instruction BIGINT NOT NULL, "
    "reverses_command BIGINT NOT NULL, reverses_ordinal BIGINT NOT NULL, "
    "PRIMARY KEY (county, command, ordinal), CHECK (amount > 0), CHECK (debit <> credit))";

// Who is owed what for which month: one regular payable a household, program and month, one backpay payable a
// household, program, month and run. The key is the promise that nobody is owed twice; a payable taken back leaves it.
constexpr std::string_view payable_table =
    "CREATE TABLE payable (county BIGINT NOT NULL, household TEXT NOT NULL, month BIGINT NOT NULL, "
    "program SMALLINT NOT NULL, backpay_run BIGINT NOT NULL, run BIGINT NOT NULL, line BIGINT NOT NULL, "
    "PRIMARY KEY (county, household, month, program, backpay_run))";

constexpr std::string_view by_item = "CREATE INDEX transfer_by_item ON transfer (county, run, line)";
constexpr std::string_view by_household = "CREATE INDEX transfer_by_household ON transfer (county, household, month)";

// Sums of the journal, kept beside it in the same transaction and proved again by `verify`.
constexpr std::string_view balance_table =
    "CREATE TABLE balance (county BIGINT NOT NULL, account SMALLINT NOT NULL, bank_account BIGINT NOT NULL, "
    "source SMALLINT NOT NULL, program SMALLINT NOT NULL, budget_year SMALLINT NOT NULL, division BIGINT NOT NULL, "
    "debits BIGINT NOT NULL, credits BIGINT NOT NULL, "
    "PRIMARY KEY (county, account, bank_account, source, program, budget_year, division))";

// One leaf a command: the hash of its canonical record, which verify makes again from the command and its entries.
constexpr std::string_view log_table =
    "CREATE TABLE log_leaf (county BIGINT NOT NULL, leaf BIGINT NOT NULL, command BIGINT NOT NULL, "
    "entries BIGINT NOT NULL, entries_root TEXT NOT NULL, salt_secret TEXT NOT NULL, hash TEXT NOT NULL, "
    "PRIMARY KEY (county, leaf), UNIQUE (county, command))";
constexpr std::string_view fact_table =
    "CREATE TABLE log_fact (county BIGINT NOT NULL, command BIGINT NOT NULL, ordinal BIGINT NOT NULL, "
    "name TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (county, command, ordinal))";

constexpr std::string_view period_table =
    "CREATE TABLE period_close (county BIGINT NOT NULL, month BIGINT NOT NULL, command BIGINT NOT NULL, "
    "log_root TEXT NOT NULL, balances TEXT NOT NULL, PRIMARY KEY (county, month))";

}  // namespace

store::Part ledger_part() {
    return {
        "ledger",
        {{1,
          {transfer_table, payable_table, by_item, by_household, balance_table, log_table, fact_table, period_table}}},
        {{"transfer", "county, command, ordinal", true},
         {"payable", "county, household, month, program, backpay_run", false},
         {"balance", "county, account, bank_account, source, program, budget_year, division", false},
         {"log_leaf", "county, leaf", true},
         {"log_fact", "county, command, ordinal", true},
         {"period_close", "county, month", true}},
        verify_passes()};
}

}  // namespace mingzhang::ledger
