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

}  // namespace

store::Part grants_part() {
    return {"grants",
            {{1, {person_table, price_table}}},
            {{"granted_person", "county, run, line, person", true}, {"price_run", "county, run", true}},
            verify_passes()};
}

}  // namespace mingzhang::grants
