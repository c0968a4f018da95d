// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bank_adapters/transport/relay.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace mingzhang::test {

using bank::transport::Descriptor;

namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

// One direction of a connection.
struct Way {
    const Descriptor* from;
    const Descriptor* to;
    std::uint64_t carried_max;
    std::uint64_t carried = 0;
    bool ended = false;

    [[nodiscard]] bool is_cut() const { return carried >= carried_max; }

    // Carries what is there; false when the wire is cut.
    bool carry() {
        std::array<char, 16'384> bytes{};
        const auto wanted = std::min<std::uint64_t>(bytes.size(), carried_max - carried);
        const ssize_t got = ::read(from->number(), bytes.data(), wanted);
        if (got <= 0) {
            ended = true;
            ::shutdown(to->number(), SHUT_WR);
            return true;
        }
        for (ssize_t sent = 0; sent < got;) {
            const ssize_t now =
                ::send(to->number(), bytes.data() + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
            if (now < 0) break;  // It went; what it still says is carried.
            sent += now;
        }
        carried += static_cast<std::uint64_t>(got);
        return !is_cut();
    }
};

void read_to_the_end(const Descriptor& socket) {
    std::array<char, 16'384> bytes{};
    while (::read(socket.number(), bytes.data(), bytes.size()) > 0) {
    }
}

}  // namespace

Descriptor listen_somewhere(std::uint16_t& port) {
    Descriptor listener{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(listener.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener.number(), 16) != 0 ||
        ::getsockname(listener.number(), reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error{"no port to listen on"};
    port = ntohs(address.sin_port);
    return listener;
}

Descriptor connect_here(std::uint16_t port) {
    Descriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const sockaddr_in address = loopback(port);
    if (::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return Descriptor{};
    return socket;
}

Relay::Relay(Server server)
    : server_{std::move(server)}, listener_{listen_somewhere(port_)}, stop_{::eventfd(0, EFD_CLOEXEC)} {
    thread_ = std::jthread{[this] { run(); }};
}

Relay::~Relay() {
    const std::uint64_t one = 1;
    if (::write(stop_.number(), &one, sizeof one) < 0) std::terminate();
    thread_.join();
}

void Relay::cut(const Cut& cut) {
    const std::lock_guard lock{mutex_};
    cut_ = cut;
}

// Connections are served one after the other: once a last one is answered, those before it are over.
void Relay::settle() {
    const Descriptor caller{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    sockaddr_in own = loopback(0);
    const sockaddr_in relay = loopback(port_);
    socklen_t size = sizeof own;
    if (::bind(caller.number(), reinterpret_cast<const sockaddr*>(&own), sizeof own) != 0 ||
        ::getsockname(caller.number(), reinterpret_cast<sockaddr*>(&own), &size) != 0)
        throw std::runtime_error{"no port to call from"};
    {
        const std::lock_guard lock{mutex_};
        last_caller_ = ntohs(own.sin_port);
    }
    if (::connect(caller.number(), reinterpret_cast<const sockaddr*>(&relay), sizeof relay) != 0)
        throw std::runtime_error{"the relay does not answer"};
    read_to_the_end(caller);
}

std::uint64_t Relay::to_server() const {
    const std::lock_guard lock{mutex_};
    return to_server_;
}
std::uint64_t Relay::to_client() const {
    const std::lock_guard lock{mutex_};
    return to_client_;
}

void Relay::run() {
    for (;;) {
        std::array<pollfd, 2> both{{{stop_.number(), POLLIN, 0}, {listener_.number(), POLLIN, 0}}};
        ::poll(both.data(), both.size(), -1);
        if (both[0].revents != 0) return;
        sockaddr_in caller{};
        socklen_t size = sizeof caller;
        Descriptor client{::accept4(listener_.number(), reinterpret_cast<sockaddr*>(&caller), &size, SOCK_CLOEXEC)};
        if (!client.is_open() || is_last(ntohs(caller.sin_port))) continue;
        carry(std::move(client));
    }
}

bool Relay::is_last(std::uint16_t caller) const {
    const std::lock_guard lock{mutex_};
    return caller == last_caller_;
}

void Relay::carry(Descriptor client) {
    Cut cut;
    {
        const std::lock_guard lock{mutex_};
        cut = cut_;
    }
    const Descriptor server = server_.connect();
    Way up{&client, &server, cut.to_server};
    Way down{&server, &client, cut.to_client};
    bool whole = !up.is_cut() && !down.is_cut();
    while (whole && !(up.ended && down.ended)) {
        std::array<pollfd, 3> ends{{{stop_.number(), POLLIN, 0},
                                    {up.ended ? -1 : client.number(), POLLIN, 0},
                                    {down.ended ? -1 : server.number(), POLLIN, 0}}};
        ::poll(ends.data(), ends.size(), -1);
        if (ends[0].revents != 0) break;
        if (ends[1].revents != 0) whole = up.carry();
        if (whole && ends[2].revents != 0) whole = down.carry();
    }
    if (!whole && cut.silent) read_to_the_end(client);
    ::shutdown(client.number(), SHUT_RDWR);
    // What it was told it does, and then it ends.
    ::shutdown(server.number(), SHUT_WR);
    read_to_the_end(server);
    server_.wait_until_done();
    const std::lock_guard lock{mutex_};
    to_server_ = up.carried;
    to_client_ = down.carried;
}

}  // namespace mingzhang::test
