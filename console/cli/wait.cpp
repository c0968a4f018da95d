// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/wait.hpp"

#include <condition_variable>
#include <mutex>

namespace mingzhang::console {

Waiter::Waiter(const std::optional<std::filesystem::path>& folder, std::chrono::seconds every) : every_{every} {
    if (!folder) return;
    if (auto watch = bank::transport::FolderWatch::begin(*folder)) watch_.emplace(std::move(*watch));
}

bool Waiter::wait(std::stop_token stop) {
    if (watch_) return watch_->wait(stop, every_) != bank::transport::WatchEvent::stopped;
    std::mutex mutex;
    std::unique_lock lock{mutex};
    std::condition_variable_any asked;
    return !asked.wait_for(lock, stop, every_, [&stop] { return stop.stop_requested(); });
}

}  // namespace mingzhang::console
