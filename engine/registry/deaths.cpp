// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/deaths.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <map>

#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

namespace {

struct Rows {
    std::map<int, DeathRow> by_source;  // A later import of the same source replaces the earlier.
    std::int64_t last_change = 0;       // The import that last added, changed or took back one.
};

}  // namespace

std::unordered_map<std::int64_t, PersonDeaths> read_deaths(soci::session& sql, KnownAt at) {
    std::unordered_map<std::int64_t, Rows> rows;
    std::int64_t person = 0, import = 0, died_on = 0, reported_on = 0, taken_back = 0;
    int source = 0;
    soci::statement query =
        (sql.prepare << "SELECT t.person, t.source, t.import, t.died_on, t.reported_on, coalesce((SELECT max(x.import) "
                        "FROM import_retraction x WHERE x.county = t.county AND x.of_import = t.import AND x.import <= "
                     << at.import
                     << " AND (x.row_key = '' OR x.row_key = " << joined_columns(table_of(ImportKind::deaths).key, "t")
                     << ")), 0) FROM death t WHERE t.county = :county AND t.import <= :import "
                        "ORDER BY t.person, t.source, t.import",
         soci::use(at.county.number), soci::use(at.import), soci::into(person), soci::into(source), soci::into(import),
         soci::into(died_on), soci::into(reported_on), soci::into(taken_back));
    query.execute();
    while (query.fetch()) {
        Rows& of_person = rows[person];
        of_person.last_change = std::max({of_person.last_change, import, taken_back});
        if (taken_back == 0)
            of_person.by_source.insert_or_assign(
                source,
                DeathRow{*date_from_number(died_on), static_cast<DeathSource>(source), date_from_number(reported_on)});
    }

    std::unordered_map<std::int64_t, PersonDeaths> deaths;
    for (const auto& [id, found] : rows) {
        PersonDeaths& of_person = deaths[id];
        of_person.last_change = found.last_change;
        for (const auto& [of_source, row] : found.by_source) of_person.rows.push_back(row);
    }

    soci::statement settlements =
        (sql.prepare << "SELECT person, import, died_on FROM death_settlement WHERE county = :county "
                        "AND import <= :import ORDER BY import",
         soci::use(at.county.number), soci::use(at.import), soci::into(person), soci::into(import),
         soci::into(died_on));
    settlements.execute();
    while (settlements.fetch()) {
        PersonDeaths& of_person = deaths[person];
        of_person.last_change = std::max(of_person.last_change, import);
        if (rows[person].last_change < import) of_person.settled = date_from_number(died_on);
    }
    return deaths;
}

}  // namespace mingzhang::registry
