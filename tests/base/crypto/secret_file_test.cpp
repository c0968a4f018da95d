// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/secret_file.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <utility>

#include "tests/base/temporary_folder.hpp"

using namespace mingzhang::crypto;

namespace {

constexpr std::size_t bytes_max = 256 * 1024;

std::filesystem::path written(const std::filesystem::path& path, const std::string& content, mode_t mode = 0600) {
    std::ofstream{path, std::ios::binary | std::ios::trunc} << content;
    REQUIRE(::chmod(path.c_str(), mode) == 0);
    return path;
}

}  // namespace

TEST_CASE("A secret is read to its last byte, and ends in a zero for those who ask for one") {
    const TemporaryFolder folder;
    for (const std::string& content :
         {std::string{}, std::string{"a"}, std::string("a\0b\n", 4), std::string(bytes_max, 'k')}) {
        CAPTURE(content.size());
        const auto secret = read_secret_file(written(folder / "key", content));
        REQUIRE(secret);
        CHECK(secret->text() == content);
        CHECK(secret->c_str()[content.size()] == '\0');
        CHECK(secret->c_str() == secret->text().data());
    }
}

TEST_CASE("What is no secret file is refused with its reason") {
    const TemporaryFolder folder;
    CHECK(read_secret_file(folder / "nowhere").error() == SecretFileError::missing);
    CHECK(read_secret_file(folder / "").error() == SecretFileError::unreadable);  // A folder.
    for (const mode_t mode : {0640, 0604, 0620, 0602, 0610, 0601}) {
        CAPTURE(mode);
        CHECK(read_secret_file(written(folder / "open", "k", mode)).error() == SecretFileError::open_to_others);
        CHECK(read_pass_phrase(folder / "open").error() == SecretFileError::open_to_others);
        CHECK(read_public_file(folder / "open").value() == "k");
    }
    CHECK(read_secret_file(written(folder / "long", std::string(bytes_max + 1, 'k'))).error() ==
          SecretFileError::too_large);
    CHECK(read_public_file(folder / "long").error() == SecretFileError::too_large);
}

TEST_CASE("A pipe nobody writes to is refused at once") {
    const TemporaryFolder folder;
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(read_secret_file(folder / "pipe").error() == SecretFileError::unreadable);
}

TEST_CASE("A pass phrase is the first line, without its end") {
    const TemporaryFolder folder;
    for (const auto& [content, phrase] : {std::pair{"open sesame", "open sesame"},
                                          {"open sesame\n", "open sesame"},
                                          {"open sesame\r\n", "open sesame"},
                                          {" 芝麻 \nnot this", " 芝麻 "}}) {
        const auto read = read_pass_phrase(written(folder / "phrase", content));
        REQUIRE(read);
        CHECK(read->text() == phrase);
        CHECK(std::string_view{read->c_str()} == phrase);
    }
    for (const char* content : {"", "\n", "\r\n", "\nsecond line"})
        CHECK(read_pass_phrase(written(folder / "phrase", content)).error() == SecretFileError::no_pass_phrase);
}
