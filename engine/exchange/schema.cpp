// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/exchange/schema.hpp"

#include "engine/exchange/verify.hpp"

namespace mingzhang::exchange {

namespace {

using Statement = std::string_view;

constexpr Statement connection_table =
    "CREATE TABLE bank_connection (county BIGINT NOT NULL, bank_account BIGINT NOT NULL, version BIGINT NOT NULL, "
    "name TEXT NOT NULL, road TEXT NOT NULL, toml TEXT NOT NULL, folder TEXT NOT NULL, file_name TEXT NOT NULL, "
    "removed SMALLINT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL, command BIGINT NOT NULL, "
    "PRIMARY KEY (county, bank_account, version), CHECK (removed IN (0, 1)))";

// Every file that goes over a road or comes over one. The bytes are in the archive under the digest. What goes stands
// in the order in which it is handed over.
constexpr Statement file_table =
    "CREATE TABLE road_file (county BIGINT NOT NULL, number BIGINT NOT NULL, direction SMALLINT NOT NULL, "
    "bank_account BIGINT NOT NULL, connection BIGINT NOT NULL, road TEXT NOT NULL, batch BIGINT NOT NULL, "
    "name TEXT NOT NULL, digest TEXT NOT NULL, bytes BIGINT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL, "
    "command BIGINT NOT NULL, PRIMARY KEY (county, number), CHECK (direction IN (1, 2)))";
constexpr Statement file_by_batch = "CREATE INDEX road_file_by_batch ON road_file (county, batch, connection)";

// An attempt stands here before the first byte leaves; what became of it, and what was heard later, below.
constexpr Statement attempt_table =
    "CREATE TABLE sending (county BIGINT NOT NULL, batch BIGINT NOT NULL, attempt BIGINT NOT NULL, "
    "bank_account BIGINT NOT NULL, connection BIGINT NOT NULL, after_hours SMALLINT NOT NULL, actor TEXT NOT NULL, "
    "at BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, batch, attempt), "
    "CHECK (after_hours IN (0, 1)))";
constexpr Statement report_table =
    "CREATE TABLE sending_report (county BIGINT NOT NULL, batch BIGINT NOT NULL, attempt BIGINT NOT NULL, "
    "sequence BIGINT NOT NULL, delivery SMALLINT NOT NULL, known_by SMALLINT NOT NULL, detail_zh TEXT NOT NULL, "
    "detail_en TEXT NOT NULL, reference TEXT NOT NULL, item BIGINT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL, "
    "command BIGINT NOT NULL, PRIMARY KEY (county, batch, attempt, sequence))";

// What became of a file that came.
constexpr Statement taking_table =
    "CREATE TABLE road_file_taking (county BIGINT NOT NULL, file BIGINT NOT NULL, taking SMALLINT NOT NULL, "
    "batch BIGINT NOT NULL, bank_file BIGINT NOT NULL, item BIGINT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL, "
    "command BIGINT NOT NULL, PRIMARY KEY (county, file))";

}  // namespace

store::Part exchange_part() {
    return {"exchange",
            {{1, {connection_table, file_table, file_by_batch, attempt_table, report_table, taking_table}}},
            {{"bank_connection", "county, bank_account, version", true},
             {"road_file", "county, number", true, "digest, bytes"},
             {"sending", "county, batch, attempt", true},
             {"sending_report", "county, batch, attempt, sequence", true},
             {"road_file_taking", "county, file", true}},
            verify_passes()};
}

}  // namespace mingzhang::exchange
