// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/forecast/compare_tables.hpp"

#include "base/commands/read_table.hpp"
#include "base/tables/rows_at_hand.hpp"
#include "engine/registry/place_name.hpp"

namespace mingzhang::forecast {

namespace {

constexpr bool summed = true;

std::vector<TableParameter> parameters_of(const Comparison& compared) {
    return {{{"月份", "Month"}, to_string(compared.month)}};
}

std::vector<TableColumn> sums_columns() {
    std::vector<TableColumn> columns{{"households", {"户数", "Households"}, CellKind::whole_number, summed}};
    for (const Change change : all_changes) {
        const Word one = word(change);
        columns.push_back({one.code, one.text, CellKind::whole_number, summed});
    }
    for (auto& [key, heading] :
         std::vector<std::pair<std::string, Text>>{{"before", {"原每月", "Before"}},
                                                   {"now", {"新每月", "Now"}},
                                                   {"difference", {"每月相差", "Difference"}},
                                                   {"before_12", {"原12个月", "Before, 12 months"}},
                                                   {"now_12", {"新12个月", "Now, 12 months"}},
                                                   {"difference_12", {"12个月相差", "Difference, 12 months"}}})
        columns.push_back({key, heading, CellKind::money, summed});
    return columns;
}

Money of_12_months(Money month) {
    Money year;
    for (int i = 0; i < 12; ++i) year = sum(year, month);
    return year;
}

void append(std::vector<Cell>& cells, const CompareSums& sums) {
    cells.emplace_back(sums.households());
    for (const Change change : all_changes) cells.emplace_back(sums.of(change));
    const Money more = difference(sums.now, sums.before);
    for (const Money amount : {sums.before, sums.now, more}) cells.emplace_back(amount);
    for (const Money amount : {sums.before, sums.now, more}) cells.emplace_back(of_12_months(amount));
}

TableHead sums_head(Text title, const Comparison& compared, std::vector<TableColumn> first) {
    for (TableColumn& column : sums_columns()) first.push_back(std::move(column));
    return {std::move(title), parameters_of(compared), std::move(first)};
}

TableColumn division_column() {
    return {"division", {"区划", "Division"}};
}
TableColumn program_column() {
    return {"program", {"救助类别", "Program"}};
}

constexpr std::size_t changes_columns = 10;
const Word not_worked_out{"not_worked_out", {"算不出", "not worked out"}};

}  // namespace

Table compared_programs_table(const Comparison& compared) {
    TableHead head = sums_head({"政策测算：分类", "Packs compared, by program"}, compared, {program_column()});
    return table_of(std::move(head), compared.programs, [](const auto& program) {
        std::vector<Cell> cells{Cell{mingzhang::word(program.first)}};
        append(cells, program.second);
        return cells;
    });
}

Table compared_villages_table(store::Store& store, const Comparison& compared) {
    TableHead head = sums_head({"政策测算：分村", "Packs compared, by village"}, compared,
                               {division_column(), {"name", {"名称", "Name"}}});
    return read_table(store, std::move(head),
                      [&store, villages = compared.villages](soci::session&, RowPusher& rows) -> Result<void, Refusal> {
                          for (const auto& [village, sums] : villages) {
                              const auto place = DivisionScope::parse(village.text()).value_or(DivisionScope{});
                              std::vector<Cell> cells{Cell{village.text()}, Cell{registry::place_name(store, place)}};
                              append(cells, sums);
                              rows.push(cells);
                          }
                          return {};
                      });
}

Table not_compared_table(const Comparison& compared) {
    TableHead head{{"算不出的家庭", "Households not worked out"},
                   parameters_of(compared),
                   {{"household_no", {"户编号", "Household"}},
                    division_column(),
                    program_column(),
                    {"under", {"按哪一份", "Under"}},
                    {"why", {"原因", "Why"}}}};
    return table_of(std::move(head), compared.not_compared, [](const NotCompared& one) {
        const Word under = one.under_now ? Word{"now", {"新", "now"}} : Word{"before", {"原", "before"}};
        return std::array{Cell{one.no.text()}, Cell{one.division.text()}, Cell{mingzhang::word(one.program)},
                          Cell{under}, Cell{one.why}};
    });
}

Table changes_table(store::Store& store, County county, const CompareCall& call, LongWork work, Comparison& compared) {
    TableHead head{{"政策测算：变动家庭", "Packs compared: households that change"},
                   {},
                   {{"household_no", {"户编号", "Household"}},
                    division_column(),
                    program_column(),
                    {"change", {"变动", "Change"}},
                    {"covered_before", {"原人数", "Covered before"}, CellKind::whole_number},
                    {"covered_now", {"新人数", "Covered now"}, CellKind::whole_number},
                    {"before", {"原每月", "Before"}, CellKind::money, summed},
                    {"now", {"新每月", "Now"}, CellKind::money, summed},
                    {"difference", {"每月相差", "Difference"}, CellKind::money, summed},
                    {"why", {"原因", "Why"}}}};
    return read_table(store, std::move(head),
                      [&compared, county, call, work](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
                          auto done = compare_packs(sql, county, call, work, [&rows](const ComparedHousehold& one) {
                              if (one.change == Change::same) return;
                              rows.push(std::array<Cell, changes_columns>{
                                  Cell{one.no.text()}, Cell{one.division.text()}, Cell{mingzhang::word(one.program)},
                                  Cell{word(one.change)}, Cell{one.covered_before}, Cell{one.covered_now},
                                  Cell{one.before}, Cell{one.now}, Cell{difference(one.now, one.before)}, Cell{}});
                          });
                          if (!done) return pass_on(done);
                          compared = std::move(*done);
                          for (const NotCompared& one : compared.not_compared)
                              rows.push(std::array<Cell, changes_columns>{
                                  Cell{one.no.text()}, Cell{one.division.text()}, Cell{mingzhang::word(one.program)},
                                  Cell{not_worked_out}, Cell{}, Cell{}, Cell{}, Cell{}, Cell{}, Cell{one.why}});
                          return {};
                      });
}

}  // namespace mingzhang::forecast
