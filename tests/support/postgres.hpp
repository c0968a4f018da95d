// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

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

    // A new empty database of `owner`, and its address for `owner`.
    [[nodiscard]] std::string new_database();
    // The same database for another role.
    [[nodiscard]] static std::string as(const std::string& role, const std::string& url);

    // Who owns the databases, the role the program may run under, and who may do anything.
    static constexpr const char* owner = "owner";
    static constexpr const char* program = "program";
    static constexpr const char* superuser = "postgres";

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }  // Of the socket.

private:
    PostgresServer();
    [[nodiscard]] std::string url(const std::string& role, const std::string& database) const;

    std::filesystem::path folder_;
    pid_t server_ = 0;
    int databases_ = 0;
};

}  // namespace mingzhang::test
