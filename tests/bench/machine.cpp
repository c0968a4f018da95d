// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <fstream>

#include "tests/bench/bench.hpp"

namespace mingzhang::bench {

namespace {

// The first line of a file of /proc that begins with `name`, after its colon.
std::string proc_line(const char* path, std::string_view name) {
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(name)) {
            const auto value = line.find_first_not_of(" \t", line.find(':') + 1);
            return value == std::string::npos ? "" : line.substr(value);
        }
    return "?";
}

}  // namespace

std::string machine() {
    utsname system{};
    uname(&system);
    const long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    return fmt::format("{}, {} cores, {} GiB, {} {}, g++ {}, SQLite {} (WAL, synchronous = FULL)",
                       proc_line("/proc/cpuinfo", "model name"), sysconf(_SC_NPROCESSORS_ONLN), (pages * page) >> 30,
                       system.sysname, system.release, __VERSION__, sqlite3_libversion());
}

}  // namespace mingzhang::bench
