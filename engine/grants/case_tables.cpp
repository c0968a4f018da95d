// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <array>

#include "base/commands/read_table.hpp"
#include "engine/grants/case_book.hpp"
#include "engine/grants/temporary_cases.hpp"

namespace mingzhang::grants {

namespace {

// Where a case stands; a day after papers were due they are overdue.
Word state_of(const CaseRow& row, Date today) {
    if (!row.decision) return {"open", {"待审批", "open"}};
    if (!row.decision->granted) return {"refused", {"不予救助", "refused"}};
    if (payable_now(row).is_positive()) return {"granted", {"待列入发放", "granted, in no run"}};
    if (!row.decision->papers_due || row.papers_complete) return {"accrued", {"已列入发放", "in a run"}};
    return today > *row.decision->papers_due ? Word{"papers_overdue", {"手续逾期未补", "papers overdue"}}
                                             : Word{"papers_due", {"待补手续", "papers due"}};
}

}  // namespace

Table cases_table(store::Store& store, County county, Date today) {
    TableHead head{{"临时救助", "Temporary assistance"},
                   {},
                   {{"case", {"案号", "Case"}, CellKind::whole_number},
                    {"household_no", {"户编号", "Household"}},
                    {"cause", {"事由", "Cause"}},
                    {"people", {"人数", "People"}, CellKind::whole_number},
                    {"months", {"月数", "Months"}, CellKind::whole_number},
                    {"emergency", {"急难", "Emergency"}},
                    {"state", {"状态", "State"}},
                    {"amount", {"批准金额", "Granted"}, CellKind::money, true},
                    {"accrued", {"已列入发放", "In runs"}, CellKind::money, true},
                    {"papers_due", {"手续期限", "Papers due"}, CellKind::date},
                    {"opened_by", {"登记", "Opened by"}},
                    {"decided_by", {"审批", "Decided by"}}}};
    return read_table(
        store, std::move(head), [county, today](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
            for (const CaseRow& row : read_cases(sql, county)) {
                const auto& decision = row.decision;
                rows.push(std::array{Cell{row.number}, Cell{row.household}, Cell{row.cause},
                                     Cell{std::int64_t{row.people}}, Cell{std::int64_t{row.months}},
                                     Cell{row.emergency ? Word{"yes", {"是", "yes"}} : Word{"no", {"否", "no"}}},
                                     Cell{state_of(row, today)}, decision ? Cell{decision->amount} : Cell{},
                                     Cell{row.accrued},
                                     decision && decision->papers_due ? Cell{*decision->papers_due} : Cell{},
                                     Cell{row.opened_by}, decision ? Cell{decision->decided_by} : Cell{}});
            }
            return {};
        });
}

}  // namespace mingzhang::grants
