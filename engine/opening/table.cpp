// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <soci/soci.h>

#include <map>

#include "base/commands/read_table.hpp"
#include "engine/opening/opening.hpp"
#include "engine/opening/row.hpp"
#include "ledger/items.hpp"

namespace mingzhang::opening {

namespace {

constexpr bool summed = true;

std::optional<runs::Run> last_opening(soci::session& sql, County county) {
    std::optional<runs::Run> last;
    for (runs::Run& run : runs::all_runs(sql, county))
        if (run.is_opening()) last = std::move(run);
    return last;
}

}  // namespace

Table opening_table(store::Store& store, County county) {
    TableHead head{{"期初数", "Opening"},
                   {},
                   {{"run", {"发放", "Run"}, CellKind::whole_number},
                    {"kind", {"种类", "Kind"}},
                    {"household_no", {"户编号", "Household"}},
                    {"program", {"类别", "Program"}},
                    {"month", {"所属月", "Month"}, CellKind::month},
                    {"amount", {"金额", "Amount"}, CellKind::money, summed},
                    {"still_returned", {"未补发", "Still returned"}, CellKind::money, summed},
                    {"budget_year", {"指标年度", "Budget year"}},
                    {"note", {"说明", "Note"}},
                    {"state", {"状态", "State"}}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        const auto run = last_opening(sql, county);
        if (!run) return {};
        std::map<std::int64_t, Money> returned;
        ledger::read_items(sql, county, run->number,
                           [&](const ledger::Item& item) { returned[item.line] = item.returned; });
        for (const Row& row : read_rows(sql, county, run->number))
            rows.push(
                std::array{Cell{run->number}, Cell{word(row.kind)}, Cell{row.household},
                           Cell{mingzhang::word(row.program)}, row.month ? Cell{*row.month} : Cell{}, Cell{row.amount},
                           row.kind == RowKind::returned ? Cell{returned[row.ordinal]} : Cell{Money{}},
                           Cell{std::to_string(row.budget_year)}, Cell{row.note}, Cell{runs::word(run->state())}});
        return {};
    });
}

}  // namespace mingzhang::opening
