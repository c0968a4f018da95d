// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/opening/verify.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <map>

#include "base/store/store.hpp"
#include "engine/opening/row.hpp"

namespace mingzhang::opening {

namespace {

using Sums = std::map<ledger::Account, std::int64_t>;  // Debits less credits.

std::vector<County> counties(soci::session& sql) {
    std::vector<County> list;
    County county;
    soci::statement query =
        (sql.prepare << "SELECT DISTINCT county FROM opening_row ORDER BY county", soci::into(county.number));
    query.execute();
    while (query.fetch()) list.push_back(county);
    return list;
}

Sums posted(soci::session& sql, const runs::Run& run) {
    Sums sums;
    int debit = 0, credit = 0;
    std::int64_t amount = 0;
    const int event = static_cast<int>(ledger::Event::opening);
    soci::statement query =
        (sql.prepare << "SELECT debit, credit, sum(amount) FROM transfer WHERE county = :county AND run = :run AND "
                        "event = :event GROUP BY debit, credit",
         soci::use(run.county.number), soci::use(run.number), soci::use(event), soci::into(debit), soci::into(credit),
         soci::into(amount));
    query.execute();
    while (query.fetch()) {
        sums[static_cast<ledger::Account>(debit)] += amount;
        sums[static_cast<ledger::Account>(credit)] -= amount;
    }
    return sums;
}

// The entries of an opening in the books are those its rows bring; one waiting or reversed has none left.
store::PassReport check_entries(store::Store& store) {
    store::PassReport report;
    for (const County county : counties(store.sql()))
        for (const runs::Run& run : runs::all_runs(store.sql(), county)) {
            if (!run.is_opening()) continue;
            Sums sums = posted(store.sql(), run);
            for (const Row& row : read_rows(store.sql(), county, run.number)) {
                ++report.records;
                if (!runs::is_accrued(run.state())) continue;
                for (const Entry& entry : entries_of(row.kind)) {
                    sums[entry.debit] -= row.amount.fen();
                    sums[entry.credit] += row.amount.fen();
                }
            }
            for (const auto& [account, differs_by] : sums)
                if (differs_by != 0)
                    report.name_broken(
                        fmt::format("{} 县第 {} 次发放（期初数）：科目 {} 与期初数相差 {} 元", county.number,
                                    run.number, static_cast<int>(account), to_yuan(Money::fen(differs_by))),
                        fmt::format("county {}, run {} (opening): account {} differs from its rows by {} yuan",
                                    county.number, run.number, static_cast<int>(account),
                                    to_yuan(Money::fen(differs_by))));
        }
    return report;
}

}  // namespace

std::vector<store::VerifyPass> verify_passes() {
    return {{"opening.entries", {"期初数与其分录一致", "opening entries are those of its rows"}, check_entries}};
}

}  // namespace mingzhang::opening
