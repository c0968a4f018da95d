// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

namespace mingzhang::bank::transport {

enum class WatchEvent : std::uint8_t {
    something_came,  // A file was closed after writing, or got its name, since the watch began or told last.
    time_to_look,    // Nothing was told for the time set.
    stopped,
};

// Tells when a file may have come into a folder. The kernel tells of this machine's own changes only (inotify(7)): what
// another machine lays on a share is not told, so the folder is to be looked into every `look_again` as well.
class FolderWatch {
public:
    [[nodiscard]] static Result<FolderWatch, Refusal> begin(const std::filesystem::path& folder);
    FolderWatch(FolderWatch&&) noexcept;
    FolderWatch& operator=(FolderWatch&&) noexcept;
    ~FolderWatch();

    // Waits for the next event. What came before the watch began is not told: begin, look, then wait.
    [[nodiscard]] WatchEvent wait(std::stop_token stop, std::chrono::milliseconds look_again);

private:
    struct State;
    explicit FolderWatch(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::bank::transport
