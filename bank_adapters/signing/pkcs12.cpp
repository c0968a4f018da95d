// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include "bank_adapters/signing/certificate.hpp"
#include "bank_adapters/signing/owned.hpp"
#include "base/values/check.hpp"

namespace mingzhang::bank::signing {
namespace {

using OwnedContext = Owned<OSSL_LIB_CTX, OSSL_LIB_CTX_free>;
using OwnedPkcs12 = Owned<PKCS12, PKCS12_free>;

// How often a pass phrase is hashed: programs take 2,048 to some 600,000 times. More would be asked by a file that is
// made to keep us busy.
constexpr long rounds_max = 10'000'000;

// What is read in a library context of its own, null for the one everybody uses.
OwnedPkcs12 read_in(OSSL_LIB_CTX* context, std::string_view bytes) {
    PKCS12* file = PKCS12_init_ex(NID_pkcs7_data, context, nullptr);
    MINGZHANG_CHECK(file != nullptr);
    const auto* in = reinterpret_cast<const unsigned char*>(bytes.data());
    d2i_PKCS12(&file, &in, static_cast<long>(bytes.size()));
    OwnedPkcs12 owned{file};
    if (in != reinterpret_cast<const unsigned char*>(bytes.data()) + bytes.size()) owned.reset();
    ERR_clear_error();
    return owned;
}

bool is_sound(const PKCS12* file) {
    const ASN1_INTEGER* rounds = nullptr;
    if (file == nullptr || PKCS12_mac_present(file) != 1) return false;
    PKCS12_get0_mac(nullptr, nullptr, nullptr, &rounds, file);
    const long count = rounds == nullptr ? 1 : ASN1_INTEGER_get(rounds);
    ERR_clear_error();
    return count > 0 && count <= rounds_max;
}

struct Contents {
    std::shared_ptr<EVP_PKEY> key;
    std::shared_ptr<X509> certificate;
};

// Empty where a cipher inside is not to be had in the file's context.
Contents take_out(PKCS12* file, const std::string& pass_phrase) {
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    STACK_OF(X509)* others = nullptr;
    PKCS12_parse(file, pass_phrase.c_str(), &key, &certificate, &others);
    ERR_clear_error();
    sk_X509_pop_free(others, X509_free);
    return {{key, EVP_PKEY_free}, {certificate, X509_free}};
}

// The same key and certificate in the context everybody uses, so that nothing else is ever done with old ciphers.
Contents moved_out(const Contents& from) {
    Contents to;
    if (from.key) {
        const Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free> info{EVP_PKEY2PKCS8(from.key.get())};
        MINGZHANG_CHECK(info != nullptr);
        to.key = {EVP_PKCS82PKEY(info.get()), EVP_PKEY_free};
    }
    if (from.certificate) {
        unsigned char* der = nullptr;
        const int length = i2d_X509(from.certificate.get(), &der);
        MINGZHANG_CHECK(length > 0);
        const unsigned char* in = der;
        to.certificate = {d2i_X509(nullptr, &in, length), X509_free};
        OPENSSL_free(der);
    }
    ERR_clear_error();
    return to;
}

// RC2 with 40 bits, as Windows and Java wrote it for twenty years, is read by OpenSSL 3 only through its legacy module.
Result<Contents, KeyError> take_out_old(std::string_view bytes, const std::string& pass_phrase) {
    const OwnedContext context{OSSL_LIB_CTX_new()};
    MINGZHANG_CHECK(context != nullptr);
    const Owned<OSSL_PROVIDER, OSSL_PROVIDER_unload> usual{OSSL_PROVIDER_load(context.get(), "default")};
    const Owned<OSSL_PROVIDER, OSSL_PROVIDER_unload> legacy{OSSL_PROVIDER_load(context.get(), "legacy")};
    ERR_clear_error();
    MINGZHANG_CHECK(usual != nullptr);
    if (!legacy) return tl::unexpected{KeyError::old_cipher};
    const OwnedPkcs12 file = read_in(context.get(), bytes);
    MINGZHANG_CHECK(file != nullptr);  // It was read before.
    return moved_out(take_out(file.get(), pass_phrase));
}

}  // namespace

Result<OwnKey, KeyError> OwnKey::from_pkcs12(std::string_view bytes, std::string_view pass_phrase) {
    const auto refuse = [](KeyError why) { return tl::unexpected<KeyError>{why}; };
    const OwnedPkcs12 file = read_in(nullptr, bytes);
    if (!is_sound(file.get())) return refuse(KeyError::not_a_key);
    const int length = static_cast<int>(pass_phrase.size());
    const bool opens = PKCS12_verify_mac(file.get(), pass_phrase.data(), length) == 1;
    ERR_clear_error();
    if (!opens) return refuse(KeyError::pass_phrase);

    std::string phrase{pass_phrase};  // OpenSSL asks for one that ends with a zero.
    Contents contents = take_out(file.get(), phrase);
    Result<Contents, KeyError> old{Contents{}};
    if (!contents.key) old = take_out_old(bytes, phrase);
    OPENSSL_cleanse(phrase.data(), phrase.size());
    if (!old) return refuse(old.error());
    if (!contents.key) contents = *std::move(old);
    if (!contents.key) return refuse(KeyError::not_a_key);
    if (!contents.certificate) return refuse(KeyError::no_certificate);
    const auto certificate = Certificate::from(std::move(contents.certificate));
    if (!certificate) return refuse(certificate.error());
    return of(std::move(contents.key), *certificate);
}

}  // namespace mingzhang::bank::signing
