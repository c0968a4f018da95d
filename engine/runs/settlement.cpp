// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/settlement.hpp"

#include <map>

#include "engine/runs/holds.hpp"
#include "engine/runs/lifecycle.hpp"
#include "engine/runs/lines.hpp"
#include "ledger/balances.hpp"
#include "ledger/items.hpp"

namespace mingzhang::runs {

Result<void, Refusal> check_funds(CommandContext& context, County county) {
    std::map<Program, Money> to_send;
    read_sendable_groups(context.sql(), county, [&](const SendableGroup& group) {
        to_send[group.program] = sum(to_send[group.program], group.total);
    });
    const int year = Month::of(context.today()).year();
    for (const auto& [program, amount] : to_send) {
        const Money held = ledger::quota_held(context.sql(), county, program, year);
        if (amount > held)
            return refuse(StepRefusal::not_enough_funds, name(program).zh, name(program).en, to_yuan(amount),
                          to_yuan(held));
    }
    return {};
}

Result<void, Refusal> check_settled(soci::session& sql, const Run& run) {
    const auto held = held_lines(sql, run.county, run.number);
    Money to_send;
    Money in_transit;
    ledger::read_items(sql, run.county, run.number, [&](const ledger::Item& item) {
        if (!held.contains(item.line)) to_send = sum(to_send, item.waiting);
        in_transit = sum(in_transit, item.in_transit);
    });
    if (to_send.is_zero() && in_transit.is_zero()) return {};
    return refuse(StepRefusal::not_settled, run.number, to_yuan(to_send), to_yuan(in_transit));
}

}  // namespace mingzhang::runs
