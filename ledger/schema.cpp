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

// Second step: pending transfers, budget lines, periods that reopen, years that close.
// The journal is kept in the order of its key, so that a walk through it reads the disk from front to back, and with
// one index: a household's items are found through its payables.
constexpr std::string_view journal_table =
    "CREATE TABLE journal (county BIGINT NOT NULL, command BIGINT NOT NULL, ordinal BIGINT NOT NULL, "
    "event SMALLINT NOT NULL, debit SMALLINT NOT NULL, credit SMALLINT NOT NULL, amount BIGINT NOT NULL, "
    "bank_account BIGINT NOT NULL, source SMALLINT NOT NULL, program SMALLINT NOT NULL, budget_year SMALLINT NOT NULL, "
    "division BIGINT NOT NULL, run BIGINT NOT NULL, line BIGINT NOT NULL, month BIGINT NOT NULL, "
    "household TEXT NOT NULL, batch BIGINT NOT NULL, instruction BIGINT NOT NULL, "
    "reverses_command BIGINT NOT NULL, reverses_ordinal BIGINT NOT NULL, pending_command BIGINT NOT NULL, "
    "pending_ordinal BIGINT NOT NULL, PRIMARY KEY (county, command, ordinal), CHECK (amount > 0), "
    "CHECK (debit <> credit)) WITHOUT ROWID";
constexpr std::string_view journal_filled =
    "INSERT INTO journal SELECT county, command, ordinal, event, debit, credit, amount, bank_account, source, program, "
    "budget_year, division, run, line, month, household, batch, instruction, reverses_command, reverses_ordinal, 0, 0 "
    "FROM transfer ORDER BY county, command, ordinal";
// With what an item owes in the index itself: that no payable is settled twice is asked at every close of a journal.
constexpr std::string_view by_item_with_amount =
    "CREATE INDEX transfer_by_item ON transfer (county, run, line, debit, credit, amount)";
constexpr std::string_view old_transfer_gone = "DROP TABLE transfer";
constexpr std::string_view journal_is_transfer = "ALTER TABLE journal RENAME TO transfer";
constexpr std::string_view balance_pending_debits =
    "ALTER TABLE balance ADD COLUMN pending_debits BIGINT NOT NULL DEFAULT 0";
constexpr std::string_view balance_pending_credits =
    "ALTER TABLE balance ADD COLUMN pending_credits BIGINT NOT NULL DEFAULT 0";
constexpr std::string_view pending_table =
    "CREATE TABLE pending (county BIGINT NOT NULL, command BIGINT NOT NULL, ordinal BIGINT NOT NULL, "
    "event SMALLINT NOT NULL, debit SMALLINT NOT NULL, credit SMALLINT NOT NULL, amount BIGINT NOT NULL, "
    "bank_account BIGINT NOT NULL, source SMALLINT NOT NULL, program SMALLINT NOT NULL, budget_year SMALLINT NOT NULL, "
    "division BIGINT NOT NULL, run BIGINT NOT NULL, line BIGINT NOT NULL, month BIGINT NOT NULL, "
    "household TEXT NOT NULL, batch BIGINT NOT NULL, instruction BIGINT NOT NULL, "
    "PRIMARY KEY (county, command, ordinal), CHECK (amount > 0), CHECK (debit <> credit))";
constexpr std::string_view pending_by_batch = "CREATE INDEX pending_by_batch ON pending (county, batch)";
// The key is the promise that a pending transfer ends once.
constexpr std::string_view pending_end_table =
    "CREATE TABLE pending_end (county BIGINT NOT NULL, pending_command BIGINT NOT NULL, "
    "pending_ordinal BIGINT NOT NULL, command BIGINT NOT NULL, ordinal BIGINT NOT NULL, posted BIGINT NOT NULL, "
    "PRIMARY KEY (county, pending_command, pending_ordinal), CHECK (posted >= 0))";
constexpr std::string_view budget_table =
    "CREATE TABLE budget_change (county BIGINT NOT NULL, command BIGINT NOT NULL, budget_year SMALLINT NOT NULL, "
    "program SMALLINT NOT NULL, source SMALLINT NOT NULL, amount BIGINT NOT NULL, document TEXT NOT NULL, "
    "PRIMARY KEY (county, command, budget_year, program, source))";

// What happened to a month: closed with its seal, asked to be reopened, reopened by a second person.
constexpr std::string_view period_event_table =
    "CREATE TABLE period_event (county BIGINT NOT NULL, command BIGINT NOT NULL, month BIGINT NOT NULL, "
    "kind SMALLINT NOT NULL, actor TEXT NOT NULL, reason TEXT NOT NULL, log_root TEXT NOT NULL, "
    "balances TEXT NOT NULL, PRIMARY KEY (county, command))";
constexpr std::string_view periods_moved =
    "INSERT INTO period_event (county, command, month, kind, actor, reason, log_root, balances) "
    "SELECT p.county, p.command, p.month, 1, c.actor, '', p.log_root, p.balances FROM period_close p "
    "JOIN command c ON c.county = p.county AND c.number = p.command";
constexpr std::string_view old_periods_gone = "DROP TABLE period_close";
constexpr std::string_view year_table =
    "CREATE TABLE year_close (county BIGINT NOT NULL, budget_year BIGINT NOT NULL, command BIGINT NOT NULL, "
    "carried BIGINT NOT NULL, PRIMARY KEY (county, budget_year))";

}  // namespace

store::Part ledger_part() {
    return {
        "ledger",
        {{1,
          {transfer_table, payable_table, by_item, by_household, balance_table, log_table, fact_table, period_table}},
         {2,
          {journal_table, journal_filled, old_transfer_gone, journal_is_transfer, by_item_with_amount,
           balance_pending_debits, balance_pending_credits, pending_table, pending_by_batch, pending_end_table,
           budget_table, period_event_table, periods_moved, old_periods_gone, year_table}}},
        {{"transfer", "county, command, ordinal", true},
         {"payable", "county, household, month, program, backpay_run", false},
         {"balance", "county, account, bank_account, source, program, budget_year, division", false},
         {"log_leaf", "county, leaf", true, "entries_root, salt_secret, hash"},
         {"log_fact", "county, command, ordinal", true},
         {"pending", "county, command, ordinal", true},
         {"pending_end", "county, pending_command, pending_ordinal", true},
         {"budget_change", "county, command, budget_year, program, source", true},
         {"period_event", "county, command", true, "log_root"},
         {"year_close", "county, budget_year", true}},
        verify_passes(),
        verify_sweeps()};
}

}  // namespace mingzhang::ledger
