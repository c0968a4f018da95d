// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/base/temporary_folder.hpp"

namespace mingzhang::test {

// Stands between the program and a PostgreSQL server, on a socket of its own, and cuts the line when told to.
class CuttingProxy {
public:
    enum class Cut { nothing, before_commit, after_commit };  // Before COMMIT reaches the server, or its answer comes.

    explicit CuttingProxy(std::string server_folder);
    ~CuttingProxy();
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    // The same database through the proxy.
    [[nodiscard]] std::string through(const std::string& url) const;

    // Cuts at the next COMMIT, once; then takes new connections or none.
    void cut(Cut when, bool for_good = false);
    [[nodiscard]] bool has_cut();

private:
    void take_connections();
    void pass_on(int client, int server);
    [[nodiscard]] Cut take_cut();

    std::string server_folder_;
    TemporaryFolder folder_;
    int listening_ = -1;
    std::mutex mutex_;
    Cut cut_ = Cut::nothing;
    bool cut_done_ = false;
    bool for_good_ = false;
    std::vector<int> open_;
    std::vector<std::thread> lines_;
    std::thread taking_;
};

}  // namespace mingzhang::test
