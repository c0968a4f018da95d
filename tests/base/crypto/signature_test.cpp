// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/signature.hpp"

#include <rapidcheck.h>
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/crypto/hex.hpp"

using namespace mingzhang::crypto;

namespace {

std::string bytes_of_hex(std::string_view hex) {
    const auto bytes = from_hex(hex).value();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

SigningKey key_of_hex(SignatureKind kind, std::string_view hex) {
    const auto bytes = from_hex(hex).value();
    return SigningKey::from_secret(kind, SecretKey{std::span<const std::byte, 32>{bytes}}).value();
}

SigningKey key_of_seed(SignatureKind kind, std::uint64_t seed) {
    SeededRandom random{seed};
    return SigningKey::generate(kind, random);
}

constexpr auto both_kinds = {SignatureKind::ed25519, SignatureKind::sm2};

}  // namespace

TEST_CASE("Ed25519 is that of RFC 8032, section 7.1") {
    struct Row {
        const char* secret;
        const char* raw;
        const char* message;
        const char* signature;
    };
    const auto row = GENERATE(values<Row>({
        {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
         "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
         "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595b"
         "be24655141438e7a100b"},
        {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
         "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
         "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb430"
         "2aeeb00d291612bb0c00"},
        {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
         "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
         "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716e"
         "d28dc027beceea1ec40a"},
    }));
    const SigningKey key = key_of_hex(SignatureKind::ed25519, row.secret);
    CHECK(to_hex(as_bytes(key.public_key().raw())) == row.raw);
    const std::string message = bytes_of_hex(row.message);
    CHECK(to_hex(as_bytes(key.sign(message))) == row.signature);
    CHECK(key.public_key().verify(message, bytes_of_hex(row.signature)));
}

// GB/T 32918.5-2017, annex A.2 (as GM/T 0003.5-2012): the signature of "message digest" by user 1234567812345678.
TEST_CASE("SM2 is that of GB/T 32918.5") {
    const SigningKey key =
        key_of_hex(SignatureKind::sm2, "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
    CHECK(to_hex(as_bytes(key.public_key().raw())) ==
          "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
          "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
    const std::string signature = bytes_of_hex(
        "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
        "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
    CHECK(key.public_key().verify("message digest", signature));
    CHECK_FALSE(key.public_key().verify("message digesT", signature));
}

TEST_CASE("A signature holds for its message and its key and for nothing else") {
    for (const SignatureKind kind : both_kinds) {
        const SigningKey key = key_of_seed(kind, 7), other = key_of_seed(kind, 8);
        REQUIRE(rc::check([&](const std::string& message, const std::string& another) {
            const std::string signature = key.sign(message);
            RC_ASSERT(key.public_key().verify(message, signature));
            RC_ASSERT_FALSE(other.public_key().verify(message, signature));
            RC_ASSERT(message == another || !key.public_key().verify(another, signature));
        }));
    }
}

TEST_CASE("No bit of a signature can change unseen") {
    for (const SignatureKind kind : both_kinds) {
        const SigningKey key = key_of_seed(kind, 7);
        const PublicKey by = key.public_key();
        const std::string signature = key.sign("点名");
        for (std::size_t bit = 0; bit < 8 * signature.size(); ++bit) {
            std::string changed = signature;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
            CAPTURE(code(kind), bit);
            CHECK_FALSE(by.verify("点名", changed));
        }
        CHECK_FALSE(by.verify("点名", signature + '\0'));
        CHECK_FALSE(by.verify("点名", signature.substr(1)));
        CHECK_FALSE(by.verify("点名", ""));
    }
}

TEST_CASE("A signature of one kind is none of the other") {
    const SigningKey ed25519 = key_of_seed(SignatureKind::ed25519, 7), sm2 = key_of_seed(SignatureKind::sm2, 7);
    CHECK_FALSE(sm2.public_key().verify("m", ed25519.sign("m")));
    CHECK_FALSE(ed25519.public_key().verify("m", sm2.sign("m")));
    CHECK_FALSE(ed25519.public_key() == sm2.public_key());
}
