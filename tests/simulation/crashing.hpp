// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/console/office.hpp"

namespace mingzhang::test {

using Words = std::vector<std::string>;

inline constexpr int killed = 128 + 9;

// The office's folder as files, to be put back before each crash.
class Saved {
public:
    explicit Saved(const Office& office);
    void put_back() const;

private:
    [[nodiscard]] std::filesystem::path kept() const { return std::filesystem::path{folder_ / "kept"}; }

    std::filesystem::path from_;
    TemporaryFolder folder_;
};

// What an officer would see of the whole office: every list that holds a number of money or a state, and every file of
// the outbox.
[[nodiscard]] std::string seen(const Office& office);

// Runs a command that is killed at its Nth write to the disk, or never where N is zero; how many writes it made is
// written into `count_file` when it ends by itself.
[[nodiscard]] Ended run_crashing(const Office& office, const Words& command, long at, const std::string& count_file);

// Some points spread over all writes and ending with the last; every one of them when MINGZHANG_DEEP is set.
[[nodiscard]] std::set<long> crash_points(long writes);

// The command as this person gives it on the morning of 2022-08-28, under a key where one is given.
[[nodiscard]] Words as(const char* who, Words words, const char* key = nullptr);

}  // namespace mingzhang::test
