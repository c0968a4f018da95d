// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>

#include "base/crypto/hex.hpp"
#include "base/values/check.hpp"

namespace mingzhang::crypto {

struct Hasher::State {
    EVP_MD* algorithm;
    EVP_MD_CTX* context;

    // Fetching an algorithm costs more than hashing a row: once per hasher, then only the context is begun anew.
    explicit State(HashKind kind)
        : algorithm{EVP_MD_fetch(nullptr, kind == HashKind::sm3 ? "SM3" : "SHA256", nullptr)},
          context{EVP_MD_CTX_new()} {
        MINGZHANG_CHECK(algorithm != nullptr && context != nullptr);
        MINGZHANG_CHECK(EVP_DigestInit_ex2(context, algorithm, nullptr) == 1);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        EVP_MD_CTX_free(context);
        EVP_MD_free(algorithm);
    }
};

namespace {

// One-shot hashes share a hasher per thread and kind.
Hasher& hasher_of_thread(HashKind kind) {
    thread_local Hasher sha256{HashKind::sha256};
    thread_local Hasher sm3{HashKind::sm3};
    return kind == HashKind::sm3 ? sm3 : sha256;
}

}  // namespace

std::string_view code(HashKind kind) noexcept {
    return kind == HashKind::sm3 ? "sm3" : "sha256";
}

std::optional<HashKind> parse_hash_kind(std::string_view text) noexcept {
    for (const HashKind kind : {HashKind::sha256, HashKind::sm3})
        if (text == code(kind)) return kind;
    return std::nullopt;
}

std::optional<Digest> Digest::from_hex(std::string_view text) noexcept {
    if (text.size() != 2 * size) return std::nullopt;
    const auto bytes = crypto::from_hex(text);
    if (!bytes) return std::nullopt;
    Digest digest;
    std::ranges::copy(*bytes, digest.bytes_.begin());
    return digest;
}

std::string Digest::hex() const {
    return to_hex(bytes_);
}

Hasher::Hasher(HashKind kind) : kind_{kind}, state_{std::make_unique<State>(kind)} {}
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

Hasher& Hasher::update(Bytes bytes) {
    MINGZHANG_CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
    return *this;
}

Digest Hasher::finish() {
    std::array<std::byte, Digest::size> bytes{};
    unsigned length = 0;
    MINGZHANG_CHECK(EVP_DigestFinal_ex(state_->context, reinterpret_cast<unsigned char*>(bytes.data()), &length) == 1);
    MINGZHANG_CHECK(length == Digest::size);
    MINGZHANG_CHECK(EVP_DigestInit_ex2(state_->context, nullptr, nullptr) == 1);
    return Digest{bytes};
}

Digest hash(HashKind kind, Bytes bytes) {
    return hasher_of_thread(kind).update(bytes).finish();
}
Digest hash(HashKind kind, std::string_view text) {
    return hash(kind, as_bytes(text));
}
Digest sha256(Bytes bytes) {
    return hash(HashKind::sha256, bytes);
}
Digest sha256(std::string_view text) {
    return hash(HashKind::sha256, text);
}

}  // namespace mingzhang::crypto
