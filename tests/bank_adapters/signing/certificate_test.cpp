// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/certificate.hpp"

#include <openssl/evp.h>

#include <catch2/catch.hpp>
#include <cctype>
#include <cstdlib>
#include <memory>

#include "bank_adapters/signing/cms.hpp"
#include "base/crypto/base64.hpp"
#include "tests/bank_adapters/signing/keys.hpp"
#include "tests/base/temporary_folder.hpp"

using namespace mingzhang;
using namespace mingzhang::bank::signing;
using namespace mingzhang::bank::signing::test;

namespace {

// A PKCS#12 file of the office's key as an old or a new program writes it.
std::string pkcs12(std::vector<std::string> how) {
    const auto path = [](const char* name) { return (keys() / name).string(); };
    std::vector<std::string> arguments{"pkcs12", "-export",          "-inkey",   path("office.key"),
                                       "-in",    path("office.crt"), "-passout", "file:" + path("office.pass")};
    arguments.insert(arguments.end(), how.begin(), how.end());
    return openssl(arguments);
}

Result<OwnKey, KeyError> office_from(const std::string& bytes) {
    return OwnKey::from_pkcs12(bytes, pass_phrase);
}

std::string self_signed(std::vector<std::string> key) {
    std::vector<std::string> arguments{"req",   "-x509", "-nodes", "-keyout", written("made.key", ""),
                                       "-subj", "/CN=x", "-batch"};
    arguments.insert(arguments.end(), key.begin(), key.end());
    return openssl(arguments);
}

KeyError fault_of(const std::string& bytes) {
    const auto read = Certificate::read(bytes);
    REQUIRE_FALSE(read);
    return read.error();
}

}  // namespace

TEST_CASE("A certificate shows what the program openssl shows of it") {
    const Certificate bank = certificate("bank");
    const std::string path = (keys() / "bank.crt").string();
    const std::string shown = openssl({"x509", "-in", path, "-noout", "-fingerprint", "-sha256"});
    std::string fingerprint;
    for (const char c : shown.substr(shown.find('=') + 1))
        if (std::isxdigit(static_cast<unsigned char>(c)) != 0) fingerprint += static_cast<char>(std::tolower(c));
    CHECK(bank.fingerprint() == fingerprint);
    CHECK(bank.subject() == "CN=bank,O=示范");
    CHECK(bank.bits() == 2048);
    CHECK(bank.valid_until() - bank.valid_from() == std::chrono::days{365});
    const std::string der = openssl({"x509", "-in", path, "-outform", "DER"});
    CHECK(Certificate::read(der).value().fingerprint() == fingerprint);
}

TEST_CASE("A certificate that cannot be used is refused for its reason") {
    CHECK(fault_of("") == KeyError::not_a_certificate);
    CHECK(fault_of("x") == KeyError::not_a_certificate);
    CHECK(fault_of(key_text("bank.key")) == KeyError::not_a_certificate);
    CHECK(fault_of(key_text("bank.crt").substr(0, 400)) == KeyError::not_a_certificate);
    CHECK(fault_of(self_signed({"-newkey", "rsa:1024"})) == KeyError::too_short);
    CHECK(fault_of(self_signed({"-newkey", "ed25519"})) == KeyError::kind_not_spoken);
}

TEST_CASE("A key is read from PKCS#8 in clear and under a pass phrase") {
    const Certificate office = certificate("office");
    const auto read = [&](const std::string& name, const std::string& phrase) {
        return OwnKey::from_pem(key_text(name), phrase, office);
    };
    CHECK(read("office.key", ""));
    CHECK(read("office.enc.key", pass_phrase));
    CHECK(read("office.enc.key", "").error() == KeyError::pass_phrase);
    CHECK(read("office.enc.key", "another").error() == KeyError::pass_phrase);
    CHECK(read("office.crt", "").error() == KeyError::not_a_key);
    CHECK(read("bank.key", "").error() == KeyError::certificate_of_another_key);
    CHECK(read("sm2-office.key", "").error() == KeyError::kind_not_spoken);
}

TEST_CASE("A key that is damaged is refused when it is taken up, not when it is used") {
    std::string der =
        openssl({"pkcs8", "-topk8", "-nocrypt", "-in", (keys() / "office.key").string(), "-outform", "DER"});
    const auto as_pem = [&] {
        std::string pem = "-----BEGIN PRIVATE KEY-----\n";
        const std::string text = crypto::to_base64(der);
        for (std::size_t at = 0; at < text.size(); at += 64) pem += text.substr(at, 64) + "\n";
        return pem + "-----END PRIVATE KEY-----\n";
    };
    REQUIRE(OwnKey::from_pem(as_pem(), {}, certificate("office")));
    // RFC 8017, A.1.2: version, n, e, d, p, q, d mod p-1, d mod q-1, 1/q mod p. One wrong alone OpenSSL does without.
    std::size_t at = der.find(std::string{"\x02\x01\x00\x02\x82", 5});
    REQUIRE(at != std::string::npos);
    for (const std::string number : {"version", "n", "e", "d", "p", "q", "d mod p-1", "d mod q-1"}) {
        const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(der[i])); };
        const bool is_long = byte(at + 1) >= 0x80;
        const std::size_t head = is_long ? 2 + (byte(at + 1) & 0x7fU) : 2;
        std::size_t length = is_long ? 0 : byte(at + 1);
        for (std::size_t i = 2; i < head; ++i) length = 256 * length + byte(at + i);
        if (number.starts_with("d")) der[at + head + length / 2] = static_cast<char>(byte(at + head + length / 2) ^ 1);
        at += head + length;
    }
    CHECK(OwnKey::from_pem(as_pem(), {}, certificate("office")).error() == KeyError::not_a_key);
}

TEST_CASE("A key is read from PKCS#12 of any age, with its certificate") {
    const std::string fingerprint = certificate("office").fingerprint();
    CHECK(office_from(key_text("office.p12")).value().certificate().fingerprint() == fingerprint);
    for (const auto& how : std::vector<std::vector<std::string>>{
             {"-legacy"},
             {"-legacy", "-certpbe", "PBE-SHA1-RC2-40", "-keypbe", "PBE-SHA1-RC2-40"},
             {"-legacy", "-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"},
             {"-keypbe", "NONE", "-certpbe", "NONE"},
             {"-name", "办公室"}}) {
        CAPTURE(how);
        const auto read = office_from(pkcs12(how));
        REQUIRE(read);
        CHECK(read->certificate().fingerprint() == fingerprint);
    }
}

TEST_CASE("A key out of an old PKCS#12 file signs as any other, and old ciphers stay unknown elsewhere") {
    const OwnKey old = office_from(pkcs12({"-legacy"})).value();
    const Instant now = while_valid();
    const RoadFile signature{"x.p7s", cms_sign("x", old, CmsForm::detached, CmsDigest::sha256, now)};
    CHECK(cms_verify({"x", "x"}, signature, {certificate("office")}, now));
    const std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> cipher{
        EVP_CIPHER_fetch(nullptr, "RC2-40-CBC", nullptr), EVP_CIPHER_free};
    CHECK(cipher == nullptr);
}

TEST_CASE("Without OpenSSL's legacy module an old file is refused in words, and a new one is read") {
    const std::string old = pkcs12({"-legacy"});
    const std::string new_one = pkcs12({});
    const TemporaryFolder empty;
    ::setenv("OPENSSL_MODULES", empty.path().c_str(), 1);
    const auto refused = office_from(old);
    const auto read = office_from(new_one);
    ::unsetenv("OPENSSL_MODULES");
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == KeyError::old_cipher);
    CHECK(read);
    CHECK(office_from(old));
}

TEST_CASE("A PKCS#12 file that cannot be used is refused for its reason") {
    const std::string good = key_text("office.p12");
    CHECK(OwnKey::from_pkcs12(good, "another").error() == KeyError::pass_phrase);
    CHECK(OwnKey::from_pkcs12(good, "").error() == KeyError::pass_phrase);
    CHECK(office_from("").error() == KeyError::not_a_key);
    CHECK(office_from(good + "x").error() == KeyError::not_a_key);
    CHECK(office_from(pkcs12({"-nocerts"})).error() == KeyError::no_certificate);
    for (std::size_t length = 0; length < good.size(); length += 7) REQUIRE_FALSE(office_from(good.substr(0, length)));
}
