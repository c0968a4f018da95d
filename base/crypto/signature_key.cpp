// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
// How keys to sign with come into being, and how they are written and read.
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <array>
#include <cstring>

#include "base/crypto/signature.hpp"
#include "base/values/check.hpp"

namespace mingzhang::crypto {

namespace {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* thing) const noexcept {
        release(thing);
    }
};
template <class T, auto release>
using Owned = std::unique_ptr<T, Release<release>>;
using OwnedBio = Owned<BIO, BIO_free_all>;
using OwnedNumber = Owned<BIGNUM, BN_clear_free>;

std::shared_ptr<EVP_PKEY> owned(EVP_PKEY* key) {
    return {key, EVP_PKEY_free};
}

// The kind of a key OpenSSL read, if it is one of ours.
std::optional<SignatureKind> kind_of(const EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "ED25519") == 1) return SignatureKind::ed25519;
    if (EVP_PKEY_is_a(key, "SM2") == 1) return SignatureKind::sm2;
    return std::nullopt;
}

OwnedBio reader_of(std::string_view text) {
    OwnedBio bio{BIO_new_mem_buf(text.empty() ? "" : text.data(), static_cast<int>(text.size()))};
    MINGZHANG_CHECK(bio != nullptr);
    return bio;
}

std::string text_of(BIO* bio) {
    char* bytes = nullptr;
    const long length = BIO_get_mem_data(bio, &bytes);
    return {bytes, static_cast<std::size_t>(length)};
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

// The public point of d, and both as a key. None when d is not in 1 … n − 2 (GB/T 32918.1, section 6.1).
std::shared_ptr<EVP_PKEY> sm2_key(const SecretKey& secret) {
    const Owned<EC_GROUP, EC_GROUP_free> curve{EC_GROUP_new_by_curve_name(NID_sm2)};
    MINGZHANG_CHECK(curve != nullptr);
    const auto* const bytes = reinterpret_cast<const unsigned char*>(secret.bytes().data());
    const OwnedNumber d{BN_bin2bn(bytes, static_cast<int>(SecretKey::size), nullptr)};
    const OwnedNumber d_end{BN_dup(EC_GROUP_get0_order(curve.get()))};
    MINGZHANG_CHECK(d != nullptr && d_end != nullptr && BN_sub_word(d_end.get(), 1) == 1);
    if (BN_is_zero(d.get()) || BN_cmp(d.get(), d_end.get()) >= 0) return nullptr;
    BN_set_flags(d.get(), BN_FLG_CONSTTIME);

    const Owned<EC_POINT, EC_POINT_free> point{EC_POINT_new(curve.get())};
    MINGZHANG_CHECK(point != nullptr &&
                    EC_POINT_mul(curve.get(), point.get(), d.get(), nullptr, nullptr, nullptr) == 1);
    std::array<unsigned char, 65> encoded{};
    MINGZHANG_CHECK(EC_POINT_point2oct(curve.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, encoded.data(),
                                       encoded.size(), nullptr) == encoded.size());

    const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> build{OSSL_PARAM_BLD_new()};
    MINGZHANG_CHECK(build != nullptr);
    MINGZHANG_CHECK(OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0) == 1);
    MINGZHANG_CHECK(OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_PRIV_KEY, d.get()) == 1);
    MINGZHANG_CHECK(
        OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.data(), encoded.size()) == 1);
    const Owned<OSSL_PARAM, OSSL_PARAM_free> parameters{OSSL_PARAM_BLD_to_param(build.get())};
    const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context{EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr)};
    EVP_PKEY* key = nullptr;
    MINGZHANG_CHECK(parameters != nullptr && context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1);
    MINGZHANG_CHECK(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) == 1);
    return owned(key);
}

}  // namespace

Result<PublicKey, SignatureKeyError> PublicKey::from_pem(std::string_view pem) {
    const OwnedBio bio = reader_of(pem);
    auto key = owned(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
    ERR_clear_error();
    if (!key) return tl::unexpected{SignatureKeyError::not_a_key};
    const auto kind = kind_of(key.get());
    if (!kind) return tl::unexpected{SignatureKeyError::kind_not_spoken};
    return PublicKey{*kind, std::move(key)};
}

std::string PublicKey::to_pem() const {
    const OwnedBio bio{BIO_new(BIO_s_mem())};
    MINGZHANG_CHECK(bio != nullptr && PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1);
    return text_of(bio.get());
}

std::optional<SigningKey> SigningKey::from_secret(SignatureKind kind, const SecretKey& secret) {
    if (kind == SignatureKind::sm2) {
        auto key = sm2_key(secret);
        if (!key) return std::nullopt;
        return SigningKey{kind, std::move(key)};
    }
    const auto* const bytes = reinterpret_cast<const unsigned char*>(secret.bytes().data());
    auto key = owned(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes, SecretKey::size));
    MINGZHANG_CHECK(key != nullptr);
    return SigningKey{kind, std::move(key)};
}

SigningKey SigningKey::generate(SignatureKind kind, RandomSource& random) {
    // Drawn again when out of range: once in 2^32 for SM2, never for Ed25519.
    while (true)
        if (auto key = from_secret(kind, SecretKey::generate(random))) return std::move(*key);
}

Result<SigningKey, SignatureKeyError> SigningKey::from_pem(std::string_view pem, std::string_view pass_phrase) {
    const OwnedBio bio = reader_of(pem);
    PassPhrase phrase{pass_phrase};
    auto key = owned(PEM_read_bio_PrivateKey(bio.get(), nullptr, &PassPhrase::give, &phrase));
    ERR_clear_error();
    if (!key) return tl::unexpected{phrase.asked ? SignatureKeyError::pass_phrase : SignatureKeyError::not_a_key};
    const auto kind = kind_of(key.get());
    if (!kind) return tl::unexpected{SignatureKeyError::kind_not_spoken};
    return SigningKey{*kind, std::move(key)};
}

std::string SigningKey::to_pem() const {
    const OwnedBio bio{BIO_new(BIO_s_secmem())};
    MINGZHANG_CHECK(bio != nullptr &&
                    PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return text_of(bio.get());
}

std::string SigningKey::to_pem(std::string_view pass_phrase) const {
    MINGZHANG_CHECK(!pass_phrase.empty());
    const OwnedBio bio{BIO_new(BIO_s_mem())};
    const auto length = static_cast<int>(pass_phrase.size());
    MINGZHANG_CHECK(bio != nullptr && PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), EVP_aes_256_cbc(),
                                                                    pass_phrase.data(), length, nullptr, nullptr) == 1);
    return text_of(bio.get());
}

}  // namespace mingzhang::crypto
