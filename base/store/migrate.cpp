// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/migrate.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "base/store/dialect.hpp"
#include "base/store/guards.hpp"

namespace mingzhang::store {

RefusalWords words(SchemaRefusal reason) {
    switch (reason) {
        case SchemaRefusal::another_programs_database:
            return {"store.schema/another_program", "“{0}”是别的程序的数据库，未作改动。",
                    "\"{0}\" is another program's database; nothing was changed.", "请换一个文件名。",
                    "Choose another file name."};
        case SchemaRefusal::unknown_role:
            return {"store.schema/unknown_role", "数据库里没有“{0}”这个角色。", "The database has no role \"{0}\".",
                    "请先在 PostgreSQL 里建角色；SQLite 没有角色，去掉 --program-role。",
                    "Create the role in PostgreSQL first; SQLite has none: leave --program-role away."};
        case SchemaRefusal::not_a_mingzhang_database:
            return {"store.schema/not_initialised", "“{0}”还不是明账数据库。",
                    "\"{0}\" is not a Mingzhang database yet.", "请先运行 mingzhang init。",
                    "Run mingzhang init first."};
        case SchemaRefusal::older:
            return {"store.schema/older", "“{0}”是旧版本的数据库。", "\"{0}\" was made by an older version.",
                    "请先备份，再运行 mingzhang init 升级。", "Back it up, then run mingzhang init to upgrade it."};
        case SchemaRefusal::newer:
            return {"store.schema/newer", "“{0}”由更新版本的程序建立。", "\"{0}\" was made by a newer version.",
                    "请使用与数据库相同或更新版本的程序。", "Use the program version that made it, or a newer one."};
    }
    return {};
}

namespace {

const std::string step_table = "schema_step";

using Applied = std::map<std::string, int>;  // Part → the highest step applied.

Applied applied_steps(Store& store) {
    Applied applied;
    soci::session& sql = store.sql();
    if (!has_table(sql, store.backend(), step_table)) return applied;
    std::string part;
    int number = 0;
    soci::statement query = (sql.prepare << "SELECT part, max(number) FROM schema_step GROUP BY part", soci::into(part),
                             soci::into(number));
    query.execute();
    while (query.fetch()) applied[part] = number;
    return applied;
}

// The step's statements; the table that knows them is there already.
void apply(soci::session& sql, Backend backend, const std::string& part, const Migration& migration) {
    for (const std::string_view statement : migration.statements) sql << ddl(backend, statement);
    sql << "INSERT INTO schema_step (part, number) VALUES (:part, :number)", soci::use(part),
        soci::use(migration.number);
}

std::vector<TableInfo> tables_of(std::span<const Part> parts) {
    std::vector<TableInfo> tables;
    for (const Part& part : parts) tables.insert(tables.end(), part.tables.begin(), part.tables.end());
    return tables;
}

// On a server only the owner of the tables can, and has to when something was made or somebody is named.
void guard_and_grant(Tx& tx, std::span<const Part> parts, const std::string& program_role) {
    const bool on_server = tx.store().backend() == Backend::postgresql;
    const auto roles = on_server ? program_roles(tx.sql(), program_role) : std::vector<std::string>{};
    for (const std::string& role : roles) let_in(tx.sql(), role);
    for (const TableInfo& table : tables_of(parts)) {
        if (table.append_only) guard(tx, table);
        for (const std::string& role : roles) grant(tx.sql(), table, role);
    }
    for (const std::string& role : roles) grant_reading(tx.sql(), step_table, role);
}

}  // namespace

Result<int, Refusal> migrate(Store& store, std::span<const Part> parts, const std::string& program_role) {
    try {
        Tx tx{store};
        soci::session& sql = tx.sql();
        const Backend backend = store.backend();
        const bool known = has_table(sql, backend, step_table);
        if (!known && has_any_table(sql, backend))
            return refuse(SchemaRefusal::another_programs_database, store.path());
        if (!program_role.empty() && (backend == Backend::sqlite || !role_exists(sql, program_role)))
            return refuse(SchemaRefusal::unknown_role, program_role);
        if (!known)
            sql << ddl(backend,
                       "CREATE TABLE schema_step (part TEXT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (part, "
                       "number))");
        const Applied applied = applied_steps(store);
        int steps = 0;
        for (const Part& part : parts) {
            const std::string name{part.name};
            const auto found = applied.find(name);
            const int done = found == applied.end() ? 0 : found->second;
            for (const Migration& migration : part.migrations) {
                if (migration.number <= done) continue;
                apply(sql, backend, name, migration);
                ++steps;
            }
        }
        if (backend == Backend::sqlite || steps > 0 || !program_role.empty()) guard_and_grant(tx, parts, program_role);
        tx.commit();
        return steps;
    } catch (const soci::soci_error& error) {
        return tl::unexpected{store.failed(error)};
    }
}

Result<void, Refusal> check_schema(Store& store, std::span<const Part> parts) {
    try {
        const Applied applied = applied_steps(store);
        if (applied.empty()) return refuse(SchemaRefusal::not_a_mingzhang_database, store.path());
        for (const Part& part : parts) {
            if (part.migrations.empty()) continue;
            const auto found = applied.find(std::string{part.name});
            const int done = found == applied.end() ? 0 : found->second;
            const int wanted = part.migrations.back().number;
            if (done < wanted) return refuse(SchemaRefusal::older, store.path());
            if (done > wanted) return refuse(SchemaRefusal::newer, store.path());
        }
        return {};
    } catch (const soci::soci_error& error) {
        return tl::unexpected{store.failed(error)};
    }
}

Part store_part(std::span<const Part> parts) {
    const std::vector<TableInfo> tables = tables_of(parts);
    std::vector<TableInfo> guarded;
    std::copy_if(tables.begin(), tables.end(), std::back_inserter(guarded),
                 [](const TableInfo& table) { return table.append_only; });
    return {"store",
            {},
            {},
            {{"store.integrity",
              {"数据库自身完整性检查", "the database's own integrity check"},
              [tables](Store& store) { return check_integrity(store, tables); },
              /*apart=*/true},
             {"store.guards",
              {"只增表的保护都在", "the guards of append-only tables are in place"},
              [guarded](Store& store) { return check_guards(store, guarded); }}}};
}

}  // namespace mingzhang::store
