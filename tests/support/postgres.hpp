// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/store/store.hpp"

namespace mingzhang::test {

// A PostgreSQL server of this test process alone: Debian's, begun by the test as an ordinary user in a folder of its
// own, reached by a socket there and by nothing else, gone with the process. Its databases sort as a Chinese office's
// would, so that an order which is not that of the bytes shows.
class PostgresServer {
public:
    static PostgresServer& own();  // Begun when first asked for.
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    // A new empty database and its address for its owner. It is a schema of one database: made in a moment.
    [[nodiscard]] std::string new_database();
    // The same database for another role.
    [[nodiscard]] static std::string as(const std::string& role, const std::string& url);

    // A database given back is emptied, which takes less time than making one.
    [[nodiscard]] std::string emptied_database();
    void give_back(const std::string& url) { given_back_.push_back(url); }

    // Roles: who owns the databases, whom the program may run under, and who may do anything.
    static constexpr const char* owner = "owner";
    static constexpr const char* program = "program";
    static constexpr const char* superuser = "postgres";

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }  // Of the socket.

private:
    PostgresServer();

    std::filesystem::path folder_;
    pid_t server_ = 0;
    int databases_ = 0;
    std::vector<std::string> given_back_;
};

// A database for one office of a test: a file in the folder, or one on the test's own server, which has the tables of
// an office before it and none of its rows.
class OfficeDatabase {
public:
    OfficeDatabase(store::Backend backend, const std::filesystem::path& folder);
    ~OfficeDatabase();
    OfficeDatabase(const OfficeDatabase&) = delete;
    OfficeDatabase& operator=(const OfficeDatabase&) = delete;

    [[nodiscard]] const std::string& url() const { return url_; }

private:
    store::Backend backend_;
    std::string url_;
};

// The store a test that does not care is run on: SQLite, or what MINGZHANG_TEST_STORE names. CMake registers the tests
// of ledger and engine once for each.
[[nodiscard]] store::Backend store_under_test();

}  // namespace mingzhang::test
