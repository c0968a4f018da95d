// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/store/store.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "base/store/postgresql.hpp"
#include "base/values/check.hpp"

namespace mingzhang::store {

RefusalWords words(OpenRefusal reason) {
    switch (reason) {
        case OpenRefusal::unknown_url:
            return {"store.open/unknown_url", "不认识的数据库地址“{0}”。", "The database address \"{0}\" is not known.",
                    "请写成 sqlite:文件名，或 postgresql://服务器/数据库。",
                    "Write it as sqlite:FILE or postgresql://SERVER/DATABASE."};
        case OpenRefusal::cannot_open:
            return {"store.open/cannot_open", "数据库“{0}”打不开：{1}", "The database \"{0}\" cannot be opened: {1}",
                    "请检查文件是否存在、是否有读写权限、磁盘是否已满。",
                    "Check that the file is there, that you may read and write it, and that the disk is not full."};
        case OpenRefusal::cannot_connect:
            return {"store.open/cannot_connect", "服务器上的数据库“{0}”用不了：{1}",
                    "The database \"{0}\" on its server cannot be used: {1}",
                    "请检查服务器是否在运行、地址和用户是否正确、该用户有没有权限。",
                    "Check that the server is running, that address and user are right, and what that user may do."};
    }
    return {};
}

namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

std::unique_ptr<soci::session> open_file(const std::string& path) {
    auto session = std::make_unique<soci::session>(soci::sqlite3, "dbname=\"" + path + "\" timeout=60");
    // Every commit is on the disk before it is acknowledged; readers never wait for the writer.
    *session << "PRAGMA journal_mode = WAL";
    *session << "PRAGMA synchronous = FULL";
    *session << "PRAGMA foreign_keys = ON";
    *session << "PRAGMA cache_size = -65536";
    *session << "PRAGMA temp_store = MEMORY";
    return session;
}

}  // namespace

Store::Store(Backend backend, std::string path, std::unique_ptr<soci::session> session)
    : backend_{backend}, path_{std::move(path)}, session_{std::move(session)} {}

Store::~Store() = default;

Result<std::unique_ptr<Store>, Refusal> Store::open(std::string_view url) {
    const bool on_server = postgresql::is_address(url);
    std::string path = local_path(url);
    if (!on_server && (!url.starts_with(sqlite_scheme) || path.empty() || path.find('"') != std::string::npos))
        return refuse(OpenRefusal::unknown_url, url);
    // A connection belongs to one thread, so SQLite need not lock it at every call.
    static const bool configured = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK &&
                                   sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
    MINGZHANG_CHECK(configured);
    try {
        auto session = on_server ? postgresql::connect(std::string{url}) : open_file(path);
        const Backend backend = on_server ? Backend::postgresql : Backend::sqlite;
        return std::unique_ptr<Store>{new Store{backend, std::move(path), std::move(session)}};
    } catch (const soci::soci_error& error) {
        return refuse(on_server ? OpenRefusal::cannot_connect : OpenRefusal::cannot_open, path, error.what());
    }
}

Refusal Store::failed(const std::exception& error) const {
    return refusal(backend_ == Backend::sqlite ? OpenRefusal::cannot_open : OpenRefusal::cannot_connect, path_,
                   error.what());
}

Trouble Store::trouble(const std::exception& error) const {
    return backend_ == Backend::sqlite ? Trouble::lasting : postgresql::trouble(*session_, error);
}

void Store::reopen() {
    session_->reconnect();
}

std::string local_path(std::string_view url) {
    if (url.starts_with(sqlite_scheme)) return std::string{url.substr(sqlite_scheme.size())};
    return postgresql::is_address(url) ? postgresql::database_name(std::string{url}) : std::string{url};
}

Tx::Tx(Store& store) : store_{store} {
    store_.sql() << (store_.backend() == Backend::sqlite ? "BEGIN IMMEDIATE" : "BEGIN ISOLATION LEVEL READ COMMITTED");
}

Tx::~Tx() {
    if (!open_) return;
    try {
        if (store_.backend() == Backend::postgresql) postgresql::discard_rows(store_.sql());
        store_.sql() << "ROLLBACK";
    } catch (const soci::soci_error&) {
        // The database has already rolled back (disk full, lost connection); there is nothing left to undo.
    }
}

void Tx::commit() {
    store_.sql() << "COMMIT";
    open_ = false;
}

Savepoint::Savepoint(Tx& tx) : tx_{tx} {
    tx_.sql() << "SAVEPOINT part";
}

Savepoint::~Savepoint() {
    if (!open_) return;
    try {
        if (tx_.store().backend() == Backend::postgresql) postgresql::discard_rows(tx_.sql());
        tx_.sql() << "ROLLBACK TO SAVEPOINT part";
        tx_.sql() << "RELEASE SAVEPOINT part";
    } catch (const soci::soci_error&) {
        // The whole transaction is lost, and this part of it.
    }
}

void Savepoint::keep() {
    tx_.sql() << "RELEASE SAVEPOINT part";
    open_ = false;
}

Snapshot::Snapshot(Store& store) : store_{store} {
    store_.sql() << (store_.backend() == Backend::sqlite ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

Snapshot::~Snapshot() {
    try {
        store_.sql() << "ROLLBACK";
    } catch (const soci::soci_error&) {
        // A reading has nothing to undo.
    }
}

}  // namespace mingzhang::store
