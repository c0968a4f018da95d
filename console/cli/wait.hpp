// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>

#include "bank_adapters/transport/folder_watch.hpp"

namespace mingzhang::console {

// Waits between two looks: until something comes into a folder of this machine, where there is one, or the time is up.
class Waiter {
public:
    Waiter(const std::optional<std::filesystem::path>& folder, std::chrono::seconds every);

    // False: asked to stop.
    [[nodiscard]] bool wait(std::stop_token stop);

private:
    std::chrono::seconds every_;
    std::optional<bank::transport::FolderWatch> watch_;
};

}  // namespace mingzhang::console
