// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/custody/schema.hpp"

namespace mingzhang::custody {

namespace {

// `opening`: the opening run that brought it.
constexpr std::string_view agreement_table =
    "CREATE TABLE custody_agreement (county BIGINT NOT NULL, number BIGINT NOT NULL, household_no TEXT NOT NULL, "
    "owner BIGINT NOT NULL, custodian BIGINT NOT NULL, custodian_name TEXT NOT NULL, relation SMALLINT NOT NULL, "
    "paper TEXT NOT NULL, signed_on BIGINT NOT NULL, valid_until BIGINT NOT NULL, filing TEXT NOT NULL, "
    "note TEXT NOT NULL, opening BIGINT NOT NULL, command BIGINT NOT NULL, PRIMARY KEY (county, number))";

// What happened to an agreement, in order; where it stands is the last of it.
constexpr std::string_view event_table =
    "CREATE TABLE custody_event (county BIGINT NOT NULL, agreement BIGINT NOT NULL, seq BIGINT NOT NULL, "
    "kind SMALLINT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, reason TEXT NOT NULL, command BIGINT NOT NULL, "
    "PRIMARY KEY (county, agreement, seq))";

}  // namespace

store::Part custody_part() {
    return {"custody",
            {{1, {agreement_table, event_table}}},
            {{"custody_agreement", "county, number", true}, {"custody_event", "county, agreement, seq", true}},
            {}};
}

}  // namespace mingzhang::custody
