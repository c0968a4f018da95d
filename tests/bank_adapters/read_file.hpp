// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/places.hpp"

namespace mingzhang::test {

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

// Banks' files from elsewhere, by folder and ending: tests/data/samples/README.md says whose.
inline std::vector<std::filesystem::path> samples(const std::string& folder, const std::string& ending) {
    std::vector<std::filesystem::path> found;
    const std::filesystem::path top = std::filesystem::path{MINGZHANG_SOURCE_DIR} / "tests/data/samples" / folder;
    for (const auto& entry : std::filesystem::directory_iterator{top})
        if (entry.path().extension() == ending) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace mingzhang::test
