// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/shared_key.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "base/crypto/hex.hpp"
#include "tests/bank_adapters/signing/keys.hpp"

using namespace mingzhang;
using namespace mingzhang::bank::signing;
using namespace mingzhang::bank::signing::test;
using crypto::from_hex;
using crypto::to_hex;

namespace {

std::string bytes_of_hex(std::string_view hex) {
    const auto bytes = from_hex(hex).value();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string hex_of(std::string_view bytes) {
    return to_hex(crypto::as_bytes(bytes));
}

SharedKey shared(const std::string& name = "shared.key") {
    return SharedKey::read(key_text(name)).value();
}

std::string sealed_with(std::uint64_t seed, const RoadFile& file) {
    crypto::SeededRandom random{seed};
    return shared().seal(file, random);
}

const RoadFile file{"B12 八月.txt", "B12-000001|6299999000000017|测试|515.00\r\n"};

std::string opened(const std::string& sealed, const std::string& name = file.name) {
    return outcome(shared().open({name + ".enc", sealed}, name));
}

}  // namespace

// draft-ribose-cfrg-sm4-10, appendix A.2.5.
TEST_CASE("SM4 in counter mode is that of the published examples") {
    struct Row {
        const char* key;
        const char* cipher;
    };
    const auto row = GENERATE(values<Row>({
        {"0123456789abcdeffedcba9876543210",
         "ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7"
         "f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514"},
        {"fedcba98765432100123456789abcdef",
         "5dcccd25b95ab07417a08512ee160e2f8f661521cbbab44cc87138445bc29e5c"
         "0ae0297205d62704173b21239b887f6c8cb5b800917a2488284bde9e16ea2906"},
    }));
    const auto key = from_hex(row.key).value();
    const auto counter = from_hex("000102030405060708090a0b0c0d0e0f").value();
    Nonce nonce{};
    std::copy(counter.begin(), counter.end(), nonce.begin());
    std::string bytes;
    for (const char* pair : {"aa", "bb", "cc", "dd", "ee", "ff", "aa", "bb"})
        for (int i = 0; i < 8; ++i) bytes += bytes_of_hex(pair);
    const std::string plain = bytes;
    sm4_ctr(std::span<const std::byte, sm4_key_size>{key}, nonce, bytes);
    CHECK(hex_of(bytes) == row.cipher);
    sm4_ctr(std::span<const std::byte, sm4_key_size>{key}, nonce, bytes);
    CHECK(bytes == plain);
}

// GM/T 0042-2015, annex D.3.
TEST_CASE("HMAC with SM3 is that of GM/T 0042") {
    struct Row {
        const char* key;
        std::string message;
        const char* mac;
    };
    const std::string letters = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    const auto row = GENERATE_COPY(values<Row>({
        {"0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20", letters + letters,
         "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"},
        {"0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425", std::string(50, '\xcd'),
         "220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae"},
        {"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "Hi There",
         "c0ba18c68b90c88bc07de794bfc7d2c8d19ec31ed8773bc2b390c9604e0be11e"},
    }));
    CHECK(hmac_sm3(from_hex(row.key).value(), row.message).hex() == row.mac);
}

TEST_CASE("A sealed file is what the program openssl makes of the same key and nonce") {
    const std::string sealed = sealed_with(3, file);
    const std::size_t head_end = sealed.find('\n') + 1;
    const std::string secret = key_text("shared.key").substr(0, 64);
    const auto derived = [&](const char* length, const std::string& name) {
        return hex_of(
            openssl({"kdf", "-binary", "-keylen", length, "-kdfopt", "digest:SM3", "-kdfopt", "hexkey:" + secret,
                     "-kdfopt", "salt:mingzhang-sealed-1", "-kdfopt", "info:" + name, "HKDF"}));
    };
    crypto::SeededRandom random{3};
    Nonce nonce{};
    random.fill(nonce);
    const std::string head = "mingzhang-sealed-1 sm4-ctr hmac-sm3 " + derived("4", "number") + " " + to_hex(nonce) +
                             " " + std::to_string(file.bytes.size()) + " B12 八月.txt\n";
    CHECK(sealed.substr(0, head_end) == head);
    const std::string body =
        openssl({"enc", "-sm4-ctr", "-K", derived("16", "sm4-ctr"), "-iv", to_hex(nonce)}, file.bytes);
    CHECK(sealed.substr(head_end, body.size()) == body);
    const std::string mac =
        openssl({"mac", "-binary", "-digest", "SM3", "-macopt", "hexkey:" + derived("32", "hmac-sm3"), "-in",
                 written("mac", head + body), "HMAC"});
    CHECK(sealed.substr(head_end + body.size()) == mac);
    CHECK(shared().number() == derived("4", "number"));
}

TEST_CASE("What is sealed is opened as it was, and never twice the same") {
    REQUIRE(rc::check([](const std::string& content, std::uint64_t seed) {
        const RoadFile any{"R1.txt", content};
        crypto::SeededRandom random{seed};
        const std::string once = shared().seal(any, random), again = shared().seal(any, random);
        RC_ASSERT(once != again);
        RC_ASSERT(shared().open({"x", once}, "R1.txt").value() == content);
        RC_ASSERT(shared().open({"x", again}, "R1.txt").value() == content);
    }));
}

TEST_CASE("A sealed file of more than one piece is opened as it was") {
    const std::string content(3'000'001, 'x');
    CHECK(shared().open({"x", sealed_with(1, {"a", content})}, "a").value() == content);
}

TEST_CASE("A sealed file is refused for what is wrong with it") {
    const std::string good = sealed_with(3, file);
    crypto::SeededRandom random{4};
    const std::string by_other = shared("other-shared.key").seal(file, random);
    const auto altered = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        text.replace(text.find(from), from.size(), to);
        return opened(text);
    };
    CHECK(opened(good) == "opened");
    CHECK(opened("") == code_of(OpenError::not_sealed_file));
    CHECK(opened(file.bytes) == code_of(OpenError::not_sealed_file));
    CHECK(opened(good.substr(0, 60)) == code_of(OpenError::not_whole));
    CHECK(opened(good.substr(0, good.size() - 1)) == code_of(OpenError::not_whole));
    CHECK(opened(good + "x") == code_of(OpenError::not_whole));
    CHECK(altered(shared().number(), "\xc7" + shared().number().substr(1)) == code_of(OpenError::not_whole));
    CHECK(altered("sm4-ctr", "sm4-gcm") == code_of(OpenError::not_whole));
    CHECK(opened(by_other) == code_of(OpenError::other_key));
    CHECK(altered(" B12 ", " B13 ") == code_of(OpenError::cannot_decrypt));
    CHECK(opened(good, "B13.txt") == code_of(OpenError::other_name));
}

TEST_CASE("No bit of a sealed file can change, and no end of it go missing") {
    const std::string good = sealed_with(3, file);
    for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
        std::string changed = good;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        CAPTURE(bit);
        REQUIRE(opened(changed) != "opened");
    }
    for (std::size_t length = 0; length < good.size(); ++length) REQUIRE(opened(good.substr(0, length)) != "opened");
}

TEST_CASE("A shared key is 64 hex digits and nothing else") {
    const std::string digits(64, '7');
    for (const std::string& text : {digits, digits + "\n", digits + "\r\n"}) CHECK(SharedKey::read(text));
    for (const std::string& text : {std::string{}, digits.substr(1), digits + "7", digits.substr(1) + "g",
                                    digits + "\n\n", " " + digits, digits + "\n" + digits})
        CHECK(SharedKey::read(text).error() == KeyError::not_a_shared_key);
    CHECK(shared().number() != shared("other-shared.key").number());
}
