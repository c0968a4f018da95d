// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/schema.hpp"

#include "base/store/sealed_column.hpp"
#include "engine/batches/verify.hpp"

namespace mingzhang::batches {

namespace {

using Statement = std::string_view;

constexpr Statement bank_account_table =
    "CREATE TABLE bank_account (county BIGINT NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL, "
    "bank_code TEXT NOT NULL, layout TEXT NOT NULL, layout_toml TEXT NOT NULL, digest TEXT NOT NULL, "
    "sealed TEXT NOT NULL, last_four TEXT NOT NULL, account_name TEXT NOT NULL, merchant TEXT NOT NULL, "
    "branch_code TEXT NOT NULL, branch_name TEXT NOT NULL, region TEXT NOT NULL, command BIGINT NOT NULL, "
    "PRIMARY KEY (county, number), UNIQUE (county, digest))";

constexpr Statement funds_table =
    "CREATE TABLE funds_receipt (county BIGINT NOT NULL, number BIGINT NOT NULL, bank_account BIGINT NOT NULL, "
    "source SMALLINT NOT NULL, program SMALLINT NOT NULL, budget_year SMALLINT NOT NULL, amount BIGINT NOT NULL, "
    "document TEXT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, number))";

// The batch with the digest of its file: this row is what the outbox works from.
constexpr Statement batch_table =
    "CREATE TABLE batch (county BIGINT NOT NULL, number BIGINT NOT NULL, bank_code TEXT NOT NULL, "
    "program SMALLINT NOT NULL, bank_account BIGINT NOT NULL, budget_year SMALLINT NOT NULL, file_date BIGINT NOT "
    "NULL, "
    "file_name TEXT NOT NULL, digest TEXT NOT NULL, bytes BIGINT NOT NULL, instructions BIGINT NOT NULL, "
    "lines BIGINT NOT NULL, total BIGINT NOT NULL, command BIGINT NOT NULL, created_by TEXT NOT NULL, "
    "created_at BIGINT NOT NULL, PRIMARY KEY (county, number))";
constexpr Statement event_table =
    "CREATE TABLE batch_event (county BIGINT NOT NULL, batch BIGINT NOT NULL, sequence BIGINT NOT NULL, "
    "kind SMALLINT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL, note TEXT NOT NULL, command BIGINT NOT NULL, "
    "PRIMARY KEY (county, batch, sequence))";

constexpr Statement instruction_table =
    "CREATE TABLE instruction (county BIGINT NOT NULL, batch BIGINT NOT NULL, number BIGINT NOT NULL, "
    "serial TEXT NOT NULL, account BIGINT NOT NULL, name TEXT NOT NULL, amount BIGINT NOT NULL, memo TEXT NOT NULL, "
    "source SMALLINT NOT NULL, PRIMARY KEY (county, batch, number), UNIQUE (county, serial), CHECK (amount > 0))";

// Which payables an instruction pays. The index is the promise that no payable is with a bank twice.
constexpr Statement line_table =
    "CREATE TABLE instruction_line (county BIGINT NOT NULL, batch BIGINT NOT NULL, instruction BIGINT NOT NULL, "
    "run BIGINT NOT NULL, line BIGINT NOT NULL, amount BIGINT NOT NULL, live SMALLINT NOT NULL, ordinal BIGINT NOT "
    "NULL, "
    "division BIGINT NOT NULL, month BIGINT NOT NULL, household TEXT NOT NULL, "
    "PRIMARY KEY (county, batch, instruction, run, line), CHECK (amount > 0), CHECK (live IN (0, 1)))";
constexpr Statement one_live_line =
    "CREATE UNIQUE INDEX instruction_line_one_live ON instruction_line (county, run, line) WHERE live = 1";
constexpr Statement line_by_item = "CREATE INDEX instruction_line_by_item ON instruction_line (county, run, line)";

constexpr Statement outcome_table =
    "CREATE TABLE outcome (county BIGINT NOT NULL, batch BIGINT NOT NULL, instruction BIGINT NOT NULL, "
    "sequence BIGINT NOT NULL, status SMALLINT NOT NULL, amount BIGINT NOT NULL, reason SMALLINT NOT NULL, "
    "bank_reference TEXT NOT NULL, file BIGINT NOT NULL, file_row BIGINT NOT NULL, command BIGINT NOT NULL, "
    "first_ordinal BIGINT NOT NULL, PRIMARY KEY (county, batch, instruction, sequence))";

// Layouts an account got after its first one; the newest not after a command was in force then.
constexpr Statement layout_table =
    "CREATE TABLE bank_account_layout (county BIGINT NOT NULL, bank_account BIGINT NOT NULL, command BIGINT NOT NULL, "
    "layout TEXT NOT NULL, layout_toml TEXT NOT NULL, PRIMARY KEY (county, bank_account, command))";

}  // namespace

store::Part batches_part() {
    return {"batches",
            {{1,
              {bank_account_table, funds_table, batch_table, event_table, instruction_table, line_table, one_live_line,
               line_by_item, outcome_table}},
             {2, {layout_table}}},
            {{"bank_account", "county, number", true, "sealed"},
             {"bank_account_layout", "county, bank_account, command", true},
             {"funds_receipt", "county, number", true},
             {"batch", "county, number", true},
             {"batch_event", "county, batch, sequence", true},
             {"instruction", "county, batch, number", true},
             {"instruction_line", "county, batch, instruction, run, line", false},
             {"outcome", "county, batch, instruction, sequence", true}},
            verify_passes(),
            {},
            {{"batches.bank_accounts_open",
              {"本单位账号都能解开，与摘要一致", "the office's own account numbers open and are their digests'"},
              [](store::Store& store, const crypto::Sealer& sealer) {
                  return check_sealed(store, sealer,
                                      {"bank_account", "county, number", store::SealedBeside::digest_and_end});
              }}}};
}

}  // namespace mingzhang::batches
