// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/verify.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "engine/runs/equation.hpp"
#include "engine/runs/verify_record.hpp"

namespace mingzhang::runs {

namespace {

std::vector<County> counties(soci::session& sql) {
    std::vector<County> list;
    County county;
    soci::statement query =
        (sql.prepare << "SELECT DISTINCT county FROM run ORDER BY county", soci::into(county.number));
    query.execute();
    while (query.fetch()) list.push_back(county);
    return list;
}

store::PassReport check_equations(store::Store& store) {
    store::PassReport report;
    for (const County county : counties(store.sql()))
        read_equations(store.sql(), county, [&](const RunEquation& equation) {
            ++report.records;
            if (equation.due == equation.parts()) return;
            report.name_broken(fmt::format("{} 县第 {} 次发放：应发 {}，各项合计 {}", county.number,
                                           equation.run.number, to_yuan(equation.due), to_yuan(equation.parts())),
                               fmt::format("county {}, run {}: {} due, but its parts sum to {}", county.number,
                                           equation.run.number, to_yuan(equation.due), to_yuan(equation.parts())));
        });
    return report;
}

// Each accrued line and its payable name each other, and no payable stands without one.
store::PassReport check_payables(store::Store& store) {
    store::PassReport report;
    std::int64_t county = 0, run = 0, line = 0;
    std::string household;
    const auto each = [&](std::string_view text, std::string_view zh, std::string_view en) {
        soci::statement query = (store.sql().prepare << std::string{text}, soci::into(county), soci::into(run),
                                 soci::into(line), soci::into(household));
        query.execute();
        while (query.fetch())
            report.name_broken(fmt::format("{} 县第 {} 次发放第 {} 行（{}）：{}", county, run, line, household, zh),
                               fmt::format("county {}, run {}, line {} ({}): {}", county, run, line, household, en));
    };
    std::int64_t payables = 0;
    store.sql() << "SELECT count(*) FROM payable", soci::into(payables);
    report.records = static_cast<std::uint64_t>(payables);
    constexpr std::string_view accrued =
        "(SELECT e.kind FROM run_event e WHERE e.county = t.county AND e.run = t.run ORDER BY e.seq DESC LIMIT 1) "
        "IN (4, 7, 8)";
    each(fmt::format(
             "SELECT t.county, t.run, t.line, t.household_no FROM run_line t WHERE {} AND NOT EXISTS (SELECT 1 "
             "FROM payable p WHERE p.county = t.county AND p.household = t.household_no AND p.month = t.month "
             "AND p.program = t.program AND p.backpay_run = CASE WHEN t.kind IN (2, 4, 5) THEN t.run ELSE 0 END AND "
             "p.run = t.run AND p.line = t.line)",
             accrued),
         "审批过却没有应付", "approved but not payable");
    each(fmt::format(
             "SELECT p.county, p.run, p.line, p.household FROM payable p WHERE p.run > 0 AND NOT EXISTS (SELECT 1 FROM "
             "run_line t WHERE t.county = p.county AND t.run = p.run AND t.line = p.line AND t.household_no = "
             "p.household "
             "AND t.month = p.month AND {})",
             accrued),
         "应付没有对应的发放行", "payable without an approved line");
    each(
        "SELECT p.county, p.run, p.line, p.household FROM payable p WHERE p.run = 0 AND NOT EXISTS (SELECT 1 FROM "
        "past_payment b WHERE b.county = p.county AND b.household_no = p.household AND b.month = p.month AND "
        "b.program = p.program)",
        "往期发放没有记录", "met before the books began, by no payment");
    each(
        "SELECT DISTINCT b.county, 0, 0, b.household_no FROM past_payment b WHERE NOT EXISTS (SELECT 1 FROM payable p "
        "WHERE p.county = b.county AND p.household = b.household_no AND p.month = b.month AND "
        "p.program = b.program AND p.backpay_run = 0 AND p.run = 0)",
        "往期发放的月份仍可再发", "paid before the books began, and free to be owed again");
    return report;
}

}  // namespace

std::vector<store::VerifyPass> verify_passes() {
    return {
        {"runs.equation",
         {"应发 = 待发 + 暂缓 + 在途 + 到账 + 退回 + 抵扣 + 撤回",
          "due = to send + held + in transit + paid + returned + offset + withdrawn"},
         check_equations},
        {"runs.lines", {"发放明细与计算时的记录一致", "lines are those that were calculated"}, check_recorded_lines},
        {"runs.signatures", {"签字人与日志一致", "signatures are those of the log"}, check_signatures},
        {"runs.payables", {"每户每项每月只有一笔应付", "one payable a household, program and month"}, check_payables}};
}

}  // namespace mingzhang::runs
