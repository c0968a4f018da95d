// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/folder_watch.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <future>
#include <thread>

#include "bank_adapters/transport/road_error.hpp"
#include "tests/base/temporary_folder.hpp"

namespace mingzhang::bank::transport {
namespace {

using namespace std::chrono_literals;

constexpr auto long_enough = 60s;  // Never waited for: something else ends the wait.

}  // namespace

TEST_CASE("A watch tells of a file that was closed or renamed after it began, once") {
    const TemporaryFolder folder;
    auto watch = FolderWatch::begin(folder.path());
    REQUIRE(watch.has_value());
    SECTION("closed") {
        std::ofstream{folder / "a.xml"} << "x";
    }
    SECTION("renamed") {
        std::ofstream{folder / "a.part"} << "x";
        std::filesystem::rename(folder / "a.part", folder / "a.xml");
    }
    CHECK(watch->wait({}, long_enough) == WatchEvent::something_came);
    CHECK(watch->wait({}, 0s) == WatchEvent::time_to_look);
}

TEST_CASE("A watch says nothing of unfinished files") {
    const TemporaryFolder folder;
    auto watch = FolderWatch::begin(folder.path());
    std::ofstream{folder / "a.part"} << "x";
    std::ofstream{folder / ".b"} << "x";
    std::ofstream half{folder / "c.xml"};
    half << "x" << std::flush;
    CHECK(watch->wait({}, 1ms) == WatchEvent::time_to_look);
}

TEST_CASE("A watch that waits is woken by a file or stopped") {
    const TemporaryFolder folder;
    auto watch = FolderWatch::begin(folder.path());
    std::stop_source stop;
    auto waiting = std::async(std::launch::async, [&] { return watch->wait(stop.get_token(), long_enough); });
    SECTION("by a file") {
        std::ofstream{folder / "a.xml"} << "x";
        CHECK(waiting.get() == WatchEvent::something_came);
    }
    SECTION("stopped, before anything else, and usable again") {
        stop.request_stop();
        CHECK(waiting.get() == WatchEvent::stopped);
        std::ofstream{folder / "a.xml"} << "x";
        CHECK(watch->wait(stop.get_token(), long_enough) == WatchEvent::stopped);
        CHECK(watch->wait({}, long_enough) == WatchEvent::something_came);
    }
}

TEST_CASE("A folder that is not there cannot be watched") {
    const TemporaryFolder folder;
    const auto watch = FolderWatch::begin(folder / "nowhere");
    REQUIRE_FALSE(watch.has_value());
    CHECK(watch.error().is(RoadError::cannot_reach));
}

}  // namespace mingzhang::bank::transport
