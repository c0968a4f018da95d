// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/commands/writer.hpp"

#include <algorithm>

namespace mingzhang {

Writer::Writer(Desk& desk) : desk_{desk}, thread_{[this] { work(); }} {}

Writer::~Writer() {
    {
        const std::lock_guard lock{mutex_};
        ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

std::future<Result<Answer, Refusal>> Writer::submit(Order order) {
    Waiting waiting{std::move(order), {}};
    auto answer = waiting.answer.get_future();
    {
        const std::lock_guard lock{mutex_};
        queue_.push_back(std::move(waiting));
    }
    changed_.notify_one();
    return answer;
}

void Writer::work() {
    for (;;) {
        std::vector<Order> orders;
        std::vector<std::promise<Result<Answer, Refusal>>> promises;
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [this] { return ending_ || !queue_.empty(); });
            if (queue_.empty()) return;
            for (std::size_t left = std::min(queue_.size(), group_max); left > 0; --left) {
                orders.push_back(std::move(queue_.front().order));
                promises.push_back(std::move(queue_.front().answer));
                queue_.pop_front();
            }
        }
        auto answers = desk_.carry_out_together(orders);
        for (std::size_t i = 0; i < answers.size(); ++i) promises[i].set_value(std::move(answers[i]));
    }
}

}  // namespace mingzhang
