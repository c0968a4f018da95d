// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "bank_adapters/transport/descriptor.hpp"
#include "base/values/result.hpp"

namespace mingzhang::bank::transport {

// A TCP connection, made within the time or not at all; or why not. Looking up the name takes as long as the system's
// resolver lets it.
[[nodiscard]] Result<Descriptor, std::string> connect_to(const std::string& host, std::uint16_t port,
                                                         std::chrono::milliseconds within);

// Ends a connection whose other side keeps silent: the library that reads from it waits without end (libssh 0.10 does
// in every step of SFTP), so a thread beside it shuts the socket when the time is over, and the library wakes to an
// error.
class Deadline {
public:
    explicit Deadline(int socket);  // Stays open as long as the deadline lives.
    ~Deadline();
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    // From now until `done` the connection has this long.
    void begin(std::chrono::milliseconds time);
    void done();
    [[nodiscard]] bool ran_out();  // At any time: then nothing can be read any more.

private:
    void watch(const std::stop_token& stop);

    int socket_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<std::chrono::steady_clock::time_point> until_;
    bool ran_out_ = false;
    std::jthread watcher_;
};

}  // namespace mingzhang::bank::transport
