// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/moment.hpp"

#include <soci/soci.h>

namespace mingzhang::ledger {

Moment moment_at(soci::session& sql, County county, Instant instant) {
    const std::string at = to_utc_text(instant);
    Moment moment;
    sql << "SELECT coalesce(max(number), 0) FROM command WHERE county = :county AND at <= :at",
        soci::use(county.number), soci::use(at), soci::into(moment.command);
    return moment;
}

}  // namespace mingzhang::ledger
