// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

namespace soci {
class session;
}

namespace mingzhang::store {

enum class Backend : std::uint8_t { sqlite, postgresql };

// Why a store could not be opened. Checked in this order.
enum class OpenRefusal : std::uint8_t { unknown_url, cannot_open, cannot_connect };
[[nodiscard]] RefusalWords words(OpenRefusal reason);

// What an error of the database means for the work it interrupted. Either way nothing of it was written, but for the
// one case in which the connection was lost after COMMIT was sent: then only the key of the command can tell.
enum class Trouble : std::uint8_t {
    lasting,          // The same work would fail again.
    conflict,         // With another transaction (SQLSTATE 40001, 40P01): to be done again.
    connection_lost,  // To be opened again, and done again.
};

// One connection to the database. Not shared between threads; open another for another reader.
// Statements go through SOCI with static `into` and `use` only; library exceptions (soci::soci_error) are caught where
// a command or a reading begins (`Desk::carry_out`, `reading`), never further out.
class Store {
public:
    // URL: sqlite:FILE, or postgresql://… as libpq reads it. The file is made when it is not there; a database on a
    // server is not.
    [[nodiscard]] static Result<std::unique_ptr<Store>, Refusal> open(std::string_view url);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    [[nodiscard]] Backend backend() const noexcept { return backend_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }  // As `local_path` of its URL.
    [[nodiscard]] soci::session& sql() noexcept { return *session_; }

    // Why the database did not do what was asked, as a refusal.
    [[nodiscard]] Refusal failed(const std::exception& error) const;

    [[nodiscard]] Trouble trouble(const std::exception& error) const;
    void reopen();  // After a lost connection; throws soci::soci_error when there is still none.

private:
    Store(Backend backend, std::string path, std::unique_ptr<soci::session> session);
    Backend backend_;
    std::string path_;
    std::unique_ptr<soci::session> session_;
};

// What people know the database by, and what its key file and outbox are named after: the file, or the name of the
// database on its server, whose files then stand in the working directory.
[[nodiscard]] std::string local_path(std::string_view url);

// Put before a SELECT whose rows may not fit into memory. PostgreSQL then hands them out piece by piece, inside a
// transaction or a reading; SQLite always does.
inline constexpr std::string_view long_read = "/* long read */ ";

// A transaction that is rolled back unless committed. On SQLite it takes the writer's place at once; on PostgreSQL a
// command locks its county's head row.
class Tx {
public:
    explicit Tx(Store& store);
    ~Tx();
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    void commit();
    [[nodiscard]] soci::session& sql() noexcept { return store_.sql(); }
    [[nodiscard]] Store& store() noexcept { return store_; }

private:
    Store& store_;
    bool open_ = true;
};

// A part of a transaction that can be undone without the rest: rolled back unless kept.
class Savepoint {
public:
    explicit Savepoint(Tx& tx);
    ~Savepoint();
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;

    void keep();

private:
    Tx& tx_;
    bool open_ = true;
};

// A reading: everything read inside sees one moment of the database.
class Snapshot {
public:
    explicit Snapshot(Store& store);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

private:
    Store& store_;
};

}  // namespace mingzhang::store
