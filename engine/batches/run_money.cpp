// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/batches/run_money.hpp"

#include <soci/soci.h>

#include "bank_adapters/outcome.hpp"

namespace mingzhang::batches {

RunMoney run_money(soci::session& sql, County county, std::int64_t run) {
    RunMoney money;
    int status = 0;
    std::int64_t amount = 0;
    // Of a withdrawn batch nothing is with the bank; everything else is, until its latest outcome is final.
    soci::statement query =
        (sql.prepare
             << "SELECT coalesce(o.status, 0), sum(l.amount) FROM instruction_line l LEFT JOIN outcome o "
                "ON o.county = l.county AND o.batch = l.batch AND o.instruction = l.instruction AND o.sequence = "
                "(SELECT max(sequence) FROM outcome p WHERE p.county = l.county AND p.batch = l.batch "
                "AND p.instruction = l.instruction) WHERE l.county = :county AND l.run = :run "
                "AND NOT EXISTS (SELECT 1 FROM batch_event e WHERE e.county = l.county AND e.batch = l.batch "
                "AND e.kind = 4) GROUP BY coalesce(o.status, 0)",
         soci::use(county.number), soci::use(run), soci::into(status), soci::into(amount));
    query.execute();
    while (query.fetch()) {
        const bool paid = status == static_cast<int>(bank::OutcomeStatus::paid);
        const bool failed = status == static_cast<int>(bank::OutcomeStatus::failed);
        Money& side = paid ? money.paid : failed ? money.returned : money.in_transit;
        side = sum(side, Money::fen(amount));
    }
    return money;
}

}  // namespace mingzhang::batches
