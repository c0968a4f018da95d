// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>

#include "tests/bench/bench.hpp"

namespace mingzhang::bench {

// What work took in a process of its own, so that its memory is its own: of the clock, of the processors, and at most
// of memory.
struct Run {
    Micros wall{};
    Micros processor{};
    std::int64_t peak_kib = 0;
};

// Ends the program when the work fails.
[[nodiscard]] Run in_own_process(const std::function<void()>& work);

// The medians of times; of memory the most.
[[nodiscard]] Run median(const std::vector<Run>& runs);

}  // namespace mingzhang::bench
