// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/migrate.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <map>

namespace mingzhang::store {

RefusalWords words(SchemaRefusal reason) {
    switch (reason) {
        case SchemaRefusal::another_programs_database:
            return {"store.schema/another_program", "“{0}”是别的程序的数据库，未作改动。",
                    "\"{0}\" is another program's database; nothing was changed.", "请换一个文件名。",
                    "Choose another file name."};
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

using Applied = std::map<std::string, int>;  // Part → the highest step applied.

bool has_schema_table(soci::session& sql) {
    int found = 0;
    sql << "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_step'", soci::into(found);
    return found > 0;
}

bool has_any_table(soci::session& sql) {
    int found = 0;
    sql << "SELECT count(*) FROM sqlite_master WHERE type = 'table'", soci::into(found);
    return found > 0;
}

Applied applied_steps(soci::session& sql) {
    Applied applied;
    if (!has_schema_table(sql)) return applied;
    std::string part;
    int number = 0;
    soci::statement query = (sql.prepare << "SELECT part, max(number) FROM schema_step GROUP BY part", soci::into(part),
                             soci::into(number));
    query.execute();
    while (query.fetch()) applied[part] = number;
    return applied;
}

std::string guard_name(const TableInfo& table, std::string_view act) {
    return fmt::format("{}_no_{}", table.name, act);
}

// The database itself refuses to change or delete a row of an append-only table, whoever asks.
void guard(soci::session& sql, const TableInfo& table) {
    for (const std::string_view act : {"UPDATE", "DELETE"})
        sql << fmt::format(
            "CREATE TRIGGER IF NOT EXISTS {} BEFORE {} ON {} BEGIN SELECT RAISE(ABORT, '{} is append-only'); END",
            guard_name(table, act), act, table.name, table.name);
}

PassReport check_integrity(Store& store) {
    PassReport report;
    std::string line;
    soci::statement query = (store.sql().prepare << "PRAGMA integrity_check", soci::into(line));
    query.execute();
    while (query.fetch()) {
        ++report.records;
        if (line != "ok") report.name_broken("数据库文件损坏：" + line, "the database file is damaged: " + line);
    }
    return report;
}

PassReport check_guards(Store& store, const std::vector<TableInfo>& tables) {
    PassReport report;
    for (const TableInfo& table : tables) {
        for (const std::string_view act : {"UPDATE", "DELETE"}) {
            const std::string name = guard_name(table, act);
            int found = 0;
            store.sql() << "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = :name AND sql LIKE "
                           "'%RAISE(ABORT%'",
                soci::use(name), soci::into(found);
            ++report.records;
            if (found == 0)
                report.name_broken(fmt::format("只增表 {} 的保护 {} 不在了", table.name, name),
                                   fmt::format("the guard {1} of append-only table {0} is gone", table.name, name));
        }
    }
    return report;
}

}  // namespace

Result<int, Refusal> migrate(Store& store, std::span<const Part> parts) {
    try {
        Tx tx{store};
        soci::session& sql = tx.sql();
        if (!has_schema_table(sql) && has_any_table(sql))
            return refuse(SchemaRefusal::another_programs_database, store.path());
        sql << "CREATE TABLE IF NOT EXISTS schema_step (part TEXT NOT NULL, number BIGINT NOT NULL, "
               "PRIMARY KEY (part, number))";
        const Applied applied = applied_steps(sql);
        int steps = 0;
        for (const Part& part : parts) {
            const auto found = applied.find(std::string{part.name});
            const int done = found == applied.end() ? 0 : found->second;
            const std::string name{part.name};
            for (const Migration& migration : part.migrations) {
                if (migration.number <= done) continue;
                for (const std::string_view statement : migration.statements) sql << std::string{statement};
                sql << "INSERT INTO schema_step (part, number) VALUES (:part, :number)", soci::use(name),
                    soci::use(migration.number);
                ++steps;
            }
            for (const TableInfo& table : part.tables)
                if (table.append_only) guard(sql, table);
        }
        tx.commit();
        return steps;
    } catch (const soci::soci_error& error) {
        return refuse(OpenRefusal::cannot_open, store.path(), error.what());
    }
}

Result<void, Refusal> check_schema(Store& store, std::span<const Part> parts) {
    try {
        const Applied applied = applied_steps(store.sql());
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
        return refuse(OpenRefusal::cannot_open, store.path(), error.what());
    }
}

Part store_part(std::span<const Part> parts) {
    std::vector<TableInfo> guarded;
    for (const Part& part : parts)
        for (const TableInfo& table : part.tables)
            if (table.append_only) guarded.push_back(table);
    return {"store",
            {},
            {},
            {{"store.integrity", {"数据库自身完整性检查", "the database's own integrity check"}, check_integrity},
             {"store.guards",
              {"只增表的保护都在", "the guards of append-only tables are in place"},
              [guarded](Store& store) { return check_guards(store, guarded); }}}};
}

}  // namespace mingzhang::store
