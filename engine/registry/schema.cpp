// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/schema.hpp"

#include "base/store/sealed_column.hpp"
#include "engine/registry/archive.hpp"
#include "engine/registry/numbers.hpp"
#include "engine/registry/row_digests.hpp"

namespace mingzhang::registry {

namespace {

using Statement = std::string_view;

// Numbers that name people and their money: sealed, found by keyed digest, and nowhere else in the database.
constexpr Statement person_table =
    "CREATE TABLE person (county BIGINT NOT NULL, id BIGINT NOT NULL, digest TEXT NOT NULL, sealed TEXT NOT NULL, "
    "last_four TEXT NOT NULL, birth_date BIGINT NOT NULL, key_number BIGINT NOT NULL, PRIMARY KEY (county, id), "
    "UNIQUE (county, digest))";
constexpr Statement account_table =
    "CREATE TABLE account (county BIGINT NOT NULL, id BIGINT NOT NULL, digest TEXT NOT NULL, sealed TEXT NOT NULL, "
    "last_four TEXT NOT NULL, key_number BIGINT NOT NULL, PRIMARY KEY (county, id), UNIQUE (county, digest))";

// Files as they came, sealed, in pieces; the digest is of the file itself.
constexpr Statement archive_table =
    "CREATE TABLE archive (county BIGINT NOT NULL, digest TEXT NOT NULL, piece BIGINT NOT NULL, sealed TEXT NOT NULL, "
    "PRIMARY KEY (county, digest, piece))";

// Every import ever made, and the places it touched: a run is stale when a later import touched its division.
constexpr Statement import_table =
    "CREATE TABLE registry_import (county BIGINT NOT NULL, import BIGINT NOT NULL, kind TEXT NOT NULL, "
    "file_name TEXT NOT NULL, digest TEXT NOT NULL, rows BIGINT NOT NULL, changed BIGINT NOT NULL, actor TEXT NOT "
    "NULL, "
    "at TEXT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, import))";
constexpr Statement touch_table =
    "CREATE TABLE import_touch (county BIGINT NOT NULL, import BIGINT NOT NULL, division TEXT NOT NULL, "
    "PRIMARY KEY (county, import, division))";

constexpr Statement division_table =
    "CREATE TABLE division (county BIGINT NOT NULL, code TEXT NOT NULL, import BIGINT NOT NULL, name TEXT NOT NULL, "
    "level TEXT NOT NULL, parent_code TEXT NOT NULL, PRIMARY KEY (county, code, import))";
constexpr Statement household_table =
    "CREATE TABLE household_version (county BIGINT NOT NULL, household_no TEXT NOT NULL, from_month BIGINT NOT NULL, "
    "import BIGINT NOT NULL, program SMALLINT NOT NULL, division TEXT NOT NULL, applicant BIGINT NOT NULL, "
    "approved_on BIGINT NOT NULL, ended_on BIGINT NOT NULL, end_reason TEXT NOT NULL, grace_from BIGINT NOT NULL, "
    "cover SMALLINT NOT NULL, bank_code TEXT NOT NULL, account BIGINT NOT NULL, account_name TEXT NOT NULL, "
    "PRIMARY KEY (county, household_no, from_month, import))";
constexpr Statement member_table =
    "CREATE TABLE member_version (county BIGINT NOT NULL, household_no TEXT NOT NULL, person BIGINT NOT NULL, "
    "from_month BIGINT NOT NULL, import BIGINT NOT NULL, name TEXT NOT NULL, relation TEXT NOT NULL, "
    "covered SMALLINT NOT NULL, joined_on BIGINT NOT NULL, left_on BIGINT NOT NULL, categories TEXT NOT NULL, "
    "self_care SMALLINT NOT NULL, PRIMARY KEY (county, household_no, person, from_month, import))";
constexpr Statement member_by_person = "CREATE INDEX member_version_by_person ON member_version (county, person)";
constexpr Statement income_table =
    "CREATE TABLE income (county BIGINT NOT NULL, household_no TEXT NOT NULL, person BIGINT NOT NULL, "
    "kind TEXT NOT NULL, from_month BIGINT NOT NULL, import BIGINT NOT NULL, annual_amount BIGINT NOT NULL, "
    "to_month BIGINT NOT NULL, PRIMARY KEY (county, household_no, person, kind, from_month, import))";
constexpr Statement death_table =
    "CREATE TABLE death (county BIGINT NOT NULL, person BIGINT NOT NULL, source SMALLINT NOT NULL, "
    "import BIGINT NOT NULL, died_on BIGINT NOT NULL, reported_on BIGINT NOT NULL, "
    "PRIMARY KEY (county, person, source, import))";

// A date two officers settled; it counts as an import of its own, so that runs know it or not by number.
constexpr Statement settlement_table =
    "CREATE TABLE death_settlement (county BIGINT NOT NULL, person BIGINT NOT NULL, import BIGINT NOT NULL, "
    "died_on BIGINT NOT NULL, proposed_by TEXT NOT NULL, confirmed_by TEXT NOT NULL, command BIGINT NOT NULL, "
    "PRIMARY KEY (county, person, import))";
constexpr Statement proposal_table =
    "CREATE TABLE death_proposal (county BIGINT NOT NULL, person BIGINT NOT NULL, command BIGINT NOT NULL, "
    "died_on BIGINT NOT NULL, proposed_by TEXT NOT NULL, item BIGINT NOT NULL, PRIMARY KEY (county, person, command))";

constexpr Statement pack_table =
    "CREATE TABLE pack (county BIGINT NOT NULL, id TEXT NOT NULL, effective_from BIGINT NOT NULL, import BIGINT NOT "
    "NULL, "
    "division TEXT NOT NULL, title TEXT NOT NULL, digest TEXT NOT NULL, toml TEXT NOT NULL, "
    "PRIMARY KEY (county, id, effective_from, import))";

// What was paid before the books began. The division is where the household lived in the month paid for: a run of it
// looks back on the month.
constexpr Statement past_payment_table =
    "CREATE TABLE past_payment (county BIGINT NOT NULL, household_no TEXT NOT NULL, program SMALLINT NOT NULL, "
    "month BIGINT NOT NULL, paid_on BIGINT NOT NULL, import BIGINT NOT NULL, amount BIGINT NOT NULL, "
    "division TEXT NOT NULL, PRIMARY KEY (county, household_no, program, month, paid_on, import), CHECK (amount >= 0))";

// Imports, or rows of one by their key, that from the retraction's own import number on do not count.
constexpr Statement retraction_table =
    "CREATE TABLE import_retraction (county BIGINT NOT NULL, of_import BIGINT NOT NULL, row_key TEXT NOT NULL, "
    "import BIGINT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (county, of_import, row_key))";

// What a roster left to be decided about a household: its lines are held as long as nobody answered. One question is
// one worklist item; the answer counts as an import, so that runs know it or not by number.
constexpr Statement question_table =
    "CREATE TABLE roster_question (county BIGINT NOT NULL, item BIGINT NOT NULL, import BIGINT NOT NULL, "
    "household_no TEXT NOT NULL, kind SMALLINT NOT NULL, bank_code TEXT NOT NULL, account BIGINT NOT NULL, "
    "account_name TEXT NOT NULL, old_bank_code TEXT NOT NULL, old_account BIGINT NOT NULL, old_account_name TEXT NOT "
    "NULL, PRIMARY KEY (county, item))";
constexpr Statement answer_table =
    "CREATE TABLE roster_answer (county BIGINT NOT NULL, item BIGINT NOT NULL, import BIGINT NOT NULL, "
    "verdict SMALLINT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (county, item))";

}  // namespace

store::Part registry_part() {
    return {
        "registry",
        {{1,
          {person_table, account_table, archive_table, import_table, touch_table, division_table, household_table,
           member_table, member_by_person, income_table, death_table, settlement_table, proposal_table, pack_table}},
         {2, {past_payment_table}},
         {3, {retraction_table, question_table, answer_table}}},
        {{"person", "county, id", true, "sealed"},
         {"account", "county, id", true, "sealed"},
         {"archive", "county, digest, piece", true, "sealed"},
         {"registry_import", "county, import", true},
         {"import_touch", "county, import, division", true},
         {"division", "county, code, import", true},
         {"household_version", "county, household_no, from_month, import", true},
         {"member_version", "county, household_no, person, from_month, import", true},
         {"income", "county, household_no, person, kind, from_month, import", true},
         {"death", "county, person, source, import", true},
         {"death_settlement", "county, person, import", true},
         {"death_proposal", "county, person, command", true},
         {"pack", "county, id, effective_from, import", true},
         {"past_payment", "county, household_no, program, month, paid_on, import", true},
         {"import_retraction", "county, of_import, row_key", true},
         {"roster_question", "county, item", true},
         {"roster_answer", "county, item", true}},
        {{"registry.rows", {"名册内容与导入时的记录一致", "rows are those that were imported"}, check_recorded_rows}},
        {},
        {{"registry.persons_open",
          {"身份证号都能解开，与摘要一致", "every ID number opens and is its digest's"},
          [](store::Store& store, const crypto::Sealer& sealer) {
              return check_sealed(store, sealer, {person_context, "county, id", store::SealedBeside::digest_and_end});
          }},
         {"registry.accounts_open",
          {"账号都能解开，与摘要一致", "every account number opens and is its digest's"},
          [](store::Store& store, const crypto::Sealer& sealer) {
              return check_sealed(store, sealer, {account_context, "county, id", store::SealedBeside::digest_and_end});
          }},
         {"registry.archive_opens",
          {"存档文件都能解开，与摘要一致", "every archived file opens and is its digest's"},
          check_archive}}};
}

}  // namespace mingzhang::registry
