// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "bank_adapters/transport/descriptor.hpp"

namespace mingzhang::test {

// How a server misbehaves, as OpenSSH's never does.
enum class Oddity : std::uint8_t {
    none,
    loses_a_byte,           // Of what is written, and says nothing.
    renames_and_says_no,    // It is done all the same.
    refuses_to_rename,      // It is not done.
    says_taken_and_is_not,  // The rename fails, and both names are gone: somebody took the file while we asked.
};

// An SFTP server by libssh that keeps its files in memory, knows one user by a password, and does odd things.
class OddServer {
public:
    // `host_key` is a private key's file.
    explicit OddServer(std::filesystem::path host_key, std::string password);
    ~OddServer();
    OddServer(const OddServer&) = delete;
    OddServer& operator=(const OddServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    void set(Oddity oddity);
    [[nodiscard]] std::map<std::string, std::string> files() const;

private:
    struct Talk;
    void run();
    void serve(int socket);

    std::filesystem::path host_key_;
    std::string password_;
    std::uint16_t port_ = 0;  // Before the listener, which sets it.
    bank::transport::Descriptor listener_;
    mutable std::mutex mutex_;
    Oddity oddity_ = Oddity::none;
    std::map<std::string, std::string> files_;
    std::jthread thread_;
};

}  // namespace mingzhang::test
