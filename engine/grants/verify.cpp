// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/verify.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/store/store.hpp"
#include "base/values/money.hpp"

namespace mingzhang::grants {

namespace {

// Nobody is granted a price subsidy twice for a month, nor a funeral twice, by runs that are accrued; and every line of
// such a run names as many people as it counts.
store::PassReport check_once(store::Store& store) {
    store::PassReport report;
    std::int64_t rows = 0;
    store.sql() << "SELECT count(*) FROM granted_person", soci::into(rows);
    report.records = static_cast<std::uint64_t>(rows);
    std::int64_t county = 0, number = 0, count = 0;
    const auto each = [&](const std::string& text, std::string_view zh, std::string_view en) {
        soci::statement query =
            (store.sql().prepare << text, soci::into(county), soci::into(number), soci::into(count));
        query.execute();
        while (query.fetch())
            report.name_broken(fmt::format(fmt::runtime(zh), county, number, count),
                               fmt::format(fmt::runtime(en), county, number, count));
    };
    const std::string granted =
        "FROM granted_person g JOIN run r ON r.county = g.county AND r.number = g.run WHERE (SELECT e.kind FROM "
        "run_event e WHERE e.county = g.county AND e.run = g.run ORDER BY e.seq DESC LIMIT 1) IN (4, 7, 8) AND r.kind "
        "= ";
    each(
        "SELECT g.county, g.person, count(*) " + granted + "2 GROUP BY g.county, g.person, r.month HAVING count(*) > 1",
        "{} 县人员 {}：同一个月的价格补贴发了 {} 次", "county {}, person {}: {} price subsidies for one month");
    each("SELECT g.county, g.person, count(*) " + granted + "3 GROUP BY g.county, g.person HAVING count(*) > 1",
         "{} 县人员 {}：丧葬补助发了 {} 次", "county {}, person {}: {} funeral grants");
    each(
        "SELECT t.county, t.run, t.line FROM run_line t WHERE t.kind IN (3, 4) AND t.covered <> (SELECT count(*) FROM "
        "granted_person g WHERE g.county = t.county AND g.run = t.run AND g.line = t.line)",
        "{} 县第 {} 次发放第 {} 行：人数与所列的人不符",
        "county {}, run {}, line {}: it counts other people than it names");
    return report;
}

// No case of temporary assistance is owed more by accrued runs than was granted, and every line is the sum of its
// cases.
store::PassReport check_cases(store::Store& store) {
    store::PassReport report;
    std::int64_t cases = 0, county = 0, number = 0, line = 0;
    store.sql() << "SELECT count(*) FROM temporary_case", soci::into(cases);
    report.records = static_cast<std::uint64_t>(cases);
    soci::statement over =
        (store.sql().prepare
             << "SELECT p.county, p.case_number FROM temporary_payment p WHERE (SELECT e.kind FROM run_event e WHERE "
                "e.county = p.county AND e.run = p.run ORDER BY e.seq DESC LIMIT 1) IN (4, 7, 8) GROUP BY p.county, "
                "p.case_number HAVING sum(p.amount) > coalesce((SELECT d.amount FROM temporary_decision d WHERE "
                "d.county = p.county AND d.case_number = p.case_number AND d.granted = 1), 0)",
         soci::into(county), soci::into(number));
    over.execute();
    while (over.fetch())
        report.name_broken(fmt::format("{} 县第 {} 号临时救助：列入发放的多于批准的", county, number),
                           fmt::format("county {}, case {}: runs owe more than was granted", county, number));
    soci::statement lines =
        (store.sql().prepare
             << "SELECT t.county, t.run, t.line FROM run_line t WHERE t.kind = 5 AND t.amount <> (SELECT "
                "coalesce(sum(p.amount), 0) FROM temporary_payment p WHERE p.county = t.county AND p.run = t.run AND "
                "p.line = t.line)",
         soci::into(county), soci::into(number), soci::into(line));
    lines.execute();
    while (lines.fetch())
        report.name_broken(
            fmt::format("{} 县第 {} 次发放第 {} 行：金额不是各案之和", county, number, line),
            fmt::format("county {}, run {}, line {}: the amount is not that of its cases", county, number, line));
    return report;
}

// What the papers of institutions left prepaid of each fund is what the ledger has on 1101, fund by fund.
store::PassReport check_prepaid(store::Store& store) {
    store::PassReport report;
    std::int64_t entries = 0, county = 0, by_papers = 0, by_ledger = 0;
    int program = 0;
    store.sql() << "SELECT count(*) FROM institution_entry", soci::into(entries);
    report.records = static_cast<std::uint64_t>(entries);
    soci::statement query =
        (store.sql().prepare
             << "SELECT county, program, sum(papers), sum(ledger) FROM (SELECT county, program, budget_year, source, "
                "bank_account, amount AS papers, 0 AS ledger FROM institution_entry UNION ALL SELECT county, program, "
                "budget_year, source, bank_account, 0, debits - credits FROM balance WHERE account = 1101) AS prepaid "
                "GROUP BY county, program, budget_year, source, bank_account HAVING sum(papers) <> sum(ledger)",
         soci::into(county), soci::into(program), soci::into(by_papers), soci::into(by_ledger));
    query.execute();
    while (query.fetch())
        report.name_broken(fmt::format("{} 县预拨机构款：单据结存 {}，账上 {}", county, to_yuan(Money::fen(by_papers)),
                                       to_yuan(Money::fen(by_ledger))),
                           fmt::format("county {}, prepaid to institutions: {} by the papers, {} in the ledger", county,
                                       to_yuan(Money::fen(by_papers)), to_yuan(Money::fen(by_ledger))));
    return report;
}

}  // namespace

std::vector<store::VerifyPass> verify_passes() {
    return {{"grants.once", {"一次性补助每人只发一次", "what is paid once is paid a person once"}, check_once},
            {"grants.prepaid",
             {"预拨机构款与单据一致", "what is prepaid to institutions is what their papers say"},
             check_prepaid},
            {"grants.cases",
             {"临时救助发放不超过批准金额", "temporary assistance is paid within what was granted"},
             check_cases}};
}

}  // namespace mingzhang::grants
