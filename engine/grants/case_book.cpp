// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/case_book.hpp"

#include <soci/soci.h>

namespace mingzhang::grants {

namespace {

// A row as the database gives it; what was not decided is zero and empty.
struct Row {
    std::int64_t number = 0, people = 0, months = 0, month = 0, amount = 0, first = 0, due = 0, item = 0, accrued = 0;
    int emergency = 0, decided = 0, granted = 0, complete = 0;
    std::string household, division, cause, opened_by, decided_by;

    [[nodiscard]] CaseRow read() const {
        CaseRow row{number,
                    household,
                    DivisionScope::parse(division).value_or(DivisionScope{}),
                    cause,
                    static_cast<std::int32_t>(people),
                    static_cast<std::int32_t>(months),
                    emergency != 0,
                    opened_by,
                    std::nullopt,
                    complete != 0,
                    Money::fen(accrued)};
        if (decided != 0)
            row.decision = {granted != 0,
                            Month::from_index(static_cast<std::int32_t>(month)),
                            Money::fen(amount),
                            Money::fen(first),
                            date_from_number(due),
                            decided_by,
                            item};
        return row;
    }
};

}  // namespace

std::vector<CaseRow> read_cases(soci::session& sql, County county) {
    std::vector<CaseRow> list;
    Row row;
    soci::statement query =
        (sql.prepare
             << "SELECT c.number, c.household_no, c.division, c.cause, c.people, c.months, c.emergency, c.opened_by, "
                "CASE WHEN d.case_number IS NULL THEN 0 ELSE 1 END, coalesce(d.granted, 0), coalesce(d.month, 0), "
                "coalesce(d.amount, 0), coalesce(d.paid_first, 0), coalesce(d.papers_due, 0), coalesce(d.decided_by, "
                "''), coalesce(d.item, 0), CASE WHEN p.case_number IS NULL THEN 0 ELSE 1 END, "
                "(SELECT coalesce(sum(y.amount), 0) FROM temporary_payment y WHERE y.county = c.county AND "
                "y.case_number = c.number AND (SELECT e.kind FROM run_event e WHERE e.county = y.county AND e.run = "
                "y.run ORDER BY e.seq DESC LIMIT 1) IN (4, 7, 8)) "
                "FROM temporary_case c LEFT JOIN temporary_decision d ON d.county = c.county AND d.case_number = "
                "c.number LEFT JOIN temporary_papers p ON p.county = c.county AND p.case_number = c.number WHERE "
                "c.county = :county ORDER BY c.number",
         soci::use(county.number), soci::into(row.number), soci::into(row.household), soci::into(row.division),
         soci::into(row.cause), soci::into(row.people), soci::into(row.months), soci::into(row.emergency),
         soci::into(row.opened_by), soci::into(row.decided), soci::into(row.granted), soci::into(row.month),
         soci::into(row.amount), soci::into(row.first), soci::into(row.due), soci::into(row.decided_by),
         soci::into(row.item), soci::into(row.complete), soci::into(row.accrued));
    query.execute();
    while (query.fetch()) list.push_back(row.read());
    return list;
}

std::optional<CaseRow> find_case(soci::session& sql, County county, std::int64_t number) {
    for (CaseRow& row : read_cases(sql, county))
        if (row.number == number) return std::move(row);
    return std::nullopt;
}

Money payable_now(const CaseRow& of) {
    if (!of.decision || !of.decision->granted) return {};
    const bool whole = !of.decision->papers_due || of.papers_complete;
    const Money may_be = whole ? of.decision->amount : of.decision->paid_first;
    return may_be > of.accrued ? difference(may_be, of.accrued) : Money{};
}

}  // namespace mingzhang::grants
