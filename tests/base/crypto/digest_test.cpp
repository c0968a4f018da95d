// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/digest.hpp"

#include <catch2/catch.hpp>

#include "base/crypto/hex.hpp"

using namespace mingzhang::crypto;

TEST_CASE("Digests agree with the standards' own examples") {
    struct Row {
        HashKind kind;
        std::string text;
        std::string expected;
    };
    // FIPS 180-4 (SHA-256) and GB/T 32905-2016, annex A (SM3).
    const auto row = GENERATE(values<Row>({
        {HashKind::sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {HashKind::sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {HashKind::sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {HashKind::sm3, "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"},
        {HashKind::sm3, "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
         "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"},
    }));
    CAPTURE(row.text);
    CHECK(hash(row.kind, row.text).hex() == row.expected);
    Hasher piecewise{row.kind};
    for (const char c : row.text) piecewise.update(std::string_view{&c, 1});
    CHECK(piecewise.finish().hex() == row.expected);
}

TEST_CASE("A hasher begins anew after each digest") {
    Sha256 hasher;
    const Digest first = hasher.update("abc").finish();
    CHECK(hasher.update("abc").finish() == first);
    CHECK(hasher.finish() == sha256(""));
}

TEST_CASE("A digest is read back from its hex text and from nothing else") {
    const Digest digest = sha256("abc");
    CHECK(Digest::from_hex(digest.hex()) == digest);
    std::string upper = digest.hex();
    for (char& c : upper)
        if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
    CHECK(Digest::from_hex(upper) == digest);
    CHECK_FALSE(Digest::from_hex(digest.hex().substr(1)));
    CHECK_FALSE(Digest::from_hex(digest.hex() + "00"));
    CHECK_FALSE(Digest::from_hex("g" + digest.hex().substr(1)));
    CHECK_FALSE(Digest::from_hex(""));
}

TEST_CASE("Digests are ordered as their hex texts are") {
    const Digest a = sha256("a");
    const Digest b = sha256("b");
    CHECK((a < b) == (a.hex() < b.hex()));
    CHECK(Digest{} < a);
}

TEST_CASE("Hex texts are pairs of hex digits") {
    CHECK(to_hex(as_bytes("\x01\xfe")) == "01fe");
    CHECK(from_hex("01Fe").value() == std::vector<std::byte>{std::byte{1}, std::byte{0xfe}});
    CHECK(from_hex("").value().empty());
    CHECK_FALSE(from_hex("0"));
    CHECK_FALSE(from_hex("0x"));
    CHECK_FALSE(from_hex(" 1"));
}
