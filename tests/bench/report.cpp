// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>
#include <sys/resource.h>

#include "tests/bench/bench.hpp"

namespace mingzhang::bench {

Micros median(std::vector<Micros> times) {
    std::sort(times.begin(), times.end());
    return times.at(times.size() / 2);
}

Effort median(const std::vector<Effort>& efforts) {
    std::vector<Micros> wall, processor;
    for (const Effort& effort : efforts) {
        wall.push_back(effort.wall);
        processor.push_back(effort.processor);
    }
    return {median(std::move(wall)), median(std::move(processor))};
}

Micros processor_time() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto micros = [](const timeval& time) {
        return Micros{std::chrono::seconds{time.tv_sec}} + Micros{time.tv_usec};
    };
    return micros(used.ru_utime) + micros(used.ru_stime);
}

std::string hundredths(std::int64_t parts) {
    return fmt::format("{}.{:02}", parts / 100, parts % 100);
}

std::int64_t ratio(std::int64_t a, std::int64_t b) {
    return a * 100 / std::max<std::int64_t>(1, b);
}

std::string per_second(std::int64_t count, Micros time) {
    std::string digits = std::to_string(count * 1'000'000 / std::max<std::int64_t>(1, time.count()));
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits + "/s";
}

std::string seconds(Micros time) {
    return hundredths(time.count() / 10'000) + " s";
}

}  // namespace mingzhang::bench
