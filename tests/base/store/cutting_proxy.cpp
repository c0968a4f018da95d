// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/base/store/cutting_proxy.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace mingzhang::test {

namespace {

constexpr std::string_view socket_name = "/.s.PGSQL.5432";
using namespace std::string_view_literals;

sockaddr_un address_in(const std::string& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = folder + std::string{socket_name};
    if (path.size() >= sizeof address.sun_path) throw std::runtime_error{"too long a path for a socket"};
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

const sockaddr* as_any(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

std::string receive(int from) {
    std::array<char, 65536> bytes;
    const ssize_t got = recv(from, bytes.data(), bytes.size(), 0);
    return {bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0};
}

bool send_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

CuttingProxy::CuttingProxy(std::string server_folder) : server_folder_{std::move(server_folder)} {
    listening_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_un own = address_in(folder_.path().string());
    if (bind(listening_, as_any(own), sizeof own) != 0 || listen(listening_, 8) != 0)
        throw std::runtime_error{"the proxy has no socket"};
    taking_ = std::thread{[this] { take_connections(); }};
}

CuttingProxy::~CuttingProxy() {
    shutdown(listening_, SHUT_RDWR);
    taking_.join();
    {
        const std::lock_guard lock{mutex_};
        for (const int end : open_) shutdown(end, SHUT_RDWR);
    }
    for (std::thread& line : lines_) line.join();
    for (const int end : open_) close(end);
    close(listening_);
}

std::string CuttingProxy::through(const std::string& url) const {
    std::string own = url;
    return own.replace(own.find(server_folder_), server_folder_.size(), folder_.path().string());
}

void CuttingProxy::cut(Cut when, bool for_good) {
    const std::lock_guard lock{mutex_};
    cut_ = when;
    cut_done_ = false;
    for_good_ = for_good;
}

bool CuttingProxy::has_cut() {
    const std::lock_guard lock{mutex_};
    return cut_done_;
}

CuttingProxy::Cut CuttingProxy::take_cut() {
    const std::lock_guard lock{mutex_};
    if (cut_ != Cut::nothing) cut_done_ = true;
    return std::exchange(cut_, Cut::nothing);
}

void CuttingProxy::take_connections() {
    for (;;) {
        const int client = accept(listening_, nullptr, nullptr);
        if (client < 0) return;
        const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_un address = address_in(server_folder_);
        const std::lock_guard lock{mutex_};
        open_.insert(open_.end(), {client, server});
        if ((cut_done_ && for_good_) || connect(server, as_any(address), sizeof address) != 0) {
            shutdown(client, SHUT_RDWR);
            continue;
        }
        lines_.emplace_back([this, client, server] { pass_on(client, server); });
    }
}

void CuttingProxy::pass_on(int client, int server) {
    std::array<pollfd, 2> ends{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
    bool open = true;
    while (open && poll(ends.data(), ends.size(), -1) > 0) {
        if (ends[1].revents != 0) {
            const std::string answer = receive(server);
            open = !answer.empty() && send_all(client, answer);
        }
        if (!open || ends[0].revents == 0) continue;
        const std::string asked = receive(client);
        const bool commits = asked.find("COMMIT\0"sv) != std::string::npos;
        const Cut cut = commits ? take_cut() : Cut::nothing;
        if (cut == Cut::before_commit) break;
        open = !asked.empty() && send_all(server, asked);
        if (cut != Cut::after_commit) continue;
        while (receive(server).find("COMMIT\0"sv) == std::string::npos) {
        }  // The server says that it has; the program never hears it.
        break;
    }
    shutdown(client, SHUT_RDWR);
    shutdown(server, SHUT_RDWR);
}

}  // namespace mingzhang::test
