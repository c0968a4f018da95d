// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/bench/own_process.hpp"

#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

namespace mingzhang::bench {

Run in_own_process(const std::function<void()>& work) {
    malloc_trim(0);  // What this process holds would count as the child's.
    std::fflush(nullptr);
    Run run;
    rusage used{};
    int status = 0;
    run.wall = timed([&] {
        const pid_t child = ::fork();
        if (child < 0) throw std::runtime_error{"no process"};
        if (child == 0) {
            work();
            ::_exit(0);
        }
        if (::wait4(child, &status, 0, &used) != child) throw std::runtime_error{"the process is lost"};
    });
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error{"the measured work failed"};
    const auto micros = [](const timeval& time) {
        return Micros{std::chrono::seconds{time.tv_sec}} + Micros{time.tv_usec};
    };
    run.processor = micros(used.ru_utime) + micros(used.ru_stime);
    run.peak_kib = used.ru_maxrss;
    return run;
}

Run median(const std::vector<Run>& runs) {
    std::vector<Micros> wall, processor;
    Run result;
    for (const Run& run : runs) {
        wall.push_back(run.wall);
        processor.push_back(run.processor);
        result.peak_kib = std::max(result.peak_kib, run.peak_kib);
    }
    result.wall = median(std::move(wall));
    result.processor = median(std::move(processor));
    return result;
}

}  // namespace mingzhang::bench
