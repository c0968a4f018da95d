// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/fuzz/signing_readers.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "bank_adapters/signing/certificate.hpp"
#include "bank_adapters/signing/cms.hpp"
#include "bank_adapters/signing/manifest.hpp"
#include "bank_adapters/signing/shared_key.hpp"
#include "base/text/utf8.hpp"
#include "base/values/check.hpp"
#include "tests/places.hpp"

namespace mingzhang::fuzz {

namespace {

using namespace bank::signing;

// The one file that was ever signed or sealed with these keys.
constexpr std::string_view the_name = "B12.txt";
constexpr std::string_view the_content = "B12-000001|6299999000000017|测试|515.00\r\n";

std::string key_text(const std::string& name) {
    std::ifstream in{MINGZHANG_SOURCE_DIR "/tests/data/keys/" + name, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    MINGZHANG_CHECK(!text.empty());
    return text;
}

const Certificate& certificate() {
    static const Certificate practice = Certificate::read(key_text("practice.crt")).value();
    return practice;
}

// What is refused is refused in words.
template <class Value>
bool taken(const Result<Value, Refusal>& result) {
    if (result) return true;
    const Refusal& refusal = result.error();
    for (const std::string* text : {&refusal.what().zh, &refusal.what().en, &refusal.next().zh, &refusal.next().en})
        MINGZHANG_CHECK(!text->empty() && !first_wrong_utf8_byte(*text));
    return false;
}

void read_pkcs12_file(std::string_view bytes) {
    const auto key = OwnKey::from_pkcs12(bytes, "practice");
    if (!key) return;
    const Certificate& own = key->certificate();
    const std::string signature = cms_sign("x", *key, CmsForm::detached, CmsDigest::sha256, own.valid_from());
    MINGZHANG_CHECK(cms_verify({"x", "x"}, {"x.p7s", signature}, {own}, own.valid_from()).has_value());
}

// The same file with its MAC made good, so that what lies under it is reached.
std::string with_good_mac(std::string_view bytes) {
    const auto* in = reinterpret_cast<const unsigned char*>(bytes.data());
    const std::unique_ptr<PKCS12, decltype(&PKCS12_free)> file{
        d2i_PKCS12(nullptr, &in, static_cast<long>(bytes.size())), PKCS12_free};
    std::string made;
    if (file && PKCS12_set_mac(file.get(), "practice", -1, nullptr, 0, 1, EVP_sha256()) == 1) {
        unsigned char* out = nullptr;
        const int length = i2d_PKCS12(file.get(), &out);
        if (length > 0) made.assign(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
        OPENSSL_free(out);
    }
    ERR_clear_error();
    return made;
}

}  // namespace

// Nothing is given out but what was signed; a signature of its own holds for no other file.
void read_cms(std::string_view bytes) {
    static const OwnKey key = OwnKey::from_pem(key_text("practice.key"), {}, certificate()).value();
    const Instant now = certificate().valid_from();
    const RoadFile file{"x.p7m", std::string{bytes}};
    const auto opened = cms_open(file, {certificate()}, now);
    if (taken(opened)) MINGZHANG_CHECK(*opened == the_content);
    MINGZHANG_CHECK(!taken(cms_verify({"x", "another"}, file, {certificate()}, now)));
    (void)taken(cms_verify({"x", std::string{the_content}}, file, {certificate()}, now));
    (void)taken(cms_decrypt(file, key));
}

// What is a manifest is written the same again; and one that holds was signed.
void read_manifest(std::string_view bytes) {
    static const std::vector signers{crypto::PublicKey::from_pem(key_text("practice-ed25519.pub")).value(),
                                     crypto::PublicKey::from_pem(key_text("practice-sm2.pub")).value()};
    if (const auto parsed = parse_signed_manifest(bytes)) MINGZHANG_CHECK(to_text(*parsed) == bytes);
    const RoadFile companion{"x.sig", std::string{bytes}};
    MINGZHANG_CHECK(!taken(verify_manifest({"x", "another"}, companion, signers)));
    (void)taken(verify_manifest({std::string{the_name}, std::string{the_content}}, companion, signers));
}

void read_pkcs12(std::string_view bytes) {
    read_pkcs12_file(bytes);
    if (const std::string mended = with_good_mac(bytes); !mended.empty()) read_pkcs12_file(mended);
    if (const auto read = Certificate::read(bytes)) {
        MINGZHANG_CHECK(read->fingerprint().size() == 64 && read->bits() >= 2048);
        MINGZHANG_CHECK(!first_wrong_utf8_byte(read->subject()));
    }
    (void)OwnKey::from_pem(bytes, "practice", certificate());
}

// What opens was sealed; and a key has a number.
void read_shared_key(std::string_view bytes) {
    static const SharedKey key = SharedKey::read(key_text("practice-shared.key")).value();
    const auto opened = key.open({"x.enc", std::string{bytes}}, std::string{the_name});
    if (taken(opened)) MINGZHANG_CHECK(*opened == the_content);
    if (const auto read = SharedKey::read(bytes)) MINGZHANG_CHECK(read->number().size() == 8);
}

}  // namespace mingzhang::fuzz
