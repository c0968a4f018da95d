// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/hmac.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <string>

#include "base/values/check.hpp"

namespace mingzhang::crypto {

struct Hmac::State {
    EVP_MAC* algorithm = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    EVP_MAC_CTX* context = EVP_MAC_CTX_new(algorithm);

    explicit State(const SecretKey& key) {
        MINGZHANG_CHECK(algorithm != nullptr && context != nullptr);
        std::string hash_name = "SHA256";
        const OSSL_PARAM parameters[] = {
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, hash_name.data(), hash_name.size()),
            OSSL_PARAM_construct_end(),
        };
        const auto* const bytes = reinterpret_cast<const unsigned char*>(key.bytes().data());
        MINGZHANG_CHECK(EVP_MAC_init(context, bytes, SecretKey::size, parameters) == 1);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        EVP_MAC_CTX_free(context);
        EVP_MAC_free(algorithm);
    }
};

Hmac::Hmac(const SecretKey& key) : state_{std::make_unique<State>(key)} {}
Hmac::Hmac(Hmac&&) noexcept = default;
Hmac& Hmac::operator=(Hmac&&) noexcept = default;
Hmac::~Hmac() = default;

Digest Hmac::of(std::initializer_list<Bytes> parts) {
    // Beginning without a key takes the one before, already worked in.
    MINGZHANG_CHECK(EVP_MAC_init(state_->context, nullptr, 0, nullptr) == 1);
    for (const Bytes part : parts) {
        const auto* const bytes = reinterpret_cast<const unsigned char*>(part.data());
        MINGZHANG_CHECK(EVP_MAC_update(state_->context, bytes, part.size()) == 1);
    }
    std::array<std::byte, Digest::size> digest{};
    std::size_t length = 0;
    auto* const out = reinterpret_cast<unsigned char*>(digest.data());
    MINGZHANG_CHECK(EVP_MAC_final(state_->context, out, &length, digest.size()) == 1 && length == digest.size());
    return Digest{digest};
}

}  // namespace mingzhang::crypto
