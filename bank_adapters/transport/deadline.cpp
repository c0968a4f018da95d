// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/deadline.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace mingzhang::bank::transport {
namespace {

using SteadyClock = std::chrono::steady_clock;

// Zero once the socket is connected, or the error.
int connect_until(const Descriptor& socket, const addrinfo& address, SteadyClock::time_point until) {
    if (::connect(socket.number(), address.ai_addr, address.ai_addrlen) == 0) return 0;
    if (errno != EINPROGRESS) return errno;
    pollfd ready{socket.number(), POLLOUT, 0};
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - SteadyClock::now()).count();
        const int count = ::poll(&ready, 1, static_cast<int>(std::max<std::int64_t>(left, 0)));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return count == 0 ? ETIMEDOUT : errno;
        int error = 0;
        socklen_t size = sizeof error;
        return ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
    }
}

}  // namespace

Result<Descriptor, std::string> connect_to(const std::string& host, std::uint16_t port,
                                           std::chrono::milliseconds within) {
    const auto until = SteadyClock::now() + within;
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* found = nullptr;
    if (const int error = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found); error != 0)
        return tl::unexpected{std::string{::gai_strerror(error)}};
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses{found, &::freeaddrinfo};
    int error = EADDRNOTAVAIL;
    for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
        Descriptor socket{::socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
        if (!socket.is_open()) continue;
        error = connect_until(socket, *address, until);
        if (error == 0) return socket;
    }
    return tl::unexpected{system_words(error)};
}

Deadline::Deadline(int socket) : socket_{socket}, watcher_{[this](const std::stop_token& stop) { watch(stop); }} {}

Deadline::~Deadline() {
    watcher_.request_stop();
    watcher_.join();
}

void Deadline::begin(std::chrono::milliseconds time) {
    const std::lock_guard lock{mutex_};
    until_ = SteadyClock::now() + time;
    changed_.notify_one();
}

void Deadline::done() {
    const std::lock_guard lock{mutex_};
    until_.reset();
}

bool Deadline::ran_out() {
    const std::lock_guard lock{mutex_};
    return ran_out_;
}

void Deadline::watch(const std::stop_token& stop) {
    std::unique_lock lock{mutex_};
    while (!stop.stop_requested()) {
        if (!until_) {
            changed_.wait(lock, stop, [this] { return until_.has_value(); });
            continue;
        }
        const auto until = *until_;
        changed_.wait_until(lock, stop, until, [&] { return until_ != until; });
        if (!stop.stop_requested() && until_ && *until_ <= SteadyClock::now()) {
            ran_out_ = true;
            ::shutdown(socket_, SHUT_RDWR);
            until_.reset();
        }
    }
}

}  // namespace mingzhang::bank::transport
