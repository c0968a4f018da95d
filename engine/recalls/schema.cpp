// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/recalls/schema.hpp"

#include "engine/recalls/verify.hpp"

namespace mingzhang::recalls {

namespace {

using Statement = std::string_view;

// The request with the digest of its file: this row and the next table's are what it is rendered from.
constexpr Statement recall_table =
    "CREATE TABLE recall (county BIGINT NOT NULL, number BIGINT NOT NULL, batch BIGINT NOT NULL, form SMALLINT NOT "
    "NULL, reason TEXT NOT NULL, note TEXT NOT NULL, file_name TEXT NOT NULL, digest TEXT NOT NULL, bytes BIGINT NOT "
    "NULL, instructions BIGINT NOT NULL, total BIGINT NOT NULL, item BIGINT NOT NULL, asked_by TEXT NOT NULL, asked_at "
    "BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, number))";
constexpr Statement instruction_table =
    "CREATE TABLE recall_instruction (county BIGINT NOT NULL, recall BIGINT NOT NULL, batch BIGINT NOT NULL, "
    "instruction BIGINT NOT NULL, amount BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, recall, "
    "instruction))";

// The bank's words, in order; the digest is that of its file in the archive, empty where a person recorded it.
constexpr Statement answer_table =
    "CREATE TABLE recall_answer (county BIGINT NOT NULL, recall BIGINT NOT NULL, instruction BIGINT NOT NULL, sequence "
    "BIGINT NOT NULL, verdict SMALLINT NOT NULL, reason TEXT NOT NULL, words TEXT NOT NULL, file_name TEXT NOT NULL, "
    "digest TEXT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, "
    "recall, instruction, sequence), CHECK (verdict IN (1, 2, 3)))";

}  // namespace

store::Part recalls_part() {
    return {"recalls",
            {{1, {recall_table, instruction_table, answer_table}}},
            {{"recall", "county, number", true},
             {"recall_instruction", "county, recall, instruction", true},
             {"recall_answer", "county, recall, instruction, sequence", true}},
            verify_passes()};
}

}  // namespace mingzhang::recalls
