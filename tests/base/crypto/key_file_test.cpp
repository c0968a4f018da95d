// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "base/crypto/keyring.hpp"
#include "tests/base/temporary_folder.hpp"

using namespace mingzhang::crypto;
using mingzhang::Language;

namespace {

SeededRandom seeded{11};

void write_over(const std::filesystem::path& path, const std::string& text) {
    std::ofstream{path, std::ios::binary | std::ios::trunc} << text;
}

unsigned mode_of(const std::filesystem::path& path) {
    return static_cast<unsigned>(std::filesystem::status(path).permissions());
}

}  // namespace

TEST_CASE("A key file is made for its owner alone and read back") {
    const TemporaryFolder folder;
    const auto path = folder / "town.key";
    const mode_t before = ::umask(0);
    const auto made = KeyFile::create(path, seeded);
    ::umask(before);
    REQUIRE(made);
    CHECK(mode_of(path) == 0600);
    CHECK(KeyFile::load(path).value().identity() == made->identity());
    CHECK(KeyFile::load(path).value().recovery_groups() == made->recovery_groups());
}

TEST_CASE("A key file is never written over") {
    const TemporaryFolder folder;
    const auto path = folder / "town.key";
    REQUIRE(KeyFile::create(path, seeded));
    const std::string before = read_bytes(path);
    CHECK(KeyFile::create(path, seeded).error() == KeyFileError::exists_already);
    CHECK(read_bytes(path) == before);
}

TEST_CASE("A dangling link is not followed to make a key file somewhere else") {
    const TemporaryFolder folder;
    std::filesystem::create_symlink(folder / "elsewhere", folder / "town.key");
    CHECK(KeyFile::create(folder / "town.key", seeded).error() == KeyFileError::exists_already);
    CHECK_FALSE(std::filesystem::exists(folder / "elsewhere"));
}

TEST_CASE("A folder that is not there refuses the key file") {
    const TemporaryFolder folder;
    CHECK(KeyFile::create(folder / "nowhere/town.key", seeded).error() == KeyFileError::not_written);
}

TEST_CASE("A missing key file, and what is no file, are told apart") {
    const TemporaryFolder folder;
    CHECK(KeyFile::load(folder / "town.key").error() == KeyFileError::missing);
    CHECK(KeyFile::load(folder.path()).error() == KeyFileError::unreadable);
}

TEST_CASE("A key file others may touch is not used") {
    const TemporaryFolder folder;
    const auto path = folder / "town.key";
    REQUIRE(KeyFile::create(path, seeded));
    for (const mode_t extra : {040u, 020u, 010u, 04u, 02u, 01u}) {
        CAPTURE(extra);
        REQUIRE(::chmod(path.c_str(), 0600 | extra) == 0);
        CHECK(KeyFile::load(path).error() == KeyFileError::open_to_others);
    }
    REQUIRE(::chmod(path.c_str(), 0400) == 0);
    CHECK(KeyFile::load(path));
}

TEST_CASE("A key file with any one character changed is damaged") {
    const TemporaryFolder folder;
    const auto path = folder / "town.key";
    REQUIRE(KeyFile::create(path, seeded));
    const std::string right = read_bytes(path);
    for (std::size_t at = 0; at < right.size(); ++at) {
        std::string wrong = right;
        wrong[at] = wrong[at] == '0' ? '1' : '0';
        write_over(path, wrong);
        CAPTURE(at);
        REQUIRE(KeyFile::load(path).error() == KeyFileError::damaged);
    }
}

TEST_CASE("A key file cut short or grown is damaged") {
    const TemporaryFolder folder;
    const auto path = folder / "town.key";
    REQUIRE(KeyFile::create(path, seeded));
    const std::string right = read_bytes(path);
    for (std::size_t size = 0; size < right.size(); ++size) {
        write_over(path, right.substr(0, size));
        CAPTURE(size);
        REQUIRE(KeyFile::load(path).error() == KeyFileError::damaged);
    }
    write_over(path, right + "\n");
    CHECK(KeyFile::load(path).error() == KeyFileError::damaged);
    write_over(path, right + std::string(100'000, 'x'));
    CHECK(KeyFile::load(path).error() == KeyFileError::damaged);
    write_over(path, right);
    CHECK(KeyFile::load(path));
}

TEST_CASE("The recovery sheet brings the key file back") {
    const TemporaryFolder folder;
    const auto made = KeyFile::create(folder / "town.key", seeded);
    REQUIRE(made);
    const auto again = KeyFile::from_recovery(made->recovery_groups());
    REQUIRE(again);
    REQUIRE(again->write(folder / "again.key"));
    CHECK(read_bytes(folder / "again.key") == read_bytes(folder / "town.key"));
    CHECK(mode_of(folder / "again.key") == 0600);
    CHECK(KeyFile::from_recovery("ABC").error().fault == RecoveryFault::wrong_length);
}

TEST_CASE("The recovery sheet carries groups and identity in either language") {
    const TemporaryFolder folder;
    const auto made = KeyFile::create(folder / "town.key", seeded);
    REQUIRE(made);
    for (const Language language : {Language::zh, Language::en}) {
        const std::string sheet = made->recovery_sheet(language);
        CHECK(sheet.find(made->recovery_groups()) != std::string::npos);
        CHECK(sheet.find(made->identity()) != std::string::npos);
    }
    CHECK(made->recovery_sheet(Language::zh).starts_with("明账 密钥恢复单\n"));
    CHECK(made->recovery_sheet(Language::en).starts_with("Mingzhang key recovery sheet\n"));
}
