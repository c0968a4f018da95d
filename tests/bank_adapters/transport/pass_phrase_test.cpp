// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// A pass phrase is gone from this program's memory once it was used. This program must not know it to look for it: it
// is made by another one, and known by the digest of its last letters.
#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "bank_adapters/transport/descriptor.hpp"
#include "bank_adapters/transport/practice_server.hpp"
#include "base/crypto/digest.hpp"
#include "base/crypto/secret_file.hpp"
#include "tests/bank_adapters/transport/certificates.hpp"

namespace mingzhang::bank::transport {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t letters = 16;

void run(const std::string& command) {
    INFO(command);
    REQUIRE(std::system(command.c_str()) == 0);
}

// A pass phrase of 96 letters in a file: its first ones are overwritten by whoever gives a string's room back, its last
// ones are not.
struct UnknownPassPhrase {
    TemporaryFolder folder;
    fs::path file = folder / "pass";
    crypto::Digest last_letters;

    UnknownPassPhrase() {
        run("umask 077 && openssl rand -hex 48 > " + file.string());
        run("tail -c 17 " + file.string() + " | head -c 16 | sha256sum | cut -c1-64 > " + (folder / "digest").string());
        last_letters = crypto::Digest::from_hex(read_bytes(folder / "digest").substr(0, 64)).value();
    }
};

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

// How often letters of this digest stand in what this program may write: heap, stacks, its own variables.
int times_in_memory(const crypto::Digest& wanted) {
    constexpr std::uintptr_t mapping_bytes_max = std::uintptr_t{1} << 30U;  // A sanitizer reserves whole terabytes.
    constexpr std::size_t piece = 1U << 20U;
    const Descriptor memory{::open("/proc/self/mem", O_RDONLY | O_CLOEXEC)};
    REQUIRE(memory.is_open());
    std::ifstream mappings{"/proc/self/maps"};
    std::vector<char> bytes(piece);
    int times = 0;
    for (std::string line; std::getline(mappings, line);) {
        std::uintptr_t from = 0, to = 0;
        char dash = 0;
        std::string rights;
        std::istringstream{line} >> std::hex >> from >> dash >> to >> rights;
        if (!rights.starts_with("rw") || to - from > mapping_bytes_max) continue;
        // Pieces overlap, so that nothing is missed between two.
        for (std::uintptr_t at = from; at < to; at += piece - letters) {
            const ssize_t got =
                ::pread(memory.number(), bytes.data(), std::min<std::size_t>(piece, to - at), static_cast<off_t>(at));
            std::size_t run_of_hex = 0;
            for (ssize_t i = 0; i < got; ++i) {
                run_of_hex = is_hex(bytes[static_cast<std::size_t>(i)]) ? run_of_hex + 1 : 0;
                if (run_of_hex < letters) continue;
                const char* end = bytes.data() + i + 1;
                if (crypto::sha256(std::string_view{end - letters, letters}) == wanted) ++times;
            }
        }
    }
    return times;
}

}  // namespace

TEST_CASE("a pass phrase that is held is found in memory, and one that was let go is not") {
    const UnknownPassPhrase secret;
    CHECK(times_in_memory(secret.last_letters) == 0);
    {
        const auto held = crypto::read_pass_phrase(secret.file);
        REQUIRE(held.has_value());
        CHECK(times_in_memory(secret.last_letters) > 0);
    }
    CHECK(times_in_memory(secret.last_letters) == 0);
}

TEST_CASE("https: once the client's key is open, its pass phrase stands nowhere in memory") {
    const auto& made = test::Certificates::all();
    const UnknownPassPhrase secret;
    PracticeServerSettings bank;
    bank.folder = secret.folder.path();
    bank.server.certificate_file = made.folder / "server.pem";
    bank.server.key_file = made.folder / "server.key";
    bank.server.authority_file = made.authority.file();
    const auto server = PracticeServer::begin(std::move(bank));
    REQUIRE(server.has_value());

    auto settings = made.office((*server)->port());
    settings.key_file = secret.folder / "office.key";
    settings.pass_phrase_file = secret.file;
    run("umask 077 && openssl pkcs8 -topk8 -v2 aes-256-cbc -in " + (made.folder / "office.key").string() + " -out " +
        settings.key_file.string() + " -passout file:" + secret.file.string());
    HttpsRoad road{settings};
    REQUIRE(road.put("B7.txt", "one").delivery == Delivery::acknowledged);
    CHECK(times_in_memory(secret.last_letters) == 0);
    REQUIRE(road.look("B7.txt", "one") == Presence::whole);
}

}  // namespace mingzhang::bank::transport
