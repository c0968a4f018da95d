// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/guards.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <array>

namespace mingzhang::store {

namespace {

constexpr std::array changes{"UPDATE", "DELETE", "TRUNCATE"};

std::string trigger_name(const TableInfo& table, std::string_view act) {
    return fmt::format("{}_no_{}", table.name, act);
}

std::string quoted(soci::session& sql, const std::string& name) {
    std::string identifier;
    sql << "SELECT quote_ident(:name)", soci::use(name), soci::into(identifier);
    return identifier;
}

std::int64_t count(soci::session& sql, const std::string& query) {
    std::int64_t found = 0;
    sql << query, soci::into(found);
    return found;
}

void check_trigger(soci::session& sql, const TableInfo& table, PassReport& report) {
    for (const std::string_view act : {"UPDATE", "DELETE"}) {
        const std::string name = trigger_name(table, act);
        ++report.records;
        if (count(sql, fmt::format("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = '{}' AND sql "
                                   "LIKE '%RAISE(ABORT%'",
                                   name)) == 0)
            report.name_broken(fmt::format("只增表 {} 的保护 {} 不在了", table.name, name),
                               fmt::format("the guard {1} of append-only table {0} is gone", table.name, name));
    }
}

// Nobody was granted the right, and whoever asks has not got it as a superuser has.
void check_rights(soci::session& sql, const TableInfo& table, PassReport& report) {
    for (const std::string_view act : changes) {
        ++report.records;
        const auto granted =
            count(sql, fmt::format("SELECT count(*) FROM pg_class c CROSS JOIN LATERAL aclexplode(coalesce(c.relacl, "
                                   "acldefault('r', c.relowner))) a WHERE c.oid = CAST('{}' AS regclass) AND "
                                   "a.privilege_type = '{}'",
                                   table.name, act));
        const auto mine = count(
            sql, fmt::format("SELECT CASE WHEN has_table_privilege('{}', '{}') THEN 1 ELSE 0 END", table.name, act));
        if (granted + mine > 0)
            report.name_broken(fmt::format("只增表 {} 有人可以 {}", table.name, act),
                               fmt::format("somebody holds the right to {1} append-only table {0}", table.name, act));
    }
}

PassReport check_file(soci::session& sql) {
    PassReport report;
    std::string line;
    soci::statement query = (sql.prepare << "PRAGMA integrity_check", soci::into(line));
    query.execute();
    while (query.fetch()) {
        ++report.records;
        if (line != "ok") report.name_broken("数据库文件损坏：" + line, "the database file is damaged: " + line);
    }
    return report;
}

// Every value of every row read, which also checks each page where the server keeps checksums; and every index against
// its table, where the extension amcheck is at hand.
PassReport check_server(soci::session& sql, const std::vector<TableInfo>& tables) {
    PassReport report;
    // Wherever the extension was put, which need not be where the tables are.
    std::string amcheck;
    sql << "SELECT coalesce(max(CAST(CAST(pronamespace AS regnamespace) AS text)), '') FROM pg_proc WHERE proname = "
           "'bt_index_check' AND pronargs = 2 AND has_function_privilege(oid, 'EXECUTE')",
        soci::into(amcheck);
    for (const TableInfo& table : tables) try {
            ++report.records;
            count(sql, fmt::format("SELECT count(CAST(t.* AS text)) FROM {} t", table.name));
            if (!amcheck.empty())
                count(sql, fmt::format("SELECT count(*) FROM (SELECT {}.bt_index_check(indexrelid, true) FROM pg_index "
                                       "WHERE indrelid = CAST('{}' AS regclass)) checked",
                                       amcheck, table.name));
        } catch (const soci::soci_error& error) {
            report.name_broken(fmt::format("表 {} 读不完整：{}", table.name, error.what()),
                               fmt::format("table {} cannot be read whole: {}", table.name, error.what()));
            return report;  // The reading is over with its first error.
        }
    return report;
}

}  // namespace

void guard(Tx& tx, const TableInfo& table) {
    if (tx.store().backend() == Backend::postgresql) {
        tx.sql() << fmt::format("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM PUBLIC, current_user", table.name);
        return;
    }
    for (const std::string_view act : {"UPDATE", "DELETE"})
        tx.sql() << fmt::format(
            "CREATE TRIGGER IF NOT EXISTS {} BEFORE {} ON {} BEGIN SELECT RAISE(ABORT, '{} is append-only'); END",
            trigger_name(table, act), act, table.name, table.name);
}

std::vector<std::string> program_roles(soci::session& sql, const std::string& named) {
    std::vector<std::string> roles;
    std::string role;
    soci::statement query =
        (sql.prepare << "SELECT DISTINCT CAST(r.rolname AS text) AS role FROM pg_class c CROSS JOIN LATERAL "
                        "aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee WHERE c.oid = "
                        "CAST('schema_step' AS regclass) AND a.grantee <> c.relowner ORDER BY role",
         soci::into(role));
    query.execute();
    while (query.fetch())
        if (role != named) roles.push_back(role);
    if (!named.empty()) roles.push_back(named);
    return roles;
}

bool role_exists(soci::session& sql, const std::string& role) {
    int found = 0;
    sql << "SELECT count(*) FROM pg_roles WHERE rolname = :role", soci::use(role), soci::into(found);
    return found > 0;
}

void let_in(soci::session& sql, const std::string& role) {
    std::string schema;
    sql << "SELECT quote_ident(current_schema())", soci::into(schema);
    sql << fmt::format("GRANT USAGE ON SCHEMA {} TO {}", schema, quoted(sql, role));
}

void grant(soci::session& sql, const TableInfo& table, const std::string& role) {
    const std::string name = quoted(sql, role);
    sql << fmt::format("REVOKE ALL ON {} FROM {}", table.name, name);
    sql << fmt::format("GRANT SELECT, INSERT{} ON {} TO {}", table.append_only ? "" : ", UPDATE, DELETE", table.name,
                       name);
}

void grant_reading(soci::session& sql, const std::string& table, const std::string& role) {
    sql << fmt::format("GRANT SELECT ON {} TO {}", table, quoted(sql, role));
}

PassReport check_guards(Store& store, const std::vector<TableInfo>& append_only) {
    PassReport report;
    for (const TableInfo& table : append_only)
        store.backend() == Backend::sqlite ? check_trigger(store.sql(), table, report)
                                           : check_rights(store.sql(), table, report);
    return report;
}

PassReport check_integrity(Store& store, const std::vector<TableInfo>& tables) {
    return store.backend() == Backend::sqlite ? check_file(store.sql()) : check_server(store.sql(), tables);
}

}  // namespace mingzhang::store
