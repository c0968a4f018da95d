// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "bank_adapters/transport/descriptor.hpp"

namespace mingzhang::test {

// How a server misbehaves, as OpenSSH's never does.
enum class Oddity : std::uint8_t {
    none,
    loses_a_byte,           // Of what is written, and says nothing.
    renames_and_says_no,    // It is done all the same.
    refuses_to_rename,      // It is not done.
    says_taken_and_is_not,  // The rename fails, and both names are gone: somebody took the file while we asked.
    takes_no_byte,          // A file is begun, and nothing can be written into it.
    hides_the_hidden,       // It answers no to whoever looks at a hidden file.
    falls_dumb_at_rename,   // It answers no to the rename and, from then on, to whoever looks at anything.
};

// What a server asks at once of who signs in by keyboard-interactive (RFC 4256).
struct Question {
    std::string text;
    bool shown = false;  // Whether the answer may be seen as it is typed.
};
using Questions = std::vector<Question>;

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
    // Offers these questions from now on, one lot after the other, and the method `password` or not; the first answer
    // of all is to be the password.
    enum class Offers : std::uint8_t { questions_alone, password_too };
    void ask(std::vector<Questions> questions, Offers offers = Offers::questions_alone);
    [[nodiscard]] std::vector<std::string> answers() const;  // To all questions asked since then.
    void lay_down(const std::string& name, const std::string& bytes);
    void let_list(bool may);  // Whether the folder may be listed; at first it may not.
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
    bool may_list_ = false;
    std::vector<Questions> questions_;
    Offers offers_ = Offers::password_too;
    std::vector<std::string> answers_;
    std::map<std::string, std::string> files_;
    std::jthread thread_;
};

}  // namespace mingzhang::test
