// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

// Measures beside their floors: each measure runs the floor (a bare program, another program) and the product in turn,
// several times in one run, and the ratio of the medians is what is reported. Times are whole microseconds.
namespace mingzhang::bench {

using Micros = std::chrono::microseconds;

// One line of docs/benchmarks.md.
struct Line {
    std::string measure;
    std::string product;  // What the product took, with its unit.
    std::string floor;    // What the floor took.
    std::string ratio;
    std::string gate;
    bool met = true;
};

// How much is measured: a part of the full size for a first look, in percent.
struct Scale {
    int percent = 100;
    int rounds = 5;
    [[nodiscard]] std::int64_t of(std::int64_t full) const { return std::max<std::int64_t>(1, full * percent / 100); }
};

struct Bench {
    std::string name;
    std::function<std::vector<Line>(const Scale&)> run;
};

template <class Work>
[[nodiscard]] Micros timed(const Work& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration_cast<Micros>(std::chrono::steady_clock::now() - begin);
}

[[nodiscard]] Micros median(std::vector<Micros> times);

// What work took: by the clock, and of the processors, all threads together. Where other work runs on the machine the
// second says more.
struct Effort {
    Micros wall{};
    Micros processor{};
    friend Effort operator+(Effort a, Effort b) { return {a.wall + b.wall, a.processor + b.processor}; }
};
[[nodiscard]] Micros processor_time();  // Of this process until now.

template <class Work>
[[nodiscard]] Effort measured(const Work& work) {
    const Micros before = processor_time();
    const Micros wall = timed(work);
    return {wall, processor_time() - before};
}

[[nodiscard]] Effort median(const std::vector<Effort>& efforts);  // Of each for itself.

// `parts` hundredths as "0.83".
[[nodiscard]] std::string hundredths(std::int64_t parts);
// a / b in hundredths, rounded down.
[[nodiscard]] std::int64_t ratio(std::int64_t a, std::int64_t b);
[[nodiscard]] std::string per_second(std::int64_t count, Micros time);  // "512,345/s"
[[nodiscard]] std::string seconds(Micros time);                         // "1.23 s"

// Processor, memory, disk, system, versions: what the figures hold for.
[[nodiscard]] std::string machine();

[[nodiscard]] std::vector<Bench> posting_benches();
[[nodiscard]] std::vector<Bench> bank_file_benches();
[[nodiscard]] std::vector<Bench> month_benches();
[[nodiscard]] std::vector<Bench> result_benches();

// `--calculate DATABASE MONTH COUNTIES`: what the month's benches run as a process of its own.
[[nodiscard]] int calculate_counties(const std::string& database, const std::string& month, int of_counties);

}  // namespace mingzhang::bench
