// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/views.hpp"

#include <soci/soci.h>

#include <array>
#include <functional>

#include "base/commands/read_table.hpp"
#include "engine/registry/place_name.hpp"
#include "engine/runs/equation.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/read_run.hpp"

namespace mingzhang::runs {

namespace {

constexpr bool summed = true;

const Word payable{"payable", {"应发", "payable"}};
const Word held{"held", {"暂缓", "held"}};

std::vector<TableParameter> parameters_of(const Run& run) {
    return {{{"发放", "Run"}, std::to_string(run.number)},
            {{"月份", "Month"}, to_string(run.month)},
            {{"区划", "Division"}, run.division.text()}};
}

// A list of one run: there must be such a run for its head, and its rows are read when they are sent.
Result<Table, Refusal> table_of_run(store::Store& store, County county, std::int64_t number, Text title,
                                    std::vector<TableColumn> columns, RowReading read) {
    auto run = read_run(store, county, number);
    if (!run) return pass_on(run);
    return read_table(store, {std::move(title), parameters_of(*run), std::move(columns)}, std::move(read));
}

}  // namespace

Table runs_table(store::Store& store, County county) {
    TableHead head{{"发放", "Runs"},
                   {},
                   {{"run", {"发放", "Run"}, CellKind::whole_number},
                    {"month", {"月份", "Month"}, CellKind::month},
                    {"division", {"区划", "Division"}},
                    {"program", {"类别", "Program"}},
                    {"kind", {"种类", "Kind"}},
                    {"state", {"状态", "State"}},
                    {"prepared_by", {"制单", "Prepared by"}},
                    {"import", {"截至导入", "As of import"}, CellKind::whole_number}}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        for (const Run& run : all_runs(sql, county))
            rows.push(std::array{Cell{run.number}, Cell{run.month}, Cell{run.division.text()},
                                 run.program ? Cell{word(*run.program)} : Cell{}, Cell{word(run.kind)},
                                 Cell{word(run.state())}, Cell{run.prepared_by()}, Cell{run.import}});
        return {};
    });
}

Result<Table, Refusal> lines_table(store::Store& store, County county, std::int64_t number) {
    return table_of_run(
        store, county, number, {"发放明细", "Lines"},
        {{"household_no", {"户编号", "Household"}},
         {"entitlement_month", {"月份", "Month"}, CellKind::month},
         {"kind", {"类别", "Kind"}},
         {"covered", {"保障人数", "Covered"}, CellKind::whole_number, summed},
         {"base", {"保障金", "Base"}, CellKind::money},
         {"topup", {"分类施保金", "Top-up"}, CellKind::money},
         {"amount", {"金额", "Amount"}, CellKind::money, summed},
         {"state", {"状态", "State"}}},
        [county, number](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
            read_lines(sql, county, number, [&](const Line& line) {
                rows.push(std::array{Cell{line.household.text()}, Cell{line.month}, Cell{word(line.kind)},
                                     Cell{line.covered}, Cell{line.base}, Cell{line.topup}, Cell{line.amount},
                                     Cell{line.held == HoldReason::none ? payable : held}});
            });
            return {};
        });
}

Result<Table, Refusal> overpayments_table(store::Store& store, County county, std::int64_t number) {
    return table_of_run(store, county, number, {"多发", "Overpayments"},
                        {{"household_no", {"户编号", "Household"}},
                         {"entitlement_month", {"月份", "Month"}, CellKind::month},
                         {"amount", {"金额", "Amount"}, CellKind::money, summed}},
                        [county, number](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
                            for (const OverpaymentRow& over : overpayments_of(sql, county, number))
                                rows.push(std::array{Cell{over.household}, Cell{over.month}, Cell{over.amount}});
                            return {};
                        });
}

namespace {

// The sums of a run by one column of its lines.
struct GroupSums {
    std::string group;
    std::int64_t households = 0, lines = 0, regular = 0, backpay = 0, held = 0, amount = 0;

    static std::vector<TableColumn> columns() {
        return {{"households", {"户数", "Households"}, CellKind::whole_number, summed},
                {"lines", {"行数", "Lines"}, CellKind::whole_number, summed},
                {"regular", {"本月", "This month"}, CellKind::money, summed},
                {"backpay", {"补发", "Backpay"}, CellKind::money, summed},
                {"held", {"其中暂缓", "Of it held"}, CellKind::money, summed},
                {"amount", {"合计", "Amount"}, CellKind::money, summed}};
    }
    void append_to(std::vector<Cell>& cells) const {
        cells.insert(cells.end(), {Cell{households}, Cell{lines}, Cell{Money::fen(regular)}, Cell{Money::fen(backpay)},
                                   Cell{Money::fen(held)}, Cell{Money::fen(amount)}});
    }
};

// `group` is an expression over the line `t`; rows come in its order.
void read_group_sums(soci::session& sql, County county, std::int64_t run, std::string_view group,
                     const std::function<void(const GroupSums&)>& each) {
    GroupSums sums;
    soci::statement query =
        (sql.prepare
             << "SELECT " << group
             << ", count(DISTINCT t.household_no), count(*), sum(CASE WHEN t.kind <> 2 THEN t.amount ELSE 0 END), "
                "sum(CASE WHEN t.kind = 2 THEN t.amount ELSE 0 END), sum(CASE WHEN t.held > 0 THEN t.amount ELSE "
                "0 END), sum(t.amount) FROM run_line t WHERE t.county = :county AND t.run = :run GROUP BY "
             << group << " ORDER BY " << group,
         soci::use(county.number), soci::use(run), soci::into(sums.group), soci::into(sums.households),
         soci::into(sums.lines), soci::into(sums.regular), soci::into(sums.backpay), soci::into(sums.held),
         soci::into(sums.amount));
    query.execute();
    while (query.fetch()) each(sums);
}

std::vector<TableColumn> group_columns(std::vector<TableColumn> first) {
    const auto sums = GroupSums::columns();
    first.insert(first.end(), sums.begin(), sums.end());
    return first;
}

}  // namespace

Result<Table, Refusal> villages_table(store::Store& store, County county, std::int64_t number) {
    return table_of_run(store, county, number, {"分村汇总", "By village"},
                        group_columns({{"division", {"区划代码", "Division"}}, {"name", {"名称", "Name"}}}),
                        [&store, county, number](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
                            std::vector<GroupSums> villages;
                            read_group_sums(sql, county, number, "t.division",
                                            [&](const GroupSums& sums) { villages.push_back(sums); });
                            for (const GroupSums& sums : villages) {
                                const auto place = DivisionScope::parse(sums.group).value_or(DivisionScope{});
                                std::vector<Cell> cells{Cell{sums.group}, Cell{registry::place_name(store, place)}};
                                sums.append_to(cells);
                                rows.push(cells);
                            }
                            return {};
                        });
}

Result<Table, Refusal> programs_table(store::Store& store, County county, std::int64_t number) {
    return table_of_run(store, county, number, {"分类汇总", "By program"},
                        group_columns({{"program", {"救助类别", "Program"}}}),
                        [county, number](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
                            read_group_sums(sql, county, number, "CAST(t.program AS TEXT)", [&](const GroupSums& sums) {
                                std::vector<Cell> cells{Cell{word(static_cast<Program>(std::stoi(sums.group)))}};
                                sums.append_to(cells);
                                rows.push(cells);
                            });
                            return {};
                        });
}

Result<Table, Refusal> signatures_table(store::Store& store, County county, std::int64_t number) {
    return table_of_run(
        store, county, number, {"经手与签字", "Signatures"},
        {{"step", {"步骤", "Step"}},
         {"actor", {"经手人", "Person"}},
         {"at", {"时间", "Time"}},
         {"reason", {"理由", "Reason"}}},
        [county, number](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
            auto run = find_run(sql, county, number);
            if (!run) return pass_on(run);
            Run until = *run;
            until.events.clear();
            for (const RunEvent& event : run->events) {
                until.events.push_back(event);
                rows.push(std::array{Cell{word(until.state())}, Cell{event.actor}, Cell{event.at}, Cell{event.reason}});
            }
            return {};
        });
}

Table equation_table(store::Store& store, County county) {
    const auto money = [](std::string key, Text heading) {
        return TableColumn{std::move(key), std::move(heading), CellKind::money, summed};
    };
    TableHead head{{"应发 = 待发 + 暂缓 + 在途 + 到账 + 退回 + 抵扣 + 撤回", "Due = its parts"},
                   {},
                   {{"run", {"发放", "Run"}, CellKind::whole_number},
                    {"month", {"月份", "Month"}, CellKind::month},
                    money("due", {"应发", "Due"}),
                    money("to_send", {"待发", "To send"}),
                    money("held", {"暂缓", "Held"}),
                    money("in_transit", {"在途", "In transit"}),
                    money("paid", {"到账", "Paid"}),
                    money("returned", {"退回", "Returned"}),
                    money("offset", {"抵扣", "Offset"}),
                    money("withdrawn", {"撤回", "Withdrawn"}),
                    money("difference", {"差额", "Difference"})}};
    return read_table(store, std::move(head), [county](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
        read_equations(sql, county, [&](const RunEquation& e) {
            rows.push(std::array{Cell{e.run.number}, Cell{e.run.month}, Cell{e.due}, Cell{e.to_send}, Cell{e.held},
                                 Cell{e.in_transit}, Cell{e.paid}, Cell{e.returned}, Cell{e.offset}, Cell{e.withdrawn},
                                 Cell{difference(e.due, e.parts())}});
        });
        return {};
    });
}

}  // namespace mingzhang::runs
