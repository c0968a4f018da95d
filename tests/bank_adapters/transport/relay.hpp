// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <mutex>
#include <thread>

#include "bank_adapters/transport/descriptor.hpp"

namespace mingzhang::test {

// What goes wrong on the way: after so many bytes in a direction nothing more is carried.
struct Cut {
    static constexpr std::uint64_t never = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t to_server = never;
    std::uint64_t to_client = never;
    bool silent = false;  // The connection stays, and nobody says a word; else it ends.
};

// A port of the loopback that carries every byte to a server and back, one connection at a time, and cuts the wire
// where a test wants it.
class Relay {
public:
    // What a connection leads to; and what there is to wait for when it is over.
    struct Server {
        std::function<bank::transport::Descriptor()> connect;
        std::function<void()> wait_until_done = [] {};
    };
    explicit Relay(Server server);
    ~Relay();
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    // For the connections made from now on.
    void cut(const Cut& cut);
    // Waits until every connection that was made is over, and the server has done with each. Whoever made one has let
    // it go before.
    void settle();

    // Of the last connection that is over.
    [[nodiscard]] std::uint64_t to_server() const;
    [[nodiscard]] std::uint64_t to_client() const;

private:
    void run();
    [[nodiscard]] bool is_last(std::uint16_t caller) const;
    void carry(bank::transport::Descriptor client);

    Server server_;
    std::uint16_t port_ = 0;  // Before the listener, which sets it.
    bank::transport::Descriptor listener_;
    bank::transport::Descriptor stop_;
    mutable std::mutex mutex_;
    Cut cut_;
    std::uint16_t last_caller_ = 0;  // The port of who waits for the others.
    std::uint64_t to_server_ = 0;
    std::uint64_t to_client_ = 0;
    std::jthread thread_;
};

// Listens on a free port of the loopback and says which.
[[nodiscard]] bank::transport::Descriptor listen_somewhere(std::uint16_t& port);
[[nodiscard]] bank::transport::Descriptor connect_here(std::uint16_t port);

}  // namespace mingzhang::test
