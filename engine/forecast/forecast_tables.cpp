// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/forecast/forecast_tables.hpp"

#include <algorithm>
#include <array>

#include "base/tables/rows_at_hand.hpp"

namespace mingzhang::forecast {

namespace {

constexpr bool summed = true;

TableColumn money(std::string key, Text heading) {
    return {std::move(key), std::move(heading), CellKind::money, summed};
}

std::vector<TableParameter> parameters_of(int year) {
    return {{{"指标年度", "Budget year"}, std::to_string(year)}};
}

// Those that need money: each has a column.
std::vector<Program> programs_of(const BudgetForecast& forecast) {
    std::vector<Program> programs;
    for (const Program program : all_programs) {
        const bool needed = std::any_of(forecast.needs.begin(), forecast.needs.end(),
                                        [program](const auto& need) { return need.first.second == program; });
        if (needed || forecast.owed.contains(program)) programs.push_back(program);
    }
    return programs;
}

std::vector<Cell> month_row(Cell month, const std::vector<Program>& programs, const std::map<Program, Need>& needs) {
    std::vector<Cell> cells{std::move(month), Cell{0}};
    Need all;
    for (const Program program : programs) {
        const auto found = needs.find(program);
        const Need need = found == needs.end() ? Need{} : found->second;
        all.households += need.households;
        all.amount = sum(all.amount, need.amount);
        cells.emplace_back(need.amount);
    }
    cells[1] = Cell{all.households};
    cells.emplace_back(all.amount);
    return cells;
}

}  // namespace

Table forecast_lines_table(const BudgetForecast& forecast, int year) {
    TableHead head{{"预算预测：指标", "Forecast, by budget line"},
                   parameters_of(year),
                   {{"program", {"救助类别", "Program"}},
                    {"budget_code", {"科目", "Code"}},
                    {"source", {"资金来源", "Source"}},
                    money("allotted", {"指标", "Allotted"}),
                    money("used", {"已用", "Used"}),
                    money("to_come", {"还需", "To come"}),
                    // Not summed: what one program has left never pays for another.
                    {"left", {"结余（负数为缺口）", "Left (below zero: lacking)"}, CellKind::money},
                    {"dry_in", {"何时用完", "Dry in"}, CellKind::month}}};
    return table_of(std::move(head), forecast.lines, [](const LineForecast& line) {
        return std::array{Cell{word(line.program)},
                          Cell{budget_code(line.program)},
                          line.source ? Cell{ledger::name(*line.source)} : Cell{},
                          Cell{line.allotted},
                          Cell{line.used},
                          Cell{line.to_come},
                          Cell{line.left()},
                          Cell{line.dry_in}};
    });
}

Table forecast_months_table(const BudgetForecast& forecast, int year) {
    const std::vector<Program> programs = programs_of(forecast);
    TableHead head{{"预算预测：逐月", "Forecast, by month"},
                   parameters_of(year),
                   {{"month", {"月份", "Month"}}, {"households", {"户数", "Households"}, CellKind::whole_number}}};
    for (const Program program : programs) head.columns.push_back(money(std::string{code(program)}, name(program)));
    head.columns.push_back(money("amount", {"合计", "Amount"}));
    std::vector<std::vector<Cell>> rows;
    if (!forecast.owed.empty())
        rows.push_back(month_row(Cell{Word{"owed", {"已审批待发", "owed"}}}, programs, forecast.owed));
    std::map<Month, std::map<Program, Need>> months;
    for (const auto& [when, need] : forecast.needs) months[when.first][when.second] = need;
    for (const auto& [month, of_month] : months) rows.push_back(month_row(Cell{to_string(month)}, programs, of_month));
    return table_of(std::move(head), std::move(rows), [](const std::vector<Cell>& row) { return row; });
}

Table not_forecast_table(const BudgetForecast& forecast) {
    TableHead head{{"算不出的家庭", "Households not worked out"},
                   {},
                   {{"household_no", {"户编号", "Household"}},
                    {"division", {"区划", "Division"}},
                    {"program", {"救助类别", "Program"}},
                    {"month", {"首个月份", "First month"}, CellKind::month},
                    {"why", {"原因", "Why"}}}};
    return table_of(std::move(head), forecast.not_worked_out, [](const NotForecast& one) {
        return std::array{Cell{one.no.text()}, Cell{one.division.text()}, Cell{word(one.program)}, Cell{one.month},
                          Cell{one.why}};
    });
}

}  // namespace mingzhang::forecast
