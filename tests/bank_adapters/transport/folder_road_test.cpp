// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/folder_road.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "bank_adapters/transport/road_error.hpp"
#include "tests/base/temporary_folder.hpp"

namespace mingzhang::bank::transport {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text) {
    std::ofstream{path, std::ios::binary} << text;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

// An office's folders beside a bank's client software.
struct Folders {
    TemporaryFolder top;
    FolderRoadSettings settings{top / "out", top / "in", top / "done"};

    Folders() {
        for (const auto& folder : {settings.out, settings.in, settings.done}) fs::create_directory(folder);
    }
    [[nodiscard]] FolderRoad road() const { return FolderRoad{settings}; }
};

// What `act` gives when an ordinary user does it: rights do not stop root.
Delivery as_ordinary_user(const std::function<Delivery()>& act) {
    const pid_t child = fork();
    if (child == 0) {
        constexpr uid_t nobody = 65'534;
        if (geteuid() == 0 && setuid(nobody) != 0) _exit(0);
        _exit(static_cast<int>(act()));
    }
    int status = 0;
    waitpid(child, &status, 0);
    return static_cast<Delivery>(WEXITSTATUS(status));
}

}  // namespace

TEST_CASE("A file put stands under its name whole, and nothing beside it") {
    const Folders folders;
    const std::string bytes =
        GENERATE(as<std::string>{}, "", "序号,金额\r\n1,636.00\r\n", std::string(3'000'000, '\0'));
    const auto report = folders.road().put("B7.txt", bytes);
    CHECK(report.delivery == Delivery::acknowledged);
    CHECK_FALSE(report.detail.zh.empty());
    CHECK(read_bytes(folders.settings.out / "B7.txt") == bytes);
    CHECK(names_in(folders.settings.out) == std::vector<std::string>{"B7.txt"});
}

TEST_CASE("Whoever may read in the bank's folder may read the file, whatever the program's own mask") {
    const Folders folders;
    struct Row {
        mode_t folder;
        mode_t file;
    };
    const auto row = GENERATE(values<Row>({{0700, 0600}, {02770, 0660}, {0750, 0640}, {0777, 0660}}));
    CAPTURE(row.folder);
    REQUIRE(::chmod(folders.settings.out.c_str(), row.folder) == 0);
    const mode_t before = ::umask(077);
    const auto report = folders.road().put("B7.txt", "bytes");
    ::umask(before);
    REQUIRE(report.delivery == Delivery::acknowledged);
    struct stat status {};
    REQUIRE(::stat((folders.settings.out / "B7.txt").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == row.file);
}

TEST_CASE("The same file put twice is acknowledged twice; another of its name is rejected and changes nothing") {
    const Folders folders;
    REQUIRE(folders.road().put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK(folders.road().put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK(folders.road().put("B7.txt", "two").delivery == Delivery::rejected);
    CHECK(folders.road().put("B7.txt", "one and more").delivery == Delivery::rejected);
    CHECK(read_bytes(folders.settings.out / "B7.txt") == "one");
    CHECK(names_in(folders.settings.out) == std::vector<std::string>{"B7.txt"});
}

TEST_CASE("What stands under the name and is no file is never replaced") {
    const Folders folders;
    fs::create_directory(folders.settings.out / "folder");
    fs::create_symlink(folders.top / "elsewhere", folders.settings.out / "link");
    REQUIRE(mkfifo((folders.settings.out / "pipe").c_str(), 0600) == 0);
    for (const char* name : {"folder", "link", "pipe"}) {
        CAPTURE(name);
        CHECK(folders.road().put(name, "x").delivery == Delivery::rejected);
        CHECK(folders.road().look(name, "x") == Presence::other);
    }
    CHECK_FALSE(fs::exists(folders.top / "elsewhere"));
    CHECK(names_in(folders.settings.out).size() == 3);
}

TEST_CASE("A share that is not mounted is unreachable, a folder that takes nothing rejects") {
    const Folders folders;
    FolderRoadSettings settings = folders.settings;
    SECTION("no folder") {
        settings.out = folders.top / "nowhere";
        CHECK(FolderRoad{settings}.put("B7.txt", "x").delivery == Delivery::unreachable);
        const auto looked = FolderRoad{settings}.look("B7.txt", "x");
        REQUIRE_FALSE(looked.has_value());
        CHECK(looked.error().is(RoadError::cannot_reach));
    }
    SECTION("a file where the folder should be") {
        write(folders.top / "file", "");
        settings.out = folders.top / "file";
        CHECK(FolderRoad{settings}.put("B7.txt", "x").delivery == Delivery::unreachable);
    }
    SECTION("a folder that may only be read") {
        fs::permissions(folders.top.path(), fs::perms{0755});
        fs::permissions(settings.out, fs::perms{0555});
        CHECK(as_ordinary_user([&] { return FolderRoad{settings}.put("B7.txt", "x").delivery; }) == Delivery::rejected);
        CHECK(names_in(settings.out).empty());
    }
    SECTION("names that are paths, hidden, unfinished or too long") {
        for (const std::string& name : std::vector<std::string>{"", ".", "..", "../B7.txt", "a/b", ".B7", "a\\b",
                                                                "a\nb", "B7.part", "B7.tmp", std::string(256, 'x')}) {
            CAPTURE(name);
            CHECK(folders.road().put(name, "x").delivery == Delivery::rejected);
        }
        CHECK(names_in(settings.out).empty());
        CHECK(names_in(folders.top.path()) == std::vector<std::string>{"done", "in", "out"});
    }
}

TEST_CASE("look says what stands under the name") {
    const Folders folders;
    const FolderRoad sender = folders.road();
    FolderRoad road = sender;
    CHECK(road.look("B7.txt", "one") == Presence::absent);
    write(folders.settings.out / "B7.txt", "one");
    CHECK(road.look("B7.txt", "one") == Presence::whole);
    CHECK(road.look("B7.txt", "two") == Presence::other);
    CHECK(road.look("B7.txt", "on") == Presence::other);
    CHECK(road.look("../B7.txt", "one").error().is(RoadError::name_refused));
}

// A crash at any moment: the child is killed after it has written so much, or lives on.
TEST_CASE("A program killed while it puts a file leaves nothing under its name, or all of it") {
    const Folders folders;
    const std::string bytes(8'000'000, 'x');
    for (int round = 0; round < 20; ++round) {
        const std::string name = "B" + std::to_string(round) + ".txt";
        const pid_t child = fork();
        if (child == 0) {
            static_cast<void>(folders.road().put(name, bytes));
            _exit(0);
        }
        // The moment differs from round to round by what was seen, not by a clock.
        while (waitpid(child, nullptr, WNOHANG) == 0) {
            std::uintmax_t seen = 0;
            for (const auto& entry : fs::directory_iterator{folders.settings.out}) {
                std::error_code gone;
                const auto size = fs::file_size(entry.path(), gone);
                if (!gone && entry.path().filename().string().find(name) != std::string::npos) seen = size;
            }
            if (seen * 20 > bytes.size() * static_cast<unsigned>(round)) {
                kill(child, SIGKILL);
                waitpid(child, nullptr, 0);
                break;
            }
        }
        CAPTURE(round);
        const auto there = folders.road().look(name, bytes);
        CHECK((there == Presence::absent || there == Presence::whole));
        CHECK(folders.road().put(name, bytes).delivery == Delivery::acknowledged);
    }
}

TEST_CASE("Waiting files are regular, finished and sorted by name") {
    const Folders folders;
    const fs::path in = folders.settings.in;
    CHECK(folders.road().waiting()->empty());
    write(in / "b.xml", "bb");
    write(in / "a.xml", "a");
    write(in / "回盘.txt", "");
    write(in / ".hidden", "x");
    write(in / "c.part", "x");
    write(in / "c.tmp", "x");
    fs::create_directory(in / "folder");
    fs::create_symlink(in / "a.xml", in / "link");
    REQUIRE(mkfifo((in / "pipe").c_str(), 0600) == 0);
    CHECK(*folders.road().waiting() == std::vector<WaitingFile>{{"a.xml", 1}, {"b.xml", 2}, {"回盘.txt", 0}});
}

TEST_CASE("A file somebody still writes is not shown") {
    const Folders folders;
    std::ofstream writer{folders.settings.in / "a.xml", std::ios::binary};
    writer << "half" << std::flush;
    CHECK(folders.road().waiting()->empty());
    writer << " and half" << std::flush;
    writer.close();
    CHECK(*folders.road().waiting() == std::vector<WaitingFile>{{"a.xml", 13}});
}

TEST_CASE("A folder that cannot be listed is refused") {
    const Folders folders;
    FolderRoadSettings settings = folders.settings;
    settings.in = folders.top / "nowhere";
    FolderRoad road{settings};
    CHECK(road.waiting().error().is(RoadError::cannot_reach));
    CHECK(road.fetch({"a", 1}).error().is(RoadError::cannot_reach));
    CHECK(road.take_away({"a", 1}).error().is(RoadError::cannot_reach));
}

TEST_CASE("What is fetched is the file that was listed") {
    const Folders folders;
    FolderRoad road = folders.road();
    write(folders.settings.in / "a.xml", "whole");
    CHECK(*road.fetch({"a.xml", 5}) == "whole");
    CHECK(fs::exists(folders.settings.in / "a.xml"));
    CHECK(road.fetch({"a.xml", 4}).error().is(RoadError::changed));
    CHECK(road.fetch({"a.xml", 6}).error().is(RoadError::changed));
    CHECK(road.fetch({"b.xml", 1}).error().is(RoadError::not_there));
    CHECK(road.fetch({"../a", 1}).error().is(RoadError::name_refused));
    CHECK(road.fetch({"a.xml", file_bytes_max + 1}).error().is(RoadError::too_large));
}

TEST_CASE("What is taken away lies in the folder of files done, and none is lost there") {
    const Folders folders;
    FolderRoad road = folders.road();
    for (const char* text : {"first", "other", "third"}) {
        write(folders.settings.in / "a.xml", text);
        REQUIRE(road.take_away({"a.xml", 5}).has_value());
        CHECK_FALSE(fs::exists(folders.settings.in / "a.xml"));
    }
    CHECK(names_in(folders.settings.done) == std::vector<std::string>{"a.xml", "a.xml.2", "a.xml.3"});
    CHECK(read_bytes(folders.settings.done / "a.xml") == "first");
    CHECK(read_bytes(folders.settings.done / "a.xml.3") == "third");
}

TEST_CASE("Taking away is done once, and never to another file of the name") {
    const Folders folders;
    FolderRoadSettings settings = folders.settings;
    if (GENERATE(true, false)) settings.done.clear();
    FolderRoad road{settings};
    write(settings.in / "a.xml", "first");
    REQUIRE(road.take_away({"a.xml", 5}).has_value());
    CHECK(road.take_away({"a.xml", 5}).has_value());
    write(settings.in / "a.xml", "longer");
    CHECK(road.take_away({"a.xml", 5}).error().is(RoadError::changed));
    CHECK(read_bytes(settings.in / "a.xml") == "longer");
}

TEST_CASE("Every delivery has a code and words") {
    for (const auto& [delivery, word] :
         {std::pair{Delivery::unreachable, "unreachable"}, std::pair{Delivery::unknown, "unknown"},
          std::pair{Delivery::rejected, "rejected"}, std::pair{Delivery::acknowledged, "acknowledged"}}) {
        CHECK(code(delivery) == word);
        CHECK_FALSE(name(delivery).zh.empty());
    }
}

}  // namespace mingzhang::bank::transport
