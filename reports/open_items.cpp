// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "reports/open_items.hpp"

#include <array>

#include "base/commands/command.hpp"
#include "base/tables/row_pusher.hpp"
#include "ledger/items.hpp"

namespace mingzhang::reports {

namespace {

constexpr bool summed = true;
constexpr std::int64_t every_run = 0;

bool is_open(const ledger::Item& item) {
    return !item.waiting.is_zero() || !item.in_transit.is_zero() || !item.returned.is_zero();
}

}  // namespace

Table open_items_table(store::Store& store, County county, ledger::Moment moment, const std::string& as_of) {
    TableHead head{{"未结清款项", "Open items"},
                   {},
                   {{"run", {"发放次", "Run"}, CellKind::whole_number},
                    {"line", {"行", "Line"}, CellKind::whole_number},
                    {"division", {"区划", "Division"}},
                    {"program", {"救助类别", "Program"}},
                    {"due", {"应发", "Due"}, CellKind::money, summed},
                    {"waiting", {"待发", "Waiting"}, CellKind::money, summed},
                    {"in_transit", {"在途", "In transit"}, CellKind::money, summed},
                    {"returned", {"退回", "Returned"}, CellKind::money, summed},
                    {"paid", {"到账", "Paid"}, CellKind::money, summed}}};
    if (!as_of.empty()) head.parameters.push_back({{"截至", "As of"}, as_of});
    return {std::move(head), [&store, county, moment](RowSink& sink) {
                return reading(store, [&]() -> Result<void, Refusal> {
                    RowPusher rows{sink};
                    ledger::read_items(
                        store.sql(), county, every_run,
                        [&](const ledger::Item& item) {
                            if (!is_open(item)) return;
                            rows.push(std::array{Cell{item.run}, Cell{item.line}, Cell{std::to_string(item.division)},
                                                 Cell{word(item.program)}, Cell{item.due}, Cell{item.waiting},
                                                 Cell{item.in_transit}, Cell{item.returned}, Cell{item.paid}});
                        },
                        moment);
                    return rows.result();
                });
            }};
}

}  // namespace mingzhang::reports
