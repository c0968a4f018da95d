// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/seal.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <set>

#include "base/crypto/hex.hpp"

using namespace mingzhang::crypto;

namespace {

// A random source that hands out bytes set beforehand, for vectors.
class FixedRandom final : public RandomSource {
public:
    void fill(std::span<std::byte> bytes) override { std::fill(bytes.begin(), bytes.end(), std::byte{0x24}); }
};

DataKeys keys_of_seed(std::uint64_t seed, std::uint16_t number = 1) {
    SeededRandom random{seed};
    return DataKeys::generate(number, random);
}

}  // namespace

TEST_CASE("A sealed text opens to what was sealed") {
    SeededRandom random{1};
    const Sealer sealer{keys_of_seed(31), random};
    REQUIRE(rc::check([&](const std::string& plain, const std::string& context) {
        RC_ASSERT(sealer.open(sealer.seal(plain, context), context).value() == plain);
    }));
    CHECK(sealer.open(sealer.seal("", ""), "").value().empty());
}

TEST_CASE("A sealed text shows nothing but its length") {
    SeededRandom random{1};
    const Sealer sealer{keys_of_seed(31), random};
    const std::string first = sealer.seal("999901195504120168", "person");
    CHECK(first != sealer.seal("999901195504120168", "person"));
    CHECK(first.find(to_hex(as_bytes("1955"))) == std::string::npos);
    CHECK(first.size() == 2 * (3 + 12 + 18 + 16));
    CHECK(first.starts_with("010001"));
}

TEST_CASE("Nonces do not repeat") {
    SystemRandom random;
    const Sealer sealer{keys_of_seed(31), random};
    std::set<std::string> nonces;
    for (int i = 0; i < 10'000; ++i) nonces.insert(sealer.seal("x", "person").substr(6, 24));
    CHECK(nonces.size() == 10'000);
}

TEST_CASE("No digit of a sealed text can change unseen") {
    SeededRandom random{1};
    const Sealer sealer{keys_of_seed(31), random};
    const std::string sealed = sealer.seal("6299990000000000017", "account");
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string changed = sealed;
        changed[at] = changed[at] == '0' ? '1' : '0';
        CAPTURE(at);
        REQUIRE_FALSE(sealer.open(changed, "account"));
    }
}

TEST_CASE("A sealed text that does not open says why") {
    SeededRandom random{1};
    const Sealer sealer{keys_of_seed(31), random};
    const std::string sealed = sealer.seal("6299990000000000017", "account");
    struct Row {
        const char* why;
        std::string text;
        std::string context;
        OpenError expected;
    };
    const auto row = GENERATE_COPY(values<Row>({
        {"nothing", "", "account", OpenError::malformed},
        {"not hex", "zz" + sealed, "account", OpenError::malformed},
        {"half a byte", sealed + "0", "account", OpenError::malformed},
        {"too short for a tag", sealed.substr(0, 60), "account", OpenError::malformed},
        {"a later version", "02" + sealed.substr(2), "account", OpenError::unknown_version},
        {"another key number", "010002" + sealed.substr(6), "account", OpenError::other_keys},
        {"the high byte of the number", "010101" + sealed.substr(6), "account", OpenError::other_keys},
        {"cut by a byte", sealed.substr(0, sealed.size() - 2), "account", OpenError::damaged},
        {"longer by a byte", sealed + "00", "account", OpenError::damaged},
        {"moved to another column", sealed, "person", OpenError::damaged},
        {"no context", sealed, "", OpenError::damaged},
    }));
    CAPTURE(row.why);
    CHECK(sealer.open(row.text, row.context).error() == row.expected);
    CHECK(sealer.open(sealed, "account").value() == "6299990000000000017");  // A refusal spoils nothing after it.
}

TEST_CASE("Other keys of the same number do not open a sealed text") {
    SeededRandom random{1};
    const Sealer mine{keys_of_seed(31), random};
    const Sealer other{keys_of_seed(32), random};
    CHECK(other.open(mine.seal("x", "person"), "person").error() == OpenError::damaged);
    const Sealer second{keys_of_seed(31, 2), random};
    CHECK(second.open(mine.seal("x", "person"), "person").error() == OpenError::other_keys);
}

TEST_CASE("Sealing is AES-256-GCM, so that another program with the keys can open it") {
    FixedRandom random;
    std::array<std::byte, 32> key{};
    for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::byte>(i);
    const Sealer sealer{DataKeys{1, SecretKey{key}, SecretKey{key}}, random};
    CHECK(sealer.seal("mingzhang", "person") ==
          "0100012424242424242424242424246b98d7a89d17c36ea07b32d72e163aa229888db500eee73a9a");
    CHECK(sealer.keyed_digest("mingzhang", "person") == "185be192693dd12d6ae15654434ae897");
}

TEST_CASE("A keyed digest is the same for the same value, context and key, and for no other") {
    SeededRandom random{1};
    const Sealer sealer{keys_of_seed(31), random};
    const Sealer again{keys_of_seed(31), random};
    const Sealer other{keys_of_seed(32), random};
    const std::string digest = sealer.keyed_digest("999901195504120168", "person");
    CHECK(digest.size() == 32);
    CHECK(again.keyed_digest("999901195504120168", "person") == digest);
    CHECK(sealer.keyed_digest("999901195504120168", "person") == digest);
    CHECK(sealer.keyed_digest("999901195504120168", "account") != digest);
    CHECK(sealer.keyed_digest("999901195504120169", "person") != digest);
    CHECK(other.keyed_digest("999901195504120168", "person") != digest);
    CHECK(sealer.keyed_digest("bc", "a") != sealer.keyed_digest("c", "ab"));
}
