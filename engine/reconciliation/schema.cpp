// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/schema.hpp"

#include "engine/reconciliation/verify.hpp"

namespace mingzhang::reconciliation {

store::Part reconciliation_part() {
    return {"reconciliation",
            {{1,
              {"CREATE TABLE bank_file (county BIGINT NOT NULL, number BIGINT NOT NULL, kind SMALLINT NOT NULL, "
               "batch BIGINT NOT NULL, digest TEXT NOT NULL, file_name TEXT NOT NULL, actor TEXT NOT NULL, "
               "at BIGINT NOT NULL, rows BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, number), "
               "UNIQUE (county, batch, digest))"}},
             {2,
              {"CREATE TABLE unmapped_text (county BIGINT NOT NULL, bank_account BIGINT NOT NULL, text TEXT NOT NULL, "
               "item BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, bank_account, text))",
               "CREATE TABLE mapped_text (county BIGINT NOT NULL, bank_account BIGINT NOT NULL, command BIGINT NOT "
               "NULL, text TEXT NOT NULL, reason SMALLINT NOT NULL, PRIMARY KEY (county, bank_account, command))"}},
             {3,
              {"CREATE TABLE bank_file_chunk (county BIGINT NOT NULL, file BIGINT NOT NULL, chunk BIGINT NOT NULL, "
               "rows BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, file, chunk))"}}},
            {{"bank_file", "county, number", true},
             {"bank_file_chunk", "county, file, chunk", true},
             {"unmapped_text", "county, bank_account, text", true},
             {"mapped_text", "county, bank_account, command", true}},
            verify_passes()};
}

}  // namespace mingzhang::reconciliation
