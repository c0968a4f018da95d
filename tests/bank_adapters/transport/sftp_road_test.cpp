// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/sftp_road.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>

#include "bank_adapters/transport/road_error.hpp"
#include "tests/bank_adapters/transport/ssh_server.hpp"

namespace mingzhang::bank::transport {
namespace {

namespace fs = std::filesystem;
using test::SshServer;
using namespace std::chrono_literals;

SshServer& server() {
    static SshServer one;
    return one;
}

// Empty folders, and a wire that carries everything.
SshServer& fresh_server() {
    server().relay().settle();
    server().relay().cut({});
    for (const auto& folder : {server().out(), server().in(), server().folder() / "done"}) {
        fs::remove_all(folder);
        fs::create_directory(folder);
    }
    return server();
}

void write(const fs::path& path, const std::string& text) {
    std::ofstream{path, std::ios::binary} << text;
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::size_t open_descriptors() {
    return names_in("/proc/self/fd").size();
}

std::string many_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<char>(i * 7 + i / 251);
    return bytes;
}

}  // namespace

TEST_CASE("sftp: a file put stands on the server whole, and nothing beside it") {
    auto& bank = fresh_server();
    SftpRoad road{bank.settings()};
    const std::string bytes = many_bytes(GENERATE(0U, 1U, 32U * 1024, 300'001U));
    const auto report = road.put("B7.txt", bytes);
    CAPTURE(report.detail.en);
    CHECK(report.delivery == Delivery::acknowledged);
    CHECK((read_bytes(bank.out() / "B7.txt") == bytes));
    CHECK(names_in(bank.out()) == std::vector<std::string>{"B7.txt"});
    CHECK(road.look("B7.txt", bytes) == Presence::whole);
}

TEST_CASE("sftp: the same file put twice is acknowledged twice; another of its name is rejected and changes nothing") {
    auto& bank = fresh_server();
    SftpRoad road{bank.settings()};
    REQUIRE(road.put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK(road.put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK(road.put("B7.txt", "two").delivery == Delivery::rejected);
    CHECK(road.put("../B8.txt", "one").delivery == Delivery::rejected);
    CHECK(read_bytes(bank.out() / "B7.txt") == "one");
    CHECK(names_in(bank.out()) == std::vector<std::string>{"B7.txt"});
    CHECK(road.look("B7.txt", "two") == Presence::other);
    CHECK(road.look("B7.txt", "longer") == Presence::other);
    CHECK(road.look("B8.txt", "one") == Presence::absent);
}

TEST_CASE("sftp: a server with another host key is not talked to, and its key is named") {
    auto& bank = fresh_server();
    auto settings = bank.settings();
    settings.host_keys = {"SHA256:" + std::string(43, 'A')};
    SftpRoad road{settings};
    const auto report = road.put("B7.txt", "one");
    CHECK(report.delivery == Delivery::unreachable);
    CHECK(report.detail.zh.find(bank.host_key()) != std::string::npos);
    const auto listed = road.waiting();
    REQUIRE_FALSE(listed.has_value());
    CHECK(listed.error().is(RoadError::not_trusted));
    CHECK(listed.error().what().en.find(bank.host_key()) != std::string::npos);
    CHECK(names_in(bank.out()).empty());
    settings.host_keys.push_back(bank.host_key());
    CHECK(SftpRoad{settings}.waiting().has_value());
    settings.host_keys.clear();
    CHECK(SftpRoad{settings}.waiting().error().is(RoadError::not_trusted));
}

TEST_CASE("sftp: who is not on the server's list is not let in") {
    auto& bank = fresh_server();
    auto settings = bank.settings();
    settings.key_file = bank.make_key("stranger", "-t ed25519 -N ''", SshServer::Known::no);
    CHECK(SftpRoad{settings}.put("B7.txt", "one").delivery == Delivery::unreachable);
    CHECK(SftpRoad{settings}.look("B7.txt", "one").error().is(RoadError::not_let_in));
}

TEST_CASE("sftp: keys of each kind sign in, with their pass phrase alone") {
    auto& bank = fresh_server();
    const fs::path pass_phrase = bank.folder() / "pass";
    write(pass_phrase, "eight words\n");
    fs::permissions(pass_phrase, fs::perms{0600});
    int number = 0;
    for (const char* kind : {"-t ed25519 -N 'eight words'", "-t rsa -b 2048 -m PEM -N 'eight words'",
                             "-t ecdsa -m PKCS8 -N 'eight words'"}) {
        CAPTURE(kind);
        auto settings = bank.settings();
        settings.key_file = bank.make_key("kind" + std::to_string(number++), kind, SshServer::Known::yes);
        CHECK(SftpRoad{settings}.waiting().error().is(RoadError::secret_unreadable));
        settings.pass_phrase_file = pass_phrase;
        CHECK(SftpRoad{settings}.waiting().has_value());
    }
}

TEST_CASE("sftp: a secret that others may read is not used") {
    auto& bank = fresh_server();
    auto settings = bank.settings();
    settings.key_file = bank.folder() / "open_key";
    fs::copy_file(bank.settings().key_file, settings.key_file, fs::copy_options::overwrite_existing);
    fs::permissions(settings.key_file, fs::perms{0640});
    const auto listed = SftpRoad{settings}.waiting();
    CHECK(listed.error().is(RoadError::secret_unreadable));
    CHECK(SftpRoad{settings}.put("B7.txt", "one").delivery == Delivery::unreachable);
    settings.key_file = bank.folder() / "no_key";
    CHECK(SftpRoad{settings}.waiting().error().is(RoadError::secret_unreadable));
    settings.key_file.clear();
    settings.password_file = bank.folder() / "pass-word";
    write(settings.password_file, "guess\n");
    fs::permissions(settings.password_file, fs::perms{0600});
    CHECK(SftpRoad{settings}.waiting().error().is(RoadError::not_let_in));
}

TEST_CASE("sftp: a server that says no to the folder rejects") {
    auto& bank = fresh_server();
    auto settings = bank.settings();
    SECTION("there is no such folder") {
        settings.out = bank.folder() / "nowhere";
        CHECK(SftpRoad{settings}.put("B7.txt", "one").delivery == Delivery::rejected);
        settings.in = settings.out;
        CHECK(SftpRoad{settings}.waiting().error().is(RoadError::refused));
    }
    SECTION("it may only be read") {
        settings.user = test::ordinary_user();
        fs::permissions(bank.out(), fs::perms{0555});
        CHECK(SftpRoad{settings}.put("B7.txt", "one").delivery == Delivery::rejected);
        CHECK(names_in(bank.out()).empty());
        write(bank.in() / "a.xml", "a");
        fs::permissions(bank.in(), fs::perms{0555});
        CHECK(SftpRoad{settings}.take_away({"a.xml", 1}).error().is(RoadError::refused));
    }
    SECTION("a file may be laid down and not be read") {
        settings.user = test::ordinary_user();
        write(bank.out() / "B7.txt", "one");
        fs::permissions(bank.out() / "B7.txt", fs::perms{0000});
        CHECK(SftpRoad{settings}.look("B7.txt", "one") == Presence::cannot_tell);
        CHECK(SftpRoad{settings}.look("B7.txt", "longer") == Presence::other);
        CHECK(SftpRoad{settings}.put("B7.txt", "one").delivery == Delivery::unknown);
    }
}

TEST_CASE("sftp: nobody there is unreachable, and so is who keeps silent") {
    auto& bank = fresh_server();
    auto settings = bank.settings();
    SECTION("no server on the port") {
        { const auto freed = test::listen_somewhere(settings.port); }
        CHECK(SftpRoad{settings}.put("B7.txt", "one").delivery == Delivery::unreachable);
        CHECK(SftpRoad{settings}.waiting().error().is(RoadError::cannot_reach));
    }
    SECTION("no such machine") {
        settings.host = "no-such-machine.invalid";
        CHECK(SftpRoad{settings}.waiting().error().is(RoadError::cannot_reach));
    }
    SECTION("a server that never says a word") {
        const auto silent = test::listen_somewhere(settings.port);
        settings.connect_timeout = 50ms;
        CHECK(SftpRoad{settings}.put("B7.txt", "one").delivery == Delivery::unreachable);
        CHECK(SftpRoad{settings}.waiting().error().is(RoadError::no_answer));
    }
}

TEST_CASE("sftp: waiting files are listed, fetched and taken away") {
    auto& bank = fresh_server();
    auto settings = bank.settings();
    const bool keeps = GENERATE(true, false);
    if (keeps) settings.done = bank.folder() / "done";
    SftpRoad road{settings};
    const std::string bytes = many_bytes(100'000);
    write(bank.in() / "b.xml", bytes);
    write(bank.in() / "回盘.txt", "");
    write(bank.in() / ".hidden", "x");
    write(bank.in() / "c.part", "x");
    fs::create_directory(bank.in() / "folder");
    fs::create_symlink(bank.in() / "b.xml", bank.in() / "link");
    const std::vector<WaitingFile> expected{{"b.xml", 100'000}, {"回盘.txt", 0}};
    CHECK(road.waiting() == expected);
    CHECK((road.fetch(expected[0]) == bytes));
    CHECK(road.fetch(expected[1]) == "");
    CHECK(road.fetch({"b.xml", 99'999}).error().is(RoadError::changed));
    CHECK(road.fetch({"a.xml", 1}).error().is(RoadError::not_there));
    CHECK(road.fetch({"folder", 4096}).error().is(RoadError::changed));
    CHECK(road.fetch({"b.xml", file_bytes_max + 1}).error().is(RoadError::too_large));

    CHECK(road.take_away({"b.xml", 1}).error().is(RoadError::changed));
    CHECK(road.take_away(expected[0]).has_value());
    CHECK(road.take_away(expected[0]).has_value());
    write(bank.in() / "b.xml", bytes);
    CHECK(road.take_away(expected[0]).has_value());
    CHECK_FALSE(fs::exists(bank.in() / "b.xml"));
    CHECK(names_in(bank.folder() / "done") ==
          (keeps ? std::vector<std::string>{"b.xml", "b.xml.2"} : std::vector<std::string>{}));
}

// The heart of it: a wire cut after every so many bytes, in either direction.
TEST_CASE("sftp: wherever the wire is cut, what is said of the file is true") {
    auto& bank = fresh_server();
    auto& relay = bank.relay();
    const std::string bytes = many_bytes(40'000);
    const auto put_once = [&](const test::Cut& cut) {
        fs::remove_all(bank.out());
        fs::create_directory(bank.out());
        relay.cut(cut);
        const auto delivery = SftpRoad{bank.settings()}.put("B7.txt", bytes).delivery;
        relay.settle();
        return delivery;
    };
    REQUIRE(put_once({}) == Delivery::acknowledged);
    const std::uint64_t up = relay.to_server();
    const std::uint64_t down = relay.to_client();

    // Coarse over the whole, fine where the size is asked, the rename is asked and the answer comes.
    const std::uint64_t pieces = std::getenv("MINGZHANG_DEEP") != nullptr ? 200 : 12;
    std::vector<test::Cut> cuts{{}};  // Not at all, whatever the lengths of this handshake.
    for (std::uint64_t i = 0; i < pieces; ++i) {
        cuts.push_back({up * i / pieces});
        cuts.push_back({test::Cut::never, down * i / pieces});
        cuts.push_back({up - 500 * i / pieces});
        cuts.push_back({test::Cut::never, down - 400 * i / pieces});
    }
    std::map<Delivery, int> said;
    std::size_t left_half_way = 0;
    for (const auto& cut : cuts) {
        const Delivery delivery = put_once(cut);
        CAPTURE(cut.to_server, cut.to_client, code(delivery));
        ++said[delivery];
        const bool there = fs::exists(bank.out() / "B7.txt");
        if (there) CHECK((read_bytes(bank.out() / "B7.txt") == bytes));
        switch (delivery) {
            case Delivery::acknowledged:
                CHECK(there);
                break;
            case Delivery::unreachable:
            case Delivery::rejected:
                CHECK_FALSE(there);
                break;
            case Delivery::unknown:
                break;
        }
        relay.cut({});
        const auto looked = SftpRoad{bank.settings()}.look("B7.txt", bytes);
        relay.settle();
        CHECK(looked == (there ? Presence::whole : Presence::absent));

        // A good sending after it: the file stands there, and nothing of the broken one.
        left_half_way += names_in(bank.out()).size() - (there ? 1 : 0);
        CHECK(SftpRoad{bank.settings()}.put("B7.txt", bytes).delivery == Delivery::acknowledged);
        relay.settle();
        CHECK((read_bytes(bank.out() / "B7.txt") == bytes));
        CHECK(names_in(bank.out()) == std::vector<std::string>{"B7.txt"});
    }
    CHECK(left_half_way > 0);
    CHECK(said[Delivery::acknowledged] > 0);
    CHECK(said[Delivery::unreachable] > 0);
    CHECK(said[Delivery::unknown] > 0);
    CHECK(said[Delivery::rejected] == 0);
    INFO("acknowledged " << said[Delivery::acknowledged] << ", unreachable " << said[Delivery::unreachable]
                         << ", unknown " << said[Delivery::unknown]);
}

TEST_CASE("sftp: a server that falls silent is left after the time given, and nothing stays open") {
    auto& bank = fresh_server();
    auto& relay = bank.relay();
    auto settings = bank.settings();
    const auto before = open_descriptors();
    REQUIRE(SftpRoad{settings}.put("B7.txt", many_bytes(40'000)).delivery == Delivery::acknowledged);
    relay.settle();
    const std::uint64_t down = relay.to_client();
    settings.answer_timeout = 100ms;
    settings.connect_timeout = 1'000ms;
    for (const std::uint64_t left : {std::uint64_t{60}, std::uint64_t{200}, down / 3, down}) {
        fs::remove_all(bank.out());
        fs::create_directory(bank.out());
        relay.cut({test::Cut::never, down - left, true});
        const auto delivery = SftpRoad{settings}.put("B7.txt", many_bytes(40'000)).delivery;
        relay.settle();
        CAPTURE(left, code(delivery));
        CHECK(delivery != Delivery::rejected);
        if (delivery == Delivery::acknowledged) CHECK(fs::exists(bank.out() / "B7.txt"));
        if (delivery == Delivery::unreachable) CHECK_FALSE(fs::exists(bank.out() / "B7.txt"));
    }
    CHECK(open_descriptors() == before);
}

}  // namespace mingzhang::bank::transport
