// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

#include "base/commands/command.hpp"

namespace mingzhang {

// The one writer of a database that many ask: orders queue up, and those that wait while one group is put on the disk
// are carried out together as the next. The desk, and the store under it, belong to the writer's thread while it lives.
class Writer {
public:
    static constexpr std::size_t group_max = 256;

    explicit Writer(Desk& desk);
    ~Writer();  // Carries out what is queued, then ends.
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // From any thread. The answer comes when the command is on the disk, or refused.
    [[nodiscard]] std::future<Result<Answer, Refusal>> submit(Order order);

private:
    struct Waiting {
        Order order;
        std::promise<Result<Answer, Refusal>> answer;
    };

    void work();

    Desk& desk_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Waiting> queue_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace mingzhang
