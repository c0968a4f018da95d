// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <catch2/catch.hpp>
#include <fstream>

#include "bank_adapters/transport/road_error.hpp"
#include "bank_adapters/transport/sftp_road.hpp"
#include "tests/bank_adapters/transport/odd_server.hpp"
#include "tests/bank_adapters/transport/ssh_server.hpp"

namespace mingzhang::bank::transport {
namespace {

namespace fs = std::filesystem;
using test::Oddity;

// An office that signs in with a password.
struct Office {
    TemporaryFolder folder;
    std::string host_key = test::make_host_key(folder / "host_key");
    test::OddServer server{folder / "host_key", "open sesame"};
    SftpRoadSettings settings;

    Office() {
        std::ofstream{folder / "password"} << "open sesame\n";
        fs::permissions(folder / "password", fs::perms{0600});
        settings.host = "127.0.0.1";
        settings.port = server.port();
        settings.user = "minzheng";
        settings.host_keys = {host_key};
        settings.password_file = folder / "password";
        settings.out = "out";
        settings.in = "in";
    }
};

using Files = std::map<std::string, std::string>;

}  // namespace

TEST_CASE("sftp: a password signs in, and a wrong one does not") {
    Office office;
    CHECK(SftpRoad{office.settings}.put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK(office.server.files() == Files{{"out/B7.txt", "one"}});
    std::ofstream{office.folder / "password"} << "open barley\n";
    CHECK(SftpRoad{office.settings}.look("B7.txt", "one").error().is(RoadError::not_let_in));
}

TEST_CASE("sftp: what a server does against its word is found out") {
    Office office;
    SECTION("bytes that were lost on the way do not get their name") {
        office.server.set(Oddity::loses_a_byte);
        CHECK(SftpRoad{office.settings}.put("B7.txt", "one").delivery == Delivery::unreachable);
        CHECK(office.server.files() == Files{});
    }
    SECTION("a rename that was refused and done all the same") {
        office.server.set(Oddity::renames_and_says_no);
        CHECK(SftpRoad{office.settings}.put("B7.txt", "one").delivery == Delivery::acknowledged);
        CHECK(office.server.files() == Files{{"out/B7.txt", "one"}});
    }
    SECTION("a rename that was refused and not done") {
        office.server.set(Oddity::refuses_to_rename);
        CHECK(SftpRoad{office.settings}.put("B7.txt", "one").delivery == Delivery::rejected);
        CHECK(office.server.files() == Files{});
    }
    SECTION("a rename that was refused, and the file is nowhere") {
        office.server.set(Oddity::says_taken_and_is_not);
        CHECK(SftpRoad{office.settings}.put("B7.txt", "one").delivery == Delivery::unknown);
    }
    SECTION("a file that was begun and takes no byte") {
        office.server.set(Oddity::takes_no_byte);
        CHECK(SftpRoad{office.settings}.put("B7.txt", "one").delivery == Delivery::rejected);
        CHECK(office.server.files() == Files{});
    }
    SECTION("a file written that may not be looked at") {
        office.server.set(Oddity::hides_the_hidden);
        CHECK(SftpRoad{office.settings}.put("B7.txt", "one").delivery == Delivery::rejected);
        CHECK(office.server.files() == Files{});
    }
    SECTION("a rename that was refused, and no more is told") {
        office.server.set(Oddity::falls_dumb_at_rename);
        CHECK(SftpRoad{office.settings}.put("B7.txt", "one").delivery == Delivery::unknown);
        CHECK(office.server.files() == Files{});
    }
    SECTION("a server that gives a few bytes at a time") {
        const std::string bytes = "a file read in many pieces";
        REQUIRE(SftpRoad{office.settings}.put("B7.txt", bytes).delivery == Delivery::acknowledged);
        CHECK(SftpRoad{office.settings}.look("B7.txt", bytes) == Presence::whole);
    }
}

TEST_CASE("sftp: a sending takes away what an earlier one of the same file left half-way, and nothing else") {
    Office office;
    const std::string left = "out/.B7.txt.0123456789abcdef.part";
    const Files not_ours{{"out/.B7.txt.part", ""},
                         {"out/.B70.txt.0123456789abcdef.part", ""},
                         {"out/.B7.txt.0123456789abcdeg.part", ""},
                         {"out/.B7.txt.0123456789abcdef0.part", ""},
                         {"out/.B7.txt.0123456789abcdef.tmp", ""},
                         {"out/B7.txt.0123456789abcdef.part", ""},
                         {"done/.B7.txt.0123456789abcdef.part", ""}};
    office.server.lay_down(left, "on");
    for (const auto& [name, bytes] : not_ours) office.server.lay_down(name, bytes);
    Files after = not_ours;
    after["out/B7.txt"] = "one";
    SECTION("where the folder may be listed") {
        office.server.let_list(true);
    }
    SECTION("where it may not, the file is sent all the same") {
        after[left] = "on";
    }
    CHECK(SftpRoad{office.settings}.put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK(office.server.files() == after);
}

TEST_CASE("sftp: a file of a long name leaves its own half file behind, and takes away no other's") {
    Office office;
    office.server.let_list(true);
    office.server.set(Oddity::takes_no_byte);
    const std::string name(220, 'a');
    const std::string other = "out/." + std::string(200, 'a') + ".0123456789abcdef.part";
    office.server.lay_down(other, "");
    CHECK(SftpRoad{office.settings}.put(name, "one").delivery == Delivery::rejected);
    CHECK(office.server.files() == Files{{other, ""}});
}

}  // namespace mingzhang::bank::transport
