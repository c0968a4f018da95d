// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/verify_record.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <vector>

#include "base/crypto/digest.hpp"
#include "engine/runs/line_rows.hpp"

namespace mingzhang::runs {

namespace {

struct Calculation {
    County county;
    std::int64_t run = 0;
    std::int64_t command = 0;
};

std::vector<Calculation> calculations(soci::session& sql) {
    std::vector<Calculation> list;
    Calculation row;
    soci::statement query = (sql.prepare << "SELECT county, number, command FROM run ORDER BY county, number",
                             soci::into(row.county.number), soci::into(row.run), soci::into(row.command));
    query.execute();
    while (query.fetch()) list.push_back(row);
    return list;
}

std::string recorded(soci::session& sql, const Calculation& of, std::string_view fact) {
    const std::string name{fact};
    std::string digest;
    sql << "SELECT digest FROM log_fact WHERE county = :county AND command = :command AND name = :name",
        soci::use(of.county.number), soci::use(of.command), soci::use(name), soci::into(digest);
    return sql.got_data() ? digest : std::string{};
}

// A line is paid to another row of its household than its run had only after its hold for the account was lifted.
void check_payees(soci::session& sql, store::PassReport& report) {
    std::int64_t county = 0, run = 0, line = 0;
    soci::statement query =
        (sql.prepare << "SELECT y.county, y.run, y.line FROM line_payee y WHERE NOT EXISTS (SELECT 1 FROM hold h JOIN "
                        "hold_lift l ON l.county = h.county AND l.hold = h.number AND l.kind = 2 JOIN run_line t ON "
                        "t.county = h.county AND t.run = h.run AND t.line = h.line JOIN household_version v ON "
                        "v.county = y.county AND v.household_no = t.household_no AND v.from_month = y.from_month AND "
                        "v.import = y.import WHERE h.county = y.county AND h.run = y.run AND h.line = y.line AND "
                        "h.reason = 3) ORDER BY y.county, y.run, y.line",
         soci::into(county), soci::into(run), soci::into(line));
    query.execute();
    while (query.fetch())
        report.name_broken(
            fmt::format("{} 县第 {} 次发放第 {} 行：改付账户没有依据", county, run, line),
            fmt::format("county {}, run {}, line {}: paid elsewhere, and nobody decided so", county, run, line));
}

}  // namespace

store::PassReport check_recorded_lines(store::Store& store) {
    store::PassReport report;
    soci::session& sql = store.sql();
    for (const Calculation& run : calculations(sql)) {
        ++report.records;
        crypto::Sha256 lines, overpayments;
        read_lines(sql, run.county, run.run, [&](const Line& line) { lines.update(canonical(line)); });
        for (const OverpaymentRow& over : overpayments_of(sql, run.county, run.run))
            overpayments.update(canonical(over));
        if (lines.finish().hex() != recorded(sql, run, lines_fact))
            report.name_broken(
                fmt::format("{} 县第 {} 次发放：明细与计算时的记录不符", run.county.number, run.run),
                fmt::format("county {}, run {}: its lines are not those calculated", run.county.number, run.run));
        if (overpayments.finish().hex() != recorded(sql, run, overpayments_fact))
            report.name_broken(
                fmt::format("{} 县第 {} 次发放：多发与计算时的记录不符", run.county.number, run.run),
                fmt::format("county {}, run {}: its overpayments are not those found", run.county.number, run.run));
    }
    check_payees(sql, report);
    return report;
}

store::PassReport check_signatures(store::Store& store) {
    store::PassReport report;
    std::int64_t events = 0, county = 0, run = 0, seq = 0;
    store.sql() << "SELECT count(*) FROM run_event", soci::into(events);
    report.records = static_cast<std::uint64_t>(events);
    soci::statement query =
        (store.sql().prepare
             << "SELECT e.county, e.run, e.seq FROM run_event e LEFT JOIN command c ON "
                "c.county = e.county AND c.number = e.command WHERE c.actor IS NULL OR c.actor <> e.actor "
                "ORDER BY e.county, e.run, e.seq",
         soci::into(county), soci::into(run), soci::into(seq));
    query.execute();
    while (query.fetch())
        report.name_broken(fmt::format("{} 县第 {} 次发放第 {} 个签字与日志不符", county, run, seq),
                           fmt::format("county {}, run {}: signature {} is not the log's", county, run, seq));
    return report;
}

}  // namespace mingzhang::runs
