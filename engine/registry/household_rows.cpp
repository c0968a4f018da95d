// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/household_rows.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/store/store.hpp"
#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

namespace {

// The household, if any, is the one value that goes as a parameter.
void read(soci::session& sql, KnownAt at, const std::string& which, const std::string& only,
          const std::function<void(const std::string& no, std::span<const HouseholdRow>)>& each) {
    HouseholdRow row;
    std::string no, current;
    int program = 0;
    std::vector<HouseholdRow> rows;
    soci::statement query{sql};
    query.exchange(soci::into(no));
    query.exchange(soci::into(row.from_month));
    query.exchange(soci::into(row.import));
    query.exchange(soci::into(program));
    query.exchange(soci::into(row.division));
    query.exchange(soci::into(row.ended_on));
    query.exchange(soci::into(row.payee.bank_code));
    query.exchange(soci::into(row.payee.account));
    query.exchange(soci::into(row.payee.account_name));
    query.exchange(soci::use(at.county.number, "county"));
    query.exchange(soci::use(at.import, "import"));
    if (!only.empty()) query.exchange(soci::use(only, "household"));
    query.alloc();
    query.prepare(fmt::format(
        "{}SELECT t.household_no, t.from_month, t.import, t.program, t.division, t.ended_on, t.bank_code, t.account, "
        "t.account_name FROM household_version t WHERE t.county = :county AND t.import <= :import{}{}{} "
        "ORDER BY t.household_no, t.from_month, t.import",
        only.empty() ? store::long_read : std::string_view{}, only.empty() ? "" : " AND t.household_no = :household",
        which, not_taken_back_if_any(sql, ImportKind::households, "t", at)));
    query.define_and_bind();
    query.execute();
    while (query.fetch()) {
        if (no != current && !rows.empty()) {
            each(current, rows);
            rows.clear();
        }
        current = no;
        row.program = static_cast<Program>(program);
        rows.push_back(row);
    }
    if (!rows.empty()) each(current, rows);
}

}  // namespace

RowsInForce in_force(std::span<const HouseholdRow> rows, std::int64_t import) {
    RowsInForce standing;
    for (const HouseholdRow& row : rows)
        if (row.import <= import) standing.insert_or_assign(row.from_month, row);
    return standing;
}

const HouseholdRow* row_in(const RowsInForce& rows, Month month) {
    const auto after = rows.upper_bound(month.index());
    return after == rows.begin() ? nullptr : &std::prev(after)->second;
}

void read_household_rows(soci::session& sql, KnownAt at, const std::string& which,
                         const std::function<void(const std::string& no, std::span<const HouseholdRow>)>& each) {
    read(sql, at, which, {}, each);
}

RowsInForce rows_of(soci::session& sql, KnownAt at, const std::string& household_no) {
    RowsInForce rows;
    read(sql, at, {}, household_no,
         [&](const std::string&, std::span<const HouseholdRow> all) { rows = in_force(all, at.import); });
    return rows;
}

}  // namespace mingzhang::registry
