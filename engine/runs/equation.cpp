// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/equation.hpp"

#include <soci/soci.h>

#include "engine/runs/holds.hpp"
#include "ledger/items.hpp"

namespace mingzhang::runs {

Money RunEquation::parts() const {
    Money all = to_send;
    for (const Money part : {held, in_transit, paid, returned, offset, withdrawn}) all = sum(all, part);
    return all;
}

void read_equations(soci::session& sql, County county, const std::function<void(const RunEquation&)>& each) {
    for (const Run& run : all_runs(sql, county)) {
        if (!is_accrued(run.state())) continue;
        RunEquation equation{run, {}, {}, {}, {}, {}, {}, {}, {}};
        std::int64_t due = 0;
        sql << "SELECT coalesce(sum(amount), 0) FROM run_line WHERE county = :county AND run = :run",
            soci::use(county.number), soci::use(run.number), soci::into(due);
        equation.due = Money::fen(due);
        const auto held = held_lines(sql, county, run.number);
        ledger::read_items(sql, county, run.number, [&](const ledger::Item& item) {
            Money& waiting = held.contains(item.line) ? equation.held : equation.to_send;
            waiting = sum(waiting, item.waiting);
            equation.in_transit = sum(equation.in_transit, item.in_transit);
            equation.paid = sum(equation.paid, item.paid);
            equation.returned = sum(equation.returned, item.returned);
            equation.offset = sum(equation.offset, item.offset);
            equation.withdrawn = sum(equation.withdrawn, item.withdrawn);
        });
        each(equation);
    }
}

}  // namespace mingzhang::runs
