// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/statements/schema.hpp"

#include "base/store/sealed_column.hpp"
#include "engine/statements/verify.hpp"

namespace mingzhang::statements {

namespace {

// A statement of one of our accounts, proven when it was taken. `place` is its place in the file; days are numbers such
// as 20221009, zero where the bank tells none.
constexpr std::string_view statement_table =
    "CREATE TABLE statement (county BIGINT NOT NULL, number BIGINT NOT NULL, bank_account BIGINT NOT NULL, "
    "digest TEXT NOT NULL, place BIGINT NOT NULL, file_name TEXT NOT NULL, bank_id TEXT NOT NULL, "
    "first_on BIGINT NOT NULL, last_on BIGINT NOT NULL, opening BIGINT NOT NULL, closing BIGINT NOT NULL, "
    "entries BIGINT NOT NULL, known BIGINT NOT NULL, matched BIGINT NOT NULL, batch_debits BIGINT NOT NULL, "
    "open_credits BIGINT NOT NULL, open_credit_sum BIGINT NOT NULL, open_debits BIGINT NOT NULL, "
    "open_debit_sum BIGINT NOT NULL, continuity SMALLINT NOT NULL, previous BIGINT NOT NULL, actor TEXT NOT NULL, "
    "at BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, number), "
    "UNIQUE (county, bank_account, digest, place))";

// Every entry, and below it as parts 1, 2 … the payments of one that has several. Who the other party is and what the
// text says is sealed. `fingerprint` is a keyed digest by which an entry is known again; `known_in` the statement that
// told it first, zero when it is this one.
constexpr std::string_view row_table =
    "CREATE TABLE statement_row (county BIGINT NOT NULL, statement BIGINT NOT NULL, entry BIGINT NOT NULL, "
    "part BIGINT NOT NULL, status SMALLINT NOT NULL, booked_on BIGINT NOT NULL, valued_on BIGINT NOT NULL, "
    "amount BIGINT NOT NULL, has_balance SMALLINT NOT NULL, balance BIGINT NOT NULL, reversal SMALLINT NOT NULL, "
    "reference TEXT NOT NULL, matched SMALLINT NOT NULL, batch BIGINT NOT NULL, instruction BIGINT NOT NULL, "
    "fingerprint TEXT NOT NULL, occurrence BIGINT NOT NULL, known_in BIGINT NOT NULL, sealed TEXT NOT NULL, "
    "PRIMARY KEY (county, statement, entry, part))";
constexpr std::string_view row_by_fingerprint =
    "CREATE INDEX statement_row_by_day ON statement_row (county, booked_on)";

// What a statement was written in: "camt", "mt940", "layout/NAME". A form tells its entries in its own words, and only
// another form may tell the same entry in others. Statements taken before this table was have no row.
constexpr std::string_view form_table =
    "CREATE TABLE statement_form (county BIGINT NOT NULL, statement BIGINT NOT NULL, form TEXT NOT NULL, PRIMARY KEY "
    "(county, statement))";

}  // namespace

store::Part statements_part() {
    return {"statements",
            {{1, {statement_table, row_table, row_by_fingerprint}}, {2, {form_table}}},
            {{"statement", "county, number", true},
             {"statement_row", "county, statement, entry, part", true, "sealed"},
             {"statement_form", "county, statement", true}},
            verify_passes(),
            {},
            {{"statements.rows_open",
              {"对账单各笔的对方和摘要都能解开", "whom and what each entry names opens"},
              [](store::Store& store, const crypto::Sealer& sealer) {
                  return check_sealed(
                      store, sealer, {"statement_row", "county, statement, entry, part", store::SealedBeside::nothing});
              }}}};
}

}  // namespace mingzhang::statements
