// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/password.hpp"

#include <catch2/catch.hpp>

using namespace mingzhang::crypto;

namespace {

constexpr ScryptCost quick{4, 1, 1};

std::string hashed(std::string_view password, std::uint64_t seed = 1) {
    SeededRandom random{seed};
    return hash_password(password, random, quick);
}

}  // namespace

TEST_CASE("A password is known by its hash, and no other is") {
    const std::string stored = hashed("口令 correct horse");
    CHECK(verify_password("口令 correct horse", stored));
    CHECK_FALSE(verify_password("口令 correct horsf", stored));
    CHECK_FALSE(verify_password("", stored));
    CHECK(stored.find("correct") == std::string::npos);
}

TEST_CASE("The same password gives another hash each time") {
    CHECK(hashed("secret", 1) != hashed("secret", 2));
}

TEST_CASE("An empty password is a password") {
    CHECK(verify_password("", hashed("")));
    CHECK_FALSE(verify_password("x", hashed("")));
}

TEST_CASE("The usual cost is what OWASP advises, stands in the text and is usable") {
    SeededRandom random{1};
    const std::string stored = hash_password("secret", random);
    CHECK(stored.starts_with("scrypt$15$8$3$"));
    CHECK(verify_password("secret", stored));
}

TEST_CASE("Hashes are scrypt's own, so that those of other programs hold") {
    // The salt is zero; the hash from Python's hashlib.scrypt(b"secret", salt=bytes(16), n=16, r=1, p=1, dklen=32).
    CHECK(verify_password("secret",
                          "scrypt$4$1$1$00000000000000000000000000000000$"
                          "4ee5fb8d96b9314492fcc93b915f2dd9b8ca0c1ffb40f3c7c2b4facd6ae90c83"));
}

TEST_CASE("A text that is no hash of ours lets nobody in") {
    const std::string stored = hashed("secret");
    const std::string salt_and_hash = stored.substr(std::string_view{"scrypt$4$1$1$"}.size());
    for (const std::string& text :
         {std::string{}, std::string{"scrypt"}, std::string{"scrypt$$$$$"}, "bcrypt$4$1$1$" + salt_and_hash,
          "scrypt$64$1$1$" + salt_and_hash,  // would take more memory than there is
          "scrypt$4$9999$1$" + salt_and_hash, "scrypt$4$1$9999$" + salt_and_hash, "scrypt$0$1$1$" + salt_and_hash,
          "scrypt$-4$1$1$" + salt_and_hash, "scrypt$4x$1$1$" + salt_and_hash, stored + "00", stored + "$",
          stored.substr(0, stored.size() - 2), stored.substr(0, stored.size() - 64)}) {
        CAPTURE(text);
        CHECK_FALSE(verify_password("secret", text));
    }
    CHECK(verify_password("secret", stored));
}
