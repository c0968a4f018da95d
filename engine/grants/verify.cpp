// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/verify.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/store/store.hpp"

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

}  // namespace

std::vector<store::VerifyPass> verify_passes() {
    return {{"grants.once", {"一次性补助每人只发一次", "what is paid once is paid a person once"}, check_once}};
}

}  // namespace mingzhang::grants
