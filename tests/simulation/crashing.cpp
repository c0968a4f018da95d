// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/simulation/crashing.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

namespace mingzhang::test {

namespace {

namespace fs = std::filesystem;

constexpr long points_spread = 10;

void copy_folder(const fs::path& from, const fs::path& to) {
    fs::create_directories(to);
    fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

}  // namespace

Saved::Saved(const Office& office) : from_{fs::path{office.database()}.parent_path()} {
    copy_folder(from_, kept());
}

void Saved::put_back() const {
    for (const auto& entry : fs::directory_iterator{from_}) fs::remove_all(entry.path());
    copy_folder(kept(), from_);
}

std::string seen(const Office& office) {
    std::string all;
    for (const Words& list : std::vector<Words>{{"import", "list"},
                                                {"run", "list"},
                                                {"run", "equation"},
                                                {"ledger", "balance"},
                                                {"batch", "list"},
                                                {"worklist", "list", "--all"},
                                                {"hold", "list", "--all"}}) {
        Words words = list;
        words.push_back("--json");
        const Ended ended = office.run(words);
        CAPTURE(words, ended.err);
        REQUIRE(ended.status == 0);
        all += ended.out;
    }
    for (const auto& entry : fs::recursive_directory_iterator{fs::path{office.database() + ".outbox"}.parent_path()})
        if (entry.path().parent_path().filename().string().ends_with(".outbox"))
            all += entry.path().filename().string() + read_file(entry.path());
    return all;
}

Ended run_crashing(const Office& office, const Words& command, long at, const std::string& count_file) {
    Words words{"LD_PRELOAD=" MINGZHANG_CRASH_SHIM,
                "MINGZHANG_CRASH_AT=" + std::to_string(at),
                "MINGZHANG_CRASH_COUNT=" + count_file,
                program(),
                "--db",
                "sqlite:" + office.database()};
    words.insert(words.end(), command.begin(), command.end());
    return run_process("/usr/bin/env", words);
}

std::set<long> crash_points(long writes) {
    std::set<long> all;
    if (std::getenv("MINGZHANG_DEEP") != nullptr)
        for (long at = 1; at <= writes; ++at) all.insert(at);
    for (long i = 1; i <= points_spread; ++i) all.insert(std::max(1L, writes * i / points_spread));
    for (long at = std::max(1L, writes - 2); at <= writes; ++at) all.insert(at);
    return all;
}

Words as(const char* who, Words words, const char* key) {
    words.insert(words.begin(), {"--now", "2022-08-28T09:00:00", "--as", who});
    if (key != nullptr) words.insert(words.end(), {"--key", key});
    return words;
}

}  // namespace mingzhang::test
