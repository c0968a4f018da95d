// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/signature.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "base/crypto/hex.hpp"
#include "base/values/check.hpp"
#include "base/values/vocabulary.hpp"

namespace mingzhang::crypto {

namespace {

constexpr Vocabulary<SignatureKind, 2> kinds{{{
    {SignatureKind::ed25519, "ed25519", "Ed25519", "Ed25519"},
    {SignatureKind::sm2, "sm2", "国密 SM2", "SM2"},
}}};

constexpr std::string_view sm2_user_id = "1234567812345678";  // GM/T 0009-2012, section 10.

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;

// One signing or one verification: Ed25519 hashes by itself, SM2 hashes user id, key and message with SM3.
class Operation {
public:
    Operation(SignatureKind kind, EVP_PKEY* key, decltype(&EVP_DigestSignInit) begin)
        : key_context_{EVP_PKEY_CTX_new(key, nullptr), EVP_PKEY_CTX_free}, context_{EVP_MD_CTX_new(), EVP_MD_CTX_free} {
        MINGZHANG_CHECK(key_context_ != nullptr && context_ != nullptr);
        const EVP_MD* hash = nullptr;
        if (kind == SignatureKind::sm2) {
            hash = EVP_sm3();
            MINGZHANG_CHECK(EVP_PKEY_CTX_set1_id(key_context_.get(), sm2_user_id.data(),
                                                 static_cast<int>(sm2_user_id.size())) == 1);
        }
        EVP_MD_CTX_set_pkey_ctx(context_.get(), key_context_.get());
        MINGZHANG_CHECK(begin(context_.get(), nullptr, hash, nullptr, key) == 1);
    }
    [[nodiscard]] EVP_MD_CTX* get() const noexcept { return context_.get(); }

private:
    KeyContext key_context_;  // Outlives the other, which refers to it.
    DigestContext context_;
};

std::string der_of(EVP_PKEY* key) {
    unsigned char* out = nullptr;
    const int length = i2d_PUBKEY(key, &out);
    MINGZHANG_CHECK(length > 0);
    std::string der(reinterpret_cast<const char*>(out), static_cast<std::size_t>(length));
    OPENSSL_free(out);
    return der;
}

}  // namespace

std::string_view code(SignatureKind kind) noexcept {
    return kinds.of(kind).code;
}
Text name(SignatureKind kind) {
    return kinds.name(kind);
}
std::optional<SignatureKind> parse_signature_kind(std::string_view text) noexcept {
    return kinds.parse(text);
}

std::string PublicKey::raw() const {
    unsigned char* out = nullptr;
    if (kind_ == SignatureKind::sm2) {
        const std::size_t length = EVP_PKEY_get1_encoded_public_key(key_.get(), &out);
        MINGZHANG_CHECK(length == 65);
        std::string point(reinterpret_cast<const char*>(out), length);
        OPENSSL_free(out);
        return point;
    }
    std::string bytes(32, '\0');
    std::size_t length = bytes.size();
    MINGZHANG_CHECK(EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(bytes.data()), &length) ==
                    1);
    MINGZHANG_CHECK(length == bytes.size());
    return bytes;
}

std::string PublicKey::fingerprint() const {
    return sha256(der_of(key_.get())).hex();
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
    const Operation operation{kind_, key_.get(), &EVP_DigestVerifyInit};
    const bool holds = EVP_DigestVerify(operation.get(), bytes_of(signature), signature.size(), bytes_of(message),
                                        message.size()) == 1;
    ERR_clear_error();  // Why it does not hold is of no use to anybody.
    return holds;
}

bool operator==(const PublicKey& a, const PublicKey& b) {
    return a.kind_ == b.kind_ && a.raw() == b.raw();
}

PublicKey SigningKey::public_key() const {
    // Through its public form, so that the secret half cannot be reached from it.
    const std::string der = der_of(key_.get());
    const unsigned char* in = bytes_of(der);
    std::shared_ptr<EVP_PKEY> key{d2i_PUBKEY(nullptr, &in, static_cast<long>(der.size())), EVP_PKEY_free};
    MINGZHANG_CHECK(key != nullptr);
    return PublicKey{kind_, std::move(key)};
}

std::string SigningKey::sign(std::string_view message) const {
    const Operation operation{kind_, key_.get(), &EVP_DigestSignInit};
    std::size_t length = 0;
    MINGZHANG_CHECK(EVP_DigestSign(operation.get(), nullptr, &length, bytes_of(message), message.size()) == 1);
    std::string signature(length, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(signature.data());
    MINGZHANG_CHECK(EVP_DigestSign(operation.get(), out, &length, bytes_of(message), message.size()) == 1);
    signature.resize(length);
    return signature;
}

}  // namespace mingzhang::crypto
