// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/transport/https_road.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>

#include "bank_adapters/transport/practice_server.hpp"
#include "bank_adapters/transport/road_error.hpp"
#include "tests/bank_adapters/transport/certificates.hpp"
#include "tests/bank_adapters/transport/relay.hpp"
#include "tests/base/temporary_folder.hpp"

namespace mingzhang::bank::transport {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

void write(const fs::path& path, const std::string& text) {
    std::ofstream{path, std::ios::binary} << text;
}

// A practice bank in a folder of its own.
struct Bank {
    TemporaryFolder folder;
    std::unique_ptr<PracticeServer> server;

    explicit Bank(const std::string& certificate = "server", PracticeServerSettings settings = {}) {
        const auto& made = test::Certificates::all();
        settings.folder = folder.path();
        settings.server.certificate_file = made.folder / (certificate + ".pem");
        settings.server.key_file = made.folder / (certificate + ".key");
        settings.server.authority_file = made.authority.file();
        auto begun = PracticeServer::begin(std::move(settings));
        if (!begun) throw std::runtime_error{begun.error().what().en};
        server = *std::move(begun);
    }
    [[nodiscard]] HttpsRoadSettings office() const { return test::Certificates::all().office(server->port()); }
    [[nodiscard]] fs::path out(const std::string& name) const { return folder.path() / "out" / name; }
    [[nodiscard]] fs::path in(const std::string& name) const { return folder.path() / "in" / name; }
    // The file is there, or its receipt is: whoever plays the bank may have taken it in.
    [[nodiscard]] bool has(const std::string& name) const { return fs::exists(out(name)); }
};

std::string many_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<char>(i * 7 + i / 251);
    return bytes;
}

}  // namespace

TEST_CASE("https: a file put is with the bank whole, with a receipt") {
    const Bank bank;
    HttpsRoad road{bank.office()};
    const std::string bytes = many_bytes(GENERATE(0U, 1U, 300'001U));
    CHECK(road.look("代发 B7+1%.txt", bytes) == Presence::never_arrived);
    const auto report = road.put("代发 B7+1%.txt", bytes);
    CAPTURE(report.detail.en);
    CHECK(report.delivery == Delivery::acknowledged);
    CHECK(report.reference.starts_with("R"));
    CHECK((read_bytes(bank.out("代发 B7+1%.txt")) == bytes));
    CHECK(road.look("代发 B7+1%.txt", bytes) == Presence::whole);
    CHECK(road.look("代发 B7+1%.txt", bytes + "x") == Presence::other);
}

TEST_CASE("https: the same file put twice is acknowledged twice; another of its name is rejected and changes nothing") {
    const Bank bank;
    HttpsRoad road{bank.office()};
    REQUIRE(road.put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK(road.put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK(road.put("B7.txt", "two").delivery == Delivery::rejected);
    CHECK(road.put("../B8.txt", "one").delivery == Delivery::rejected);
    CHECK(read_bytes(bank.out("B7.txt")) == "one");
    // Taken in by the bank, it is still in its books.
    fs::remove(bank.out("B7.txt"));
    CHECK(road.look("B7.txt", "one") == Presence::whole);
    CHECK(road.put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK_FALSE(bank.has("B7.txt"));
    CHECK(bank.server->handed_over() == 1);
}

TEST_CASE("https: a server nobody agreed on vouches for is not talked to") {
    for (const char* certificate : {"stranger-server", "other-host"}) {
        CAPTURE(certificate);
        const Bank bank{certificate};
        HttpsRoad road{bank.office()};
        CHECK(road.put("B7.txt", "one").delivery == Delivery::unreachable);
        const auto looked = road.look("B7.txt", "one");
        REQUIRE_FALSE(looked.has_value());
        CAPTURE(looked.error().what().en);
        CHECK(looked.error().is(RoadError::not_trusted));
        CHECK(bank.server->handed_over() == 0);
    }
}

TEST_CASE("https: who is not on the bank's list is not let in, and knows that nothing was sent") {
    const Bank bank;
    auto settings = bank.office();
    settings.certificate_file = test::Certificates::all().folder / "stranger-office.pem";
    settings.key_file = test::Certificates::all().folder / "stranger-office.key";
    HttpsRoad road{settings};
    CHECK(road.put("B7.txt", "one").delivery == Delivery::unreachable);
    const auto looked = road.look("B7.txt", "one");
    REQUIRE_FALSE(looked.has_value());
    CAPTURE(looked.error().what().en);
    CHECK(looked.error().is(RoadError::not_let_in));
    CHECK(bank.server->handed_over() == 0);
}

TEST_CASE("https: a key signs in with its pass phrase alone, and only where others may not read it") {
    const Bank bank;
    auto settings = bank.office();
    const auto& folder = test::Certificates::all().folder;
    settings.key_file = folder / "office-locked.key";
    CHECK(HttpsRoad{settings}.waiting().error().is(RoadError::secret_unreadable));
    settings.pass_phrase_file = folder / "wrong-pass";
    CHECK(HttpsRoad{settings}.waiting().error().is(RoadError::secret_unreadable));
    settings.pass_phrase_file = folder / "pass";
    CHECK(HttpsRoad{settings}.waiting().has_value());
    settings.key_file = folder / "stranger-office.key";
    settings.pass_phrase_file.clear();
    CHECK(HttpsRoad{settings}.waiting().error().is(RoadError::secret_unreadable));
    settings.key_file = folder / "open.key";
    fs::copy_file(folder / "office.key", settings.key_file, fs::copy_options::overwrite_existing);
    fs::permissions(settings.key_file, fs::perms{0644});
    CHECK(HttpsRoad{settings}.waiting().error().is(RoadError::secret_unreadable));
}

TEST_CASE("https: nobody there is unreachable, and so is who keeps silent") {
    const Bank bank;
    auto settings = bank.office();
    SECTION("no server on the port") {
        { const auto freed = test::listen_somewhere(settings.port); }
        CHECK(HttpsRoad{settings}.put("B7.txt", "one").delivery == Delivery::unreachable);
        CHECK(HttpsRoad{settings}.waiting().error().is(RoadError::cannot_reach));
    }
    SECTION("a server that never says a word") {
        const auto silent = test::listen_somewhere(settings.port);
        settings.connect_timeout = 50ms;
        CHECK(HttpsRoad{settings}.put("B7.txt", "one").delivery == Delivery::unreachable);
        CHECK(HttpsRoad{settings}.waiting().error().is(RoadError::no_answer));
    }
    SECTION("a service under another path") {
        settings.base = "/elsewhere";
        CHECK(HttpsRoad{settings}.look("B7.txt", "one") == Presence::absent);
        CHECK(HttpsRoad{settings}.put("B7.txt", "one").delivery == Delivery::rejected);
        CHECK(HttpsRoad{settings}.waiting().error().is(RoadError::refused));
    }
}

TEST_CASE("https: what goes wrong at the bank is told as what the office can know of it") {
    struct Row {
        PracticeFault fault;
        Delivery said;
        bool kept;
        Presence looked;
    };
    const auto row = GENERATE(values<Row>({
        {PracticeFault::none, Delivery::acknowledged, true, Presence::whole},
        {PracticeFault::answer_lost, Delivery::unknown, true, Presence::whole},
        {PracticeFault::file_lost, Delivery::unknown, false, Presence::never_arrived},
        {PracticeFault::unavailable, Delivery::unknown, false, Presence::never_arrived},
        {PracticeFault::kept_and_503, Delivery::unknown, true, Presence::whole},
        {PracticeFault::wrong_digest, Delivery::unknown, true, Presence::whole},
        {PracticeFault::slow, Delivery::unknown, true, Presence::whole},
    }));
    PracticeServerSettings settings;
    settings.slowness = 1h;
    const Bank bank{"server", std::move(settings)};
    auto office = bank.office();
    if (row.fault == PracticeFault::slow)
        office.answer_timeout = 2s;  // Long for a loaded machine, and nothing beside an hour.
    HttpsRoad road{office};
    REQUIRE(road.waiting().has_value());
    bank.server->next_fault(row.fault);
    CAPTURE(static_cast<int>(row.fault));
    const auto report = road.put("B7.txt", "one");
    CAPTURE(report.detail.en);
    CHECK(report.delivery == row.said);
    CHECK(bank.has("B7.txt") == row.kept);
    CHECK(HttpsRoad{bank.office()}.look("B7.txt", "one") == row.looked);
    // What is asked first and then sent again comes once.
    CHECK(HttpsRoad{bank.office()}.put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK(read_bytes(bank.out("B7.txt")) == "one");
}

TEST_CASE("https: the faults of a practice bank are the same for the same seed") {
    const auto play = [](std::uint64_t seed) {
        PracticeServerSettings settings;
        settings.faults_in_a_hundred = 50;
        settings.seed = seed;
        settings.slowness = 1ms;
        const Bank bank{"server", std::move(settings)};
        std::vector<std::pair<Delivery, bool>> seen;
        for (int i = 0; i < 12; ++i) {
            const std::string name = "B" + std::to_string(i);
            const Delivery said = HttpsRoad{bank.office()}.put(name, name).delivery;
            seen.emplace_back(said, bank.has(name));
        }
        return seen;
    };
    const auto first = play(7);
    CHECK(play(7) == first);
    CHECK(play(8) != first);
}

TEST_CASE("https: waiting files are listed, fetched and taken away") {
    const Bank bank;
    HttpsRoad road{bank.office()};
    const std::string bytes = many_bytes(100'000);
    CHECK(road.waiting()->empty());
    write(bank.in("b.xml"), bytes);
    write(bank.in("回盘.txt"), "");
    write(bank.in("c.part"), "x");
    const std::vector<WaitingFile> expected{{"b.xml", 100'000}, {"回盘.txt", 0}};
    CHECK(road.waiting() == expected);
    CHECK((road.fetch(expected[0]) == bytes));
    CHECK(road.fetch(expected[1]) == "");
    CHECK(road.fetch({"b.xml", 99'999}).error().is(RoadError::changed));
    CHECK(road.fetch({"a.xml", 1}).error().is(RoadError::not_there));
    CHECK(road.fetch({"b.xml", file_bytes_max + 1}).error().is(RoadError::too_large));
    CHECK(road.take_away({"b.xml", 1}).error().is(RoadError::changed));
    CHECK(road.take_away(expected[0]).has_value());
    CHECK(road.take_away(expected[0]).has_value());
    CHECK_FALSE(fs::exists(bank.in("b.xml")));
    CHECK((read_bytes(bank.folder.path() / "done" / "b.xml") == bytes));
}

TEST_CASE("https: an answer larger than the listing said is not read to its end") {
    const Bank bank;
    HttpsRoad road{bank.office()};
    write(bank.in("b.xml"), many_bytes(200'000));
    CHECK(road.fetch({"b.xml", 10}).error().is(RoadError::changed));
    CHECK(road.waiting().has_value());
}

TEST_CASE("https: a bank that begins anew between two steps is connected to again") {
    auto bank = std::make_unique<Bank>();
    auto settings = bank->office();
    test::Relay relay{{[&] { return test::connect_here(bank->server->port()); }}};
    settings.port = relay.port();
    HttpsRoad road{settings};
    REQUIRE(road.put("B7.txt", "one").delivery == Delivery::acknowledged);
    bank.reset();
    bank = std::make_unique<Bank>();
    CHECK(road.look("B7.txt", "one") == Presence::never_arrived);
}

// The heart of it: a wire cut after every so many bytes, in either direction.
TEST_CASE("https: wherever the wire is cut, what is said of the file is true") {
    const Bank bank;
    test::Relay relay{{[&] { return test::connect_here(bank.server->port()); }}};
    auto settings = bank.office();
    settings.port = relay.port();
    const std::string bytes = many_bytes(40'000);
    int number = 0;
    std::string name;
    const auto put_once = [&](const test::Cut& cut) {
        name = "B" + std::to_string(++number) + ".txt";
        relay.cut(cut);
        const auto delivery = HttpsRoad{settings}.put(name, bytes).delivery;
        relay.settle();
        return delivery;
    };
    REQUIRE(put_once({}) == Delivery::acknowledged);
    const std::uint64_t up = relay.to_server();
    const std::uint64_t down = relay.to_client();
    const std::uint64_t pieces = std::getenv("MINGZHANG_DEEP") != nullptr ? 400 : 50;
    std::vector<test::Cut> cuts{{}};  // Not at all, whatever the lengths of this handshake.
    for (std::uint64_t i = 0; i < pieces; ++i) {
        cuts.push_back({up * i / pieces});
        cuts.push_back({test::Cut::never, down * i / pieces});
        cuts.push_back({up - 100 * i / pieces});
        cuts.push_back({test::Cut::never, down - 600 * i / pieces});
    }
    std::map<Delivery, int> said;
    for (const auto& cut : cuts) {
        const Delivery delivery = put_once(cut);
        CAPTURE(cut.to_server, cut.to_client, code(delivery));
        ++said[delivery];
        const bool there = bank.has(name);
        if (there) CHECK((read_bytes(bank.out(name)) == bytes));
        if (delivery == Delivery::acknowledged) CHECK(there);
        if (delivery == Delivery::unreachable || delivery == Delivery::rejected) CHECK_FALSE(there);
        CHECK(HttpsRoad{bank.office()}.look(name, bytes) == (there ? Presence::whole : Presence::never_arrived));
    }
    CHECK(said[Delivery::acknowledged] > 0);
    CHECK(said[Delivery::unreachable] > 0);
    CHECK(said[Delivery::unknown] > 0);
    CHECK(said[Delivery::rejected] == 0);
}

}  // namespace mingzhang::bank::transport
