// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/text/atomic_file.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "tests/base/temporary_folder.hpp"

using namespace mingzhang;
namespace fs = std::filesystem;

TEST_CASE("A committed file stands whole under its name, readable by its owner alone, and nothing else is left") {
    const TemporaryFolder folder;
    const fs::path path = folder / "lines.csv";
    REQUIRE(write_file_atomically(path, "first\n").has_value());
    REQUIRE(write_file_atomically(path, "second\n").has_value());
    CHECK(read_bytes(path) == "second\n");
    CHECK((fs::status(path).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(folder.file_count() == 1);
}

TEST_CASE("A file that is not committed leaves what stood there before") {
    const TemporaryFolder folder;
    const fs::path path = folder / "lines.csv";
    REQUIRE(write_file_atomically(path, "before\n").has_value());
    {
        auto file = AtomicFile::create(path);
        REQUIRE(file.has_value());
        file->stream() << "half";
        file->stream().flush();
        CHECK(read_bytes(path) == "before\n");
        CHECK(folder.file_count() == 2);
    }
    CHECK(read_bytes(path) == "before\n");
    CHECK(folder.file_count() == 1);
}

TEST_CASE("A library may write the temporary file by its name") {
    const TemporaryFolder folder;
    auto file = AtomicFile::create(folder / "a.bin");
    REQUIRE(file.has_value());
    std::ofstream{file->temporary_path()} << "by name";
    REQUIRE(file->commit().has_value());
    CHECK(read_bytes(folder / "a.bin") == "by name");
}

TEST_CASE("A file is refused where it cannot be created") {
    const TemporaryFolder folder;
    // A pipe stands for all that is no regular file: were the check lost, a device of the machine would be replaced.
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    for (const fs::path& path : {folder / "absent" / "a.csv", folder.path(), folder / "pipe"}) {
        CAPTURE(path.string());
        const auto written = write_file_atomically(path, "x");
        REQUIRE_FALSE(written.has_value());
        CHECK(written.error().is(WriteFileRefusal::cannot_create));
    }
}

TEST_CASE("A full disk is told and leaves nothing") {
    if (!fs::exists("/dev/full")) return;
    const TemporaryFolder folder;
    const fs::path path = folder / "a.csv";
    auto file = AtomicFile::create(path);
    REQUIRE(file.has_value());
    fs::remove(file->temporary_path());
    fs::create_symlink("/dev/full", file->temporary_path());
    file->stream() << std::string(100'000, 'x');
    const auto committed = file->commit();
    REQUIRE_FALSE(committed.has_value());
    CHECK(committed.error().is(WriteFileRefusal::cannot_write));
    CHECK_FALSE(fs::exists(path));
}
