// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "base/crypto/hex.hpp"
#include "base/crypto/signature.hpp"
#include "tests/base/temporary_folder.hpp"

using namespace mingzhang::crypto;

namespace {

SigningKey key_of_seed(SignatureKind kind, std::uint64_t seed) {
    SeededRandom random{seed};
    return SigningKey::generate(kind, random);
}

constexpr auto both_kinds = {SignatureKind::ed25519, SignatureKind::sm2};

// Whoever checks us need not have our program: OpenSSL's own is everywhere.
bool openssl(const std::filesystem::path& folder, const std::string& arguments) {
    return std::system(("cd '" + folder.string() + "' && openssl " + arguments + " >log 2>&1").c_str()) == 0;
}

void write(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

// How OpenSSL's program is told to sign or verify as we do.
std::string options_of(SignatureKind kind) {
    return kind == SignatureKind::sm2 ? "-rawin -digest sm3 -pkeyopt distid:1234567812345678" : "-rawin";
}

}  // namespace

TEST_CASE("A key comes back from its PEM, in clear and under a pass phrase") {
    for (const SignatureKind kind : both_kinds) {
        const SigningKey key = key_of_seed(kind, 7);
        CAPTURE(code(kind));
        const std::string clear = key.to_pem(), locked = key.to_pem("长口令 with spaces");
        CHECK(clear.starts_with("-----BEGIN PRIVATE KEY-----\n"));
        CHECK(locked.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
        for (const auto& read_back :
             {SigningKey::from_pem(clear), SigningKey::from_pem(locked, "长口令 with spaces")}) {
            REQUIRE(read_back.has_value());
            CHECK(read_back->kind() == kind);
            CHECK(read_back->public_key() == key.public_key());
            CHECK(key.public_key().verify("m", read_back->sign("m")));
        }
        const auto by = PublicKey::from_pem(key.public_key().to_pem());
        REQUIRE(by.has_value());
        CHECK(*by == key.public_key());
        CHECK(by->fingerprint() == key.public_key().fingerprint());
        CHECK(by->verify("m", key.sign("m")));
    }
}

TEST_CASE("What is no key, or not for this, says so") {
    const SigningKey key = key_of_seed(SignatureKind::ed25519, 7);
    CHECK(SigningKey::from_pem(key.to_pem("right"), "wrong").error() == SignatureKeyError::pass_phrase);
    CHECK(SigningKey::from_pem(key.to_pem("right")).error() == SignatureKeyError::pass_phrase);
    for (const std::string& text : {std::string{}, std::string{"hello"}, key.public_key().to_pem()})
        CHECK(SigningKey::from_pem(text).error() == SignatureKeyError::not_a_key);
    for (const std::string& text : {std::string{}, std::string{"hello"}, key.to_pem()})
        CHECK(PublicKey::from_pem(text).error() == SignatureKeyError::not_a_key);
    const TemporaryFolder folder;
    REQUIRE(openssl(folder.path(), "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out p256"));
    REQUIRE(openssl(folder.path(), "pkey -in p256 -pubout -out p256.pub"));
    CHECK(SigningKey::from_pem(read_bytes(folder.path() / "p256")).error() == SignatureKeyError::kind_not_spoken);
    CHECK(PublicKey::from_pem(read_bytes(folder.path() / "p256.pub")).error() == SignatureKeyError::kind_not_spoken);
}

TEST_CASE("The number of an SM2 key lies in 1 to n - 2") {
    // n = FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123 (GB/T 32918.5)
    struct Row {
        const char* d;
        bool in_range;
    };
    const auto row = GENERATE(values<Row>({
        {"0000000000000000000000000000000000000000000000000000000000000000", false},
        {"0000000000000000000000000000000000000000000000000000000000000001", true},
        {"fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54121", true},
        {"fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122", false},
        {"fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", false},
        {"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", false},
    }));
    const auto bytes = from_hex(row.d).value();
    const SecretKey secret{std::span<const std::byte, 32>{bytes}};
    CHECK(SigningKey::from_secret(SignatureKind::sm2, secret).has_value() == row.in_range);
}

TEST_CASE("OpenSSL's program accepts our signatures and we accept its") {
    for (const SignatureKind kind : both_kinds) {
        const TemporaryFolder folder;
        const SigningKey key = key_of_seed(kind, 11);
        CAPTURE(code(kind));
        write(folder.path() / "message", "一份要签名的文件\n");
        write(folder.path() / "public.pem", key.public_key().to_pem());
        write(folder.path() / "private.pem", key.to_pem("口令"));
        write(folder.path() / "ours", key.sign("一份要签名的文件\n"));
        const std::string how = options_of(kind);
        const bool accepted =
            openssl(folder.path(), "pkeyutl -verify " + how + " -pubin -inkey public.pem -in message -sigfile ours");
        CAPTURE(read_bytes(folder.path() / "log"));
        CHECK(accepted);
        REQUIRE(openssl(folder.path(), "pkeyutl -sign " + how +
                                           " -inkey private.pem -passin pass:口令 -in message "
                                           "-out theirs"));
        CHECK(key.public_key().verify("一份要签名的文件\n", read_bytes(folder.path() / "theirs")));
        CHECK_FALSE(key.public_key().verify("另一份文件\n", read_bytes(folder.path() / "theirs")));
    }
}
