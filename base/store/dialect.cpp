// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/dialect.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

namespace mingzhang::store {

namespace {

bool is_yes(soci::session& sql, const std::string& count, const std::string& name) {
    int found = 0;
    sql << count, soci::use(name), soci::into(found);
    return found > 0;
}

}  // namespace

std::string ddl(Backend backend, std::string_view statement) {
    std::string text{statement};
    if (backend == Backend::sqlite) return text;
    constexpr std::string_view type = " TEXT ", collated = " TEXT COLLATE \"C\" ";
    for (std::size_t at = text.find(type); at != std::string::npos; at = text.find(type, at + collated.size() - 1))
        text.replace(at, type.size(), collated);
    // SQLite keeps the rows of such a table in the order of its key; PostgreSQL has no word for it.
    constexpr std::string_view clustered = " WITHOUT ROWID";
    if (text.ends_with(clustered)) text.resize(text.size() - clustered.size());
    return text;
}

std::string bytewise(soci::session& sql, std::string_view expression) {
    return fmt::format("({}){}", expression, sql.get_backend_name() == "postgresql" ? " COLLATE \"C\"" : "");
}

bool has_table(soci::session& sql, Backend backend, const std::string& name) {
    return is_yes(sql,
                  backend == Backend::sqlite
                      ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :name"
                      : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = :name",
                  name);
}

bool has_any_table(soci::session& sql, Backend backend) {
    return is_yes(sql,
                  backend == Backend::sqlite
                      ? "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name <> :name"
                      : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename <> :name",
                  "");
}

std::vector<std::string> columns_of(soci::session& sql, Backend backend, const std::string& table) {
    std::vector<std::string> columns;
    std::string name;
    soci::statement query =
        (sql.prepare << (backend == Backend::sqlite
                             ? "SELECT name FROM pragma_table_info(:name) ORDER BY cid"
                             : "SELECT attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN "
                               "pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND "
                               "c.relname = :name AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"),
         soci::use(table), soci::into(name));
    query.execute();
    while (query.fetch()) columns.push_back(name);
    return columns;
}

}  // namespace mingzhang::store
