// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <array>
#include <map>

#include "base/commands/read_table.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/read_run.hpp"
#include "engine/runs/views.hpp"

namespace mingzhang::runs {

namespace {

// A household in one run: its regular line and what came on top.
struct InRun {
    std::string division;
    Program program{};
    std::int64_t covered = 0;
    Money regular;
    Money backpay;
    bool held = false;
};

using Households = std::map<std::string, InRun>;

Households households_of(soci::session& sql, County county, std::int64_t run) {
    Households households;
    read_lines(sql, county, run, [&](const Line& line) {
        InRun& household = households[line.household.text()];
        household.division = line.division.text();
        household.program = line.program;
        household.held = household.held || line.held != HoldReason::none;
        if (line.kind != LineKind::backpay) {
            household.covered = line.covered;
            household.regular = sum(household.regular, line.amount);
        } else {
            household.backpay = sum(household.backpay, line.amount);
        }
    });
    return households;
}

// What became of a household from one month to the next; no word when nothing did.
std::optional<Word> change(const InRun& before, const InRun& now) {
    const bool was = before.regular.is_positive();
    const bool is = now.regular.is_positive();
    if (now.held) return Word{"held", {"暂缓", "held"}};
    if (!was && is) return Word{"new", {"新增", "new"}};
    if (was && !is) return Word{"ended", {"停发", "ended"}};
    if (now.regular > before.regular) return Word{"up", {"增发", "up"}};
    if (now.regular < before.regular) return Word{"down", {"减发", "down"}};
    if (now.backpay.is_positive()) return Word{"backpay", {"补发", "backpay"}};
    return std::nullopt;
}

std::array<Cell, 9> cells_of(const std::string& no, const InRun& before, const InRun& now, const Word& what) {
    const InRun& place = now.division.empty() ? before : now;
    return {Cell{no},          Cell{place.division}, Cell{word(place.program)}, Cell{what},       Cell{before.covered},
            Cell{now.covered}, Cell{before.regular}, Cell{now.regular},         Cell{now.backpay}};
}

}  // namespace

Result<Table, Refusal> compare_table(store::Store& store, County county, std::int64_t before, std::int64_t now) {
    auto first = read_run(store, county, before);
    if (!first) return pass_on(first);
    auto second = read_run(store, county, now);
    if (!second) return pass_on(second);
    const std::string was = to_string(first->month);
    const std::string is = to_string(second->month);
    TableHead head{{"两月对比", "Two months compared"},
                   {{{"前", "Before"}, was}, {{"后", "Now"}, is}},
                   {{"household_no", {"户编号", "Household"}},
                    {"division", {"区划", "Division"}},
                    {"program", {"类别", "Program"}},
                    {"change", {"变动", "Change"}},
                    {"covered_before", {"前人数", "Covered before"}, CellKind::whole_number, true},
                    {"covered_now", {"后人数", "Covered now"}, CellKind::whole_number, true},
                    {"before", {was, was}, CellKind::money, true},
                    {"now", {is, is}, CellKind::money, true},
                    {"backpay", {"补发", "Backpay"}, CellKind::money, true}}};
    return read_table(store, std::move(head),
                      [county, before, now](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
                          const Households earlier = households_of(sql, county, before);
                          Households later = households_of(sql, county, now);
                          for (const auto& [no, household] : earlier) later.try_emplace(no);
                          for (const auto& [no, household] : later) {
                              const auto found = earlier.find(no);
                              const InRun of_before = found == earlier.end() ? InRun{} : found->second;
                              const auto what = change(of_before, household);
                              if (what) rows.push(cells_of(no, of_before, household, *what));
                          }
                          return {};
                      });
}

}  // namespace mingzhang::runs
