// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/office.hpp"

#include <soci/soci.h>

namespace mingzhang {

RefusalWords words(OfficeRefusal reason) {
    switch (reason) {
        case OfficeRefusal::begun_before:
            return {"office/begun_before", "“{0}”已经建立过，未作改动。",
                    "\"{0}\" was set up before; nothing was changed.", "直接使用即可；若要新建，请换一个文件名。",
                    "Use it as it is; to start anew, choose another file name."};
        case OfficeRefusal::not_begun:
            return {"office/not_begun", "“{0}”还没有建立。", "\"{0}\" is not set up yet.", "请先运行 mingzhang init。",
                    "Run mingzhang init first."};
        case OfficeRefusal::key_file_does_not_fit:
            return {"office/key_file_does_not_fit", "密钥文件不是这个数据库的：{1}",
                    "The key file is not this database's: {2}",
                    "请放回建库时的密钥文件，或用恢复单：mingzhang key restore。",
                    "Put back the key file made with the database, or restore it from the recovery sheet: mingzhang "
                    "key restore."};
    }
    return {};
}

namespace {

std::string setting(soci::session& sql, const std::string& name) {
    std::string value;
    sql << "SELECT value FROM office_setting WHERE county = 0 AND name = :name", soci::use(name), soci::into(value);
    return sql.got_data() ? value : std::string{};
}

void set(soci::session& sql, const std::string& name, const std::string& value) {
    sql << "INSERT INTO office_setting (county, name, value) VALUES (0, :name, :value)", soci::use(name),
        soci::use(value);
}

}  // namespace

bool is_begun(store::Store& store) {
    return !setting(store.sql(), "data_keys").empty();
}

bool is_practice(store::Store& store) {
    return setting(store.sql(), "practice") == "yes";
}

crypto::HashKind log_hash(soci::session& sql) {
    return crypto::parse_hash_kind(setting(sql, "log_hash")).value_or(crypto::HashKind::sha256);
}

Result<void, Refusal> begin_office(store::Store& store, const crypto::KeyFile& key_file, crypto::RandomSource& random,
                                   bool practice, crypto::HashKind log_hash) {
    try {
        store::Tx tx{store};
        if (is_begun(store)) return refuse(OfficeRefusal::begun_before, store.path());
        set(tx.sql(), "data_keys", key_file.wrap(crypto::DataKeys::generate(1, random), random));
        set(tx.sql(), "practice", practice ? "yes" : "no");
        set(tx.sql(), "log_hash", std::string{code(log_hash)});
        tx.commit();
        return {};
    } catch (const soci::soci_error& error) {
        return tl::unexpected{store.failed(error)};
    }
}

Result<crypto::DataKeys, Refusal> data_keys(store::Store& store, const crypto::KeyFile& key_file) {
    try {
        const std::string wrapped = setting(store.sql(), "data_keys");
        if (wrapped.empty()) return refuse(OfficeRefusal::not_begun, store.path());
        auto keys = key_file.unwrap(wrapped);
        if (keys) return *keys;
        const Refusal why = refusal(keys.error(), key_file.identity());
        return refuse(OfficeRefusal::key_file_does_not_fit, store.path(), why.what().zh, why.what().en);
    } catch (const soci::soci_error& error) {
        return tl::unexpected{store.failed(error)};
    }
}

store::Part office_part() {
    return {"office",
            {{1,
              {"CREATE TABLE office_setting (county BIGINT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, "
               "PRIMARY KEY (county, name))",
               "CREATE TABLE office_user (county BIGINT NOT NULL, name TEXT NOT NULL, role SMALLINT NOT NULL, "
               "scope TEXT NOT NULL, password TEXT NOT NULL, PRIMARY KEY (county, name))"}}},
            {{"office_setting", "county, name", false, "value"}, {"office_user", "county, name", false, "password"}},
            {}};
}

}  // namespace mingzhang
