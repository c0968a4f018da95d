// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/base/tables/zip_part.hpp"

#include <zip.h>

#include <array>
#include <catch2/catch.hpp>

std::string zip_part(const std::string& bytes, const std::string& name) {
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    REQUIRE(archive);
    zip_file_t* const file = zip_fopen(archive, name.c_str(), 0);
    REQUIRE(file);
    std::string content;
    std::array<char, 4'096> piece;
    for (zip_int64_t got; (got = zip_fread(file, piece.data(), piece.size())) > 0;) {
        content.append(piece.data(), static_cast<std::size_t>(got));
    }
    zip_fclose(file);
    zip_discard(archive);
    return content;
}
