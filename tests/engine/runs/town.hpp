// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "engine/runs/equation.hpp"
#include "engine/runs/holds.hpp"
#include "ledger/items.hpp"
#include "tests/engine/registry/lists.hpp"
#include "tests/ledger/posting.hpp"

namespace mingzhang::test {

using registry::ImportKind;
using runs::StepRefusal;

inline runs::StepCall step(Office& office, std::int64_t run, const std::string& reason = {}) {
    return {office.county(), run, reason, ""};
}

inline runs::RunEquation equation(Office& office, std::int64_t run) {
    std::optional<runs::RunEquation> found;
    runs::read_equations(office.sql(), office.county(), [&](const runs::RunEquation& e) {
        if (e.run.number == run) found = e;
    });
    if (!found) throw std::runtime_error{"the run is not accrued"};
    return *found;
}

inline runs::RunState state(Office& office, std::int64_t run) {
    return runs::find_run(office.sql(), office.county(), run)->state();
}

// The whole of what a run owes goes to the bank and is paid, as batches and results would post it.
inline void pay_whole(Office& office, std::int64_t run, const std::string& household, Month month) {
    const auto items = ledger::items_of(office.sql(), office.county(), household, month);
    for (const auto& item : items) {
        if (item.run != run || item.waiting.is_zero()) continue;
        Transfer owed = due(run, item.line, household, item.due.fen());
        owed.dimensions.month = month;
        owed.dimensions.budget_year = 2022;
        const Transfer out = sent(owed, item.waiting.fen());
        if (!post(office, {funds(item.waiting.fen()), out, paid(out, item.waiting.fen())}))
            throw std::runtime_error{"the payment does not post"};
    }
}

// One household of one member, 515.00 a month from 2022-06 on.
inline std::int64_t approved_run(Office& office, const char* month) {
    office.set_day(std::string{month} + "-20");
    const auto run = office.calculate(month);
    if (!run) throw std::runtime_error{run.error().what().en};
    const auto approved = office.approve(run->number("run"));
    if (!approved) throw std::runtime_error{approved.error().what().en};
    return run->number("run");
}

}  // namespace mingzhang::test
