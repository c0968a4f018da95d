// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/aead.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <limits>

#include "base/values/check.hpp"

namespace mingzhang::crypto {

namespace {

// OpenSSL counts in int; blobs come in pieces far below.
int length_of(std::size_t size) {
    MINGZHANG_CHECK(size <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
    return static_cast<int>(size);
}

const unsigned char* raw(Bytes bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::span<std::byte> bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace

// Two contexts, one per direction, that keep the expanded key: a row costs a new nonce and nothing else.
struct Aead::State {
    EVP_CIPHER* cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    EVP_CIPHER_CTX* sealing = EVP_CIPHER_CTX_new();
    EVP_CIPHER_CTX* opening = EVP_CIPHER_CTX_new();

    explicit State(const SecretKey& key) {
        MINGZHANG_CHECK(cipher != nullptr && sealing != nullptr && opening != nullptr);
        MINGZHANG_CHECK(EVP_EncryptInit_ex2(sealing, cipher, raw(key.bytes()), nullptr, nullptr) == 1);
        MINGZHANG_CHECK(EVP_DecryptInit_ex2(opening, cipher, raw(key.bytes()), nullptr, nullptr) == 1);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        EVP_CIPHER_CTX_free(opening);
        EVP_CIPHER_CTX_free(sealing);
        EVP_CIPHER_free(cipher);
    }
};

Aead::Aead(const SecretKey& key) : state_{std::make_unique<State>(key)} {}
Aead::Aead(Aead&&) noexcept = default;
Aead& Aead::operator=(Aead&&) noexcept = default;
Aead::~Aead() = default;

void Aead::seal(const Nonce& nonce, Bytes bound, Bytes plain, std::span<std::byte> sealed) {
    MINGZHANG_CHECK(sealed.size() == plain.size() + tag_size);
    EVP_CIPHER_CTX* const context = state_->sealing;
    const std::span<std::byte> tag = sealed.last(tag_size);
    int written = 0;
    MINGZHANG_CHECK(EVP_EncryptInit_ex2(context, nullptr, nullptr, raw(nonce), nullptr) == 1);
    MINGZHANG_CHECK(EVP_EncryptUpdate(context, nullptr, &written, raw(bound), length_of(bound.size())) == 1);
    MINGZHANG_CHECK(EVP_EncryptUpdate(context, raw(sealed), &written, raw(plain), length_of(plain.size())) == 1);
    MINGZHANG_CHECK(EVP_EncryptFinal_ex(context, raw(tag), &written) == 1 && written == 0);
    MINGZHANG_CHECK(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag_size), tag.data()) == 1);
}

bool Aead::open(const Nonce& nonce, Bytes bound, Bytes sealed, std::span<std::byte> plain) {
    MINGZHANG_CHECK(sealed.size() == plain.size() + tag_size);
    EVP_CIPHER_CTX* const context = state_->opening;
    std::array<std::byte, tag_size> tag{};
    std::ranges::copy(sealed.last(tag_size), tag.begin());
    const Bytes ciphertext = sealed.first(plain.size());
    std::array<std::byte, tag_size> rest{};
    int written = 0;
    MINGZHANG_CHECK(EVP_DecryptInit_ex2(context, nullptr, nullptr, raw(nonce), nullptr) == 1);
    MINGZHANG_CHECK(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag_size), tag.data()) == 1);
    MINGZHANG_CHECK(EVP_DecryptUpdate(context, nullptr, &written, raw(bound), length_of(bound.size())) == 1);
    MINGZHANG_CHECK(EVP_DecryptUpdate(context, raw(plain), &written, raw(ciphertext), length_of(plain.size())) == 1);
    const bool genuine = EVP_DecryptFinal_ex(context, raw(std::span<std::byte>{rest}), &written) == 1;
    if (!genuine) std::ranges::fill(plain, std::byte{0});
    return genuine;
}

}  // namespace mingzhang::crypto
