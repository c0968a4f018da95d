// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/certificate.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <cstring>
#include <ctime>
#include <optional>
#include <vector>

#include "bank_adapters/signing/owned.hpp"
#include "base/crypto/digest.hpp"
#include "base/text/utf8.hpp"
#include "base/values/check.hpp"

namespace mingzhang::bank::signing {
namespace {

// NIST SP 800-131A: no longer enough below.
constexpr int rsa_bits_min = 2048;
constexpr int rsa_bits_max = 16384;  // OpenSSL's own limit for what it works with.

using OwnedBio = Owned<BIO, BIO_free_all>;

OwnedBio reader_of(std::string_view bytes) {
    OwnedBio bio{BIO_new_mem_buf(bytes.empty() ? "" : bytes.data(), static_cast<int>(bytes.size()))};
    MINGZHANG_CHECK(bio != nullptr);
    return bio;
}

std::optional<Instant> instant_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
    return Instant{std::chrono::seconds{timegm(&parts)}};
}

std::optional<KeyError> fault_of(const EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "RSA") != 1) return KeyError::kind_not_spoken;
    const int bits = EVP_PKEY_get_bits(key);
    if (bits > rsa_bits_max) return KeyError::kind_not_spoken;
    if (bits < rsa_bits_min) return KeyError::too_short;
    return std::nullopt;
}

// A damaged key may be read and still not work: better found when it is taken up than when a file is due.

bool encrypts(EVP_PKEY* key) {
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context{EVP_PKEY_CTX_new(key, nullptr)};
    const std::array<unsigned char, 16> trial{};
    std::size_t length = 0;
    const bool begun = context != nullptr && EVP_PKEY_encrypt_init(context.get()) == 1 &&
                       EVP_PKEY_encrypt(context.get(), nullptr, &length, trial.data(), trial.size()) == 1;
    std::vector<unsigned char> out(length);
    const bool done = begun && EVP_PKEY_encrypt(context.get(), out.data(), &length, trial.data(), trial.size()) == 1;
    ERR_clear_error();
    return done;
}

bool signs_for(EVP_PKEY* key, EVP_PKEY* public_half) {
    const Owned<EVP_MD_CTX, EVP_MD_CTX_free> signing{EVP_MD_CTX_new()}, verifying{EVP_MD_CTX_new()};
    MINGZHANG_CHECK(signing != nullptr && verifying != nullptr);
    const std::array<unsigned char, 16> trial{};
    std::size_t length = 0;
    const bool begun = EVP_DigestSignInit(signing.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
                       EVP_DigestSign(signing.get(), nullptr, &length, trial.data(), trial.size()) == 1;
    std::vector<unsigned char> out(length);
    const bool holds = begun && EVP_DigestSign(signing.get(), out.data(), &length, trial.data(), trial.size()) == 1 &&
                       EVP_DigestVerifyInit(verifying.get(), nullptr, EVP_sha256(), nullptr, public_half) == 1 &&
                       EVP_DigestVerify(verifying.get(), out.data(), length, trial.data(), trial.size()) == 1;
    ERR_clear_error();
    return holds;
}

// Gives the pass phrase to OpenSSL, and remembers that it was asked for.
struct PassPhrase {
    std::string_view text;
    bool asked = false;

    static int give(char* room, int size, int, void* self) {
        auto& phrase = *static_cast<PassPhrase*>(self);
        phrase.asked = true;
        if (phrase.text.empty() || static_cast<int>(phrase.text.size()) > size) return -1;
        std::memcpy(room, phrase.text.data(), phrase.text.size());
        return static_cast<int>(phrase.text.size());
    }
};

}  // namespace

Result<Certificate, KeyError> Certificate::from(std::shared_ptr<x509_st> certificate) {
    const auto refuse = [](KeyError why) { return tl::unexpected<KeyError>{why}; };
    EVP_PKEY* const key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
    ERR_clear_error();
    if (key == nullptr) return refuse(KeyError::not_a_certificate);
    if (const auto fault = fault_of(key)) return refuse(*fault);
    if (!encrypts(key)) return refuse(KeyError::not_a_certificate);
    const auto from = instant_of(X509_get0_notBefore(certificate.get()));
    const auto until = instant_of(X509_get0_notAfter(certificate.get()));
    ERR_clear_error();
    if (!from || !until) return refuse(KeyError::not_a_certificate);
    return Certificate{std::move(certificate), *from, *until};
}

Result<Certificate, KeyError> Certificate::read(std::string_view bytes) {
    const OwnedBio bio = reader_of(bytes);
    X509* certificate = nullptr;
    if (bytes.find("-----BEGIN") != std::string_view::npos) {
        PassPhrase none;  // Or OpenSSL would ask at the terminal.
        certificate = PEM_read_bio_X509(bio.get(), nullptr, &PassPhrase::give, &none);
    } else {
        certificate = d2i_X509_bio(bio.get(), nullptr);
    }
    return from({certificate, X509_free});
}

std::string Certificate::fingerprint() const {
    unsigned char* out = nullptr;
    const int length = i2d_X509(certificate_.get(), &out);
    MINGZHANG_CHECK(length > 0);
    const std::string_view der{reinterpret_cast<const char*>(out), static_cast<std::size_t>(length)};
    std::string hex = crypto::sha256(der).hex();
    OPENSSL_free(out);
    return hex;
}

std::string Certificate::subject() const {
    const OwnedBio bio{BIO_new(BIO_s_mem())};
    MINGZHANG_CHECK(bio != nullptr);
    X509_NAME_print_ex(bio.get(), X509_get_subject_name(certificate_.get()), 0,
                       XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    ERR_clear_error();
    char* bytes = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &bytes);
    std::string text = length > 0 ? std::string(bytes, static_cast<std::size_t>(length)) : std::string{};
    // Whoever issued it may have put anything into it.
    while (const auto wrong = first_wrong_utf8_byte(text)) text[*wrong] = '?';
    return text;
}

int Certificate::bits() const {
    return EVP_PKEY_get_bits(X509_get0_pubkey(certificate_.get()));
}

Result<OwnKey, KeyError> OwnKey::of(std::shared_ptr<evp_pkey_st> key, const Certificate& certificate) {
    if (const auto fault = fault_of(key.get())) return tl::unexpected{*fault};
    EVP_PKEY* const public_half = X509_get0_pubkey(certificate.get());
    const bool fits = EVP_PKEY_eq(key.get(), public_half) == 1;
    ERR_clear_error();
    if (!fits) return tl::unexpected{KeyError::certificate_of_another_key};
    if (!signs_for(key.get(), public_half)) return tl::unexpected{KeyError::not_a_key};
    return OwnKey{std::move(key), certificate};
}

Result<OwnKey, KeyError> OwnKey::from_pem(std::string_view pem, std::string_view pass_phrase,
                                          const Certificate& certificate) {
    const OwnedBio bio = reader_of(pem);
    PassPhrase phrase{pass_phrase};
    std::shared_ptr<EVP_PKEY> key{PEM_read_bio_PrivateKey(bio.get(), nullptr, &PassPhrase::give, &phrase),
                                  EVP_PKEY_free};
    ERR_clear_error();
    if (!key) return tl::unexpected{phrase.asked ? KeyError::pass_phrase : KeyError::not_a_key};
    return of(std::move(key), certificate);
}

}  // namespace mingzhang::bank::signing
