// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/manifest.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "bank_adapters/signing/errors.hpp"
#include "base/crypto/base64.hpp"
#include "tests/bank_adapters/signing/keys.hpp"

using namespace mingzhang;
using namespace mingzhang::bank::signing;
using namespace mingzhang::bank::signing::test;
using crypto::PublicKey;
using crypto::SignatureKind;
using crypto::SigningKey;

namespace {

const Instant at{std::chrono::sys_days{std::chrono::year{2022} / 8 / 6} + std::chrono::seconds{3723}};
const RoadFile file{"B12 八月.txt", "B12-000001|6299999000000017|测试|515.00\r\n"};

SigningKey key_of(const std::string& name) {
    return SigningKey::from_pem(key_text(name + ".key")).value();
}

std::string verified(const RoadFile& what, const std::string& companion, const PublicKey& signer) {
    return outcome(verify_manifest(what, {what.name + ".sig", companion}, {signer}));
}

constexpr auto both_kinds = {"ed25519-bank", "sm2-bank"};

}  // namespace

TEST_CASE("A manifest is one line that anybody can read") {
    crypto::SeededRandom random{5};
    const SigningKey key = SigningKey::generate(SignatureKind::ed25519, random);
    const std::string companion = sign_manifest({"B12.txt", "abc"}, key, at);
    const std::string line = "mingzhang-file-1 ed25519 " + key.public_key().fingerprint() +
                             " sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 3 "
                             "2022-08-06T01:02:03Z B12.txt";
    CHECK(companion == line + "\n" + crypto::to_base64(key.sign(line)) + "\n");
    // GB/T 32905-2016, annex A.1.
    const SigningKey sm2 = SigningKey::generate(SignatureKind::sm2, random);
    CHECK(sign_manifest({"B12.txt", "abc"}, sm2, at)
              .starts_with("mingzhang-file-1 sm2 " + sm2.public_key().fingerprint() +
                           " sm3 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0 3 "
                           "2022-08-06T01:02:03Z B12.txt\n"));
}

TEST_CASE("A manifest holds for the very file that was signed, whatever is in it") {
    for (const std::string name : both_kinds) {
        const SigningKey key = key_of(name);
        const PublicKey stranger = key_of(name.substr(0, name.find('-')) + "-stranger").public_key();
        REQUIRE(rc::check([&](const std::string& content) {
            const RoadFile any{"R1.txt", content};
            const std::string companion = sign_manifest(any, key, at);
            RC_ASSERT(verified(any, companion, key.public_key()) == "opened");
            RC_ASSERT(verified(any, companion, stranger) == code_of(OpenError::signer_unknown));
            RC_ASSERT(outcome(verify_manifest(any, {"R1.txt.sig", companion}, {stranger, key.public_key()})) ==
                      "opened");
        }));
    }
}

TEST_CASE("Another file, another name, another length, another key and an altered manifest are told apart") {
    for (const std::string name : both_kinds) {
        CAPTURE(name);
        const SigningKey key = key_of(name);
        const PublicKey signer = key.public_key();
        const std::string good = sign_manifest(file, key, at);
        const auto altered = [&](const std::string& from, const std::string& to) {
            std::string text = good;
            text.replace(text.find(from), from.size(), to);
            return verified(file, text, signer);
        };
        CHECK(verified(file, good, signer) == "opened");
        CHECK(verified({"B13.txt", file.bytes}, good, signer) == code_of(OpenError::other_name));
        CHECK(verified({file.name, file.bytes + "\n"}, good, signer) == code_of(OpenError::other_length));
        std::string another = file.bytes;
        another.replace(another.find("515"), 3, "915");
        CHECK(verified({file.name, another}, good, signer) == code_of(OpenError::other_content));
        CHECK(altered("2022-08-06", "2022-08-07") == code_of(OpenError::signature_not_genuine));
        CHECK(altered("B12 ", "B13 ") == code_of(OpenError::signature_not_genuine));
        CHECK(altered(signer.fingerprint(), std::string(64, 'a')) == code_of(OpenError::signer_unknown));
        CHECK(verified(file, "", signer) == code_of(OpenError::not_manifest));
        CHECK(verified(file, good + "\n", signer) == code_of(OpenError::not_manifest));
    }
}

TEST_CASE("A key of one kind cannot stand in for one of the other") {
    const std::string by_sm2 = sign_manifest(file, key_of("sm2-bank"), at);
    CHECK(verified(file, by_sm2, key_of("ed25519-bank").public_key()) == code_of(OpenError::signer_unknown));
}

TEST_CASE("No bit of a companion can change, and no end of it go missing") {
    for (const std::string name : both_kinds) {
        const SigningKey key = key_of(name);
        const std::string good = sign_manifest(file, key, at);
        for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
            std::string changed = good;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
            CAPTURE(name, bit);
            REQUIRE(verified(file, changed, key.public_key()) != "opened");
        }
        for (std::size_t length = 0; length < good.size(); ++length)
            REQUIRE(verified(file, good.substr(0, length), key.public_key()) == code_of(OpenError::not_manifest));
    }
}

TEST_CASE("What is not written exactly as a manifest is none") {
    const std::string good = sign_manifest({"B12.txt", "abc"}, key_of("ed25519-bank"), at);
    struct Row {
        const char* why;
        std::string from, to;
    };
    const auto row = GENERATE(values<Row>({
        {"another version", "mingzhang-file-1", "mingzhang-file-2"},
        {"two blanks", " 3 ", "  3 "},
        {"a count with a sign", " 3 ", " +3 "},
        {"a count with a zero before it", " 3 ", " 03 "},
        {"upper-case digits", "ba7816bf", "BA7816BF"},
        {"the other hash", " sha256 ", " sm3 "},
        {"a day there is none of", "2022-08-06", "2022-02-30"},
        {"a time without its zone", "01:02:03Z", "01:02:03"},
        {"a path", "B12.txt", "../B12.txt"},
        {"no name", " B12.txt", " "},
        {"a line end of Windows", "B12.txt\n", "B12.txt\r\n"},
        {"an empty line", "B12.txt\n", "B12.txt\n\n"},
    }));
    CAPTURE(row.why);
    REQUIRE(parse_signed_manifest(good));
    std::string text = good;
    text.replace(text.find(row.from), row.from.size(), row.to);
    CHECK_FALSE(parse_signed_manifest(text));
}

TEST_CASE("The program openssl verifies our manifests, and we those it signs") {
    for (const std::string name : both_kinds) {
        CAPTURE(name);
        const std::string own = keys() / (name + ".key");
        const std::vector<std::string> options =
            name.starts_with("sm2") ? std::vector<std::string>{"-digest", "sm3", "-pkeyopt", "distid:1234567812345678"}
                                    : std::vector<std::string>{};
        const auto with = [&](std::vector<std::string> arguments) {
            arguments.insert(arguments.end(), options.begin(), options.end());
            return arguments;
        };
        const auto companion = parse_signed_manifest(sign_manifest(file, key_of(name), at)).value();
        const std::string line = written("line", to_line(companion.manifest));
        const std::string signature = written("signature", companion.signature);
        CHECK(openssl_agrees(with({"pkeyutl", "-verify", "-pubin", "-inkey", keys() / (name + ".pub"), "-rawin", "-in",
                                   line, "-sigfile", signature})));
        CHECK_FALSE(openssl_agrees(with({"pkeyutl", "-verify", "-pubin", "-inkey", keys() / (name + ".pub"), "-rawin",
                                         "-in", written("other", "x"), "-sigfile", signature})));
        const std::string by_openssl = openssl(with({"pkeyutl", "-sign", "-inkey", own, "-rawin", "-in", line}));
        CHECK(verified(file, to_text({companion.manifest, by_openssl}), key_of(name).public_key()) == "opened");
    }
}
