// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/support/tamper.hpp"

#include <soci/soci.h>

#include <utility>
#include <vector>

namespace mingzhang::test {

namespace {

void past_triggers(soci::session& sql, const std::string& table, const std::string& statement) {
    std::vector<std::pair<std::string, std::string>> guards;
    std::string name, text;
    {
        soci::statement query =
            (sql.prepare << "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table",
             soci::use(table), soci::into(name), soci::into(text));
        query.execute();
        while (query.fetch()) guards.emplace_back(name, text);
    }
    for (const auto& guard : guards) sql << "DROP TRIGGER " << guard.first;
    sql << statement;
    for (const auto& guard : guards) sql << guard.second;
}

bool may_change(soci::session& sql, const std::string& table) {
    int may = 0;
    sql << "SELECT CASE WHEN has_table_privilege('" << table << "', 'UPDATE') THEN 1 ELSE 0 END", soci::into(may);
    return may != 0;
}

}  // namespace

void behind_the_programs_back(store::Store& store, const std::string& table, const std::string& statement) {
    soci::session& sql = store.sql();
    if (store.backend() == store::Backend::sqlite) return past_triggers(sql, table, statement);
    const bool guarded = !may_change(sql, table);
    if (guarded) sql << "GRANT UPDATE, DELETE ON " << table << " TO current_user";
    sql << statement;
    if (guarded) sql << "REVOKE UPDATE, DELETE ON " << table << " FROM current_user";
}

}  // namespace mingzhang::test
