// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// Files that once broke a reader, and a few of each shape, are read again in every build.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/fuzz/readers.hpp"
#include "tests/places.hpp"

namespace mingzhang::fuzz {

namespace {

const std::filesystem::path corpus{MINGZHANG_SOURCE_DIR "/tests/fuzz/corpus"};

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST_CASE("each reader reads or refuses every file of its corpus, and every beginning of it") {
    for (const Reader& reader : readers()) {
        CAPTURE(reader.name);
        std::size_t files = 0;
        for (const auto& file : std::filesystem::directory_iterator{corpus / reader.name}) {
            CAPTURE(file.path().filename());
            const std::string bytes = bytes_of(file.path());
            CHECK_NOTHROW(reader.read(bytes));
            for (std::size_t cut = 1; cut <= 8; ++cut)
                CHECK_NOTHROW(reader.read(bytes.substr(0, bytes.size() * cut / 9)));
            ++files;
        }
        CHECK(files > 0);
    }
}

TEST_CASE("a folder of the corpus belongs to a reader") {
    for (const auto& folder : std::filesystem::directory_iterator{corpus}) {
        CAPTURE(folder.path().filename());
        CHECK(std::ranges::any_of(readers(),
                                  [&](const Reader& reader) { return folder.path().filename() == reader.name; }));
    }
}

}  // namespace mingzhang::fuzz
