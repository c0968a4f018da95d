// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/store.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/values/check.hpp"

namespace mingzhang::store {

RefusalWords words(OpenRefusal reason) {
    switch (reason) {
        case OpenRefusal::unknown_url:
            return {"store.open/unknown_url", "不认识的数据库地址“{0}”。", "The database address \"{0}\" is not known.",
                    "请写成 sqlite:文件名。", "Write it as sqlite:FILE."};
        case OpenRefusal::cannot_open:
            return {"store.open/cannot_open", "数据库“{0}”打不开：{1}", "The database \"{0}\" cannot be opened: {1}",
                    "请检查文件是否存在、是否有读写权限、磁盘是否已满。",
                    "Check that the file is there, that you may read and write it, and that the disk is not full."};
    }
    return {};
}

Store::Store(std::string path, std::unique_ptr<soci::session> session)
    : path_{std::move(path)}, session_{std::move(session)} {}

Store::~Store() = default;

Result<std::unique_ptr<Store>, Refusal> Store::open(std::string_view url) {
    constexpr std::string_view scheme = "sqlite:";
    if (!url.starts_with(scheme) || url.size() == scheme.size()) return refuse(OpenRefusal::unknown_url, url);
    std::string path{url.substr(scheme.size())};
    if (path.find('"') != std::string::npos) return refuse(OpenRefusal::unknown_url, url);
    // A connection belongs to one thread, so SQLite need not lock it at every call.
    static const int threading = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    MINGZHANG_CHECK(threading == SQLITE_OK);
    try {
        auto session = std::make_unique<soci::session>(soci::sqlite3, "dbname=\"" + path + "\" timeout=60");
        // Every commit is on the disk before it is acknowledged; readers never wait for the writer.
        *session << "PRAGMA journal_mode = WAL";
        *session << "PRAGMA synchronous = FULL";
        *session << "PRAGMA foreign_keys = ON";
        *session << "PRAGMA cache_size = -65536";
        *session << "PRAGMA temp_store = MEMORY";
        return std::unique_ptr<Store>{new Store{std::move(path), std::move(session)}};
    } catch (const soci::soci_error& error) {
        return refuse(OpenRefusal::cannot_open, path, error.what());
    }
}

Tx::Tx(Store& store) : store_{store} {
    store_.sql() << "BEGIN IMMEDIATE";
}

Tx::~Tx() {
    if (!open_) return;
    try {
        store_.sql() << "ROLLBACK";
    } catch (const soci::soci_error&) {
        // SQLite has already rolled back (disk full, lost connection); there is nothing left to undo.
    }
}

void Tx::commit() {
    store_.sql() << "COMMIT";
    open_ = false;
}

Snapshot::Snapshot(Store& store) : store_{store} {
    store_.sql() << "BEGIN";
}

Snapshot::~Snapshot() {
    try {
        store_.sql() << "ROLLBACK";
    } catch (const soci::soci_error&) {
        // A reading has nothing to undo.
    }
}

}  // namespace mingzhang::store
