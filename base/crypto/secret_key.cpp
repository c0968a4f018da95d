// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/secret_key.hpp"

#include <openssl/crypto.h>

#include <algorithm>

namespace mingzhang::crypto {

SecretKey SecretKey::generate(RandomSource& random) {
    std::array<std::byte, size> bytes{};
    random.fill(bytes);
    SecretKey key{bytes};
    wipe(bytes);
    return key;
}

SecretKey::SecretKey(std::span<const std::byte, size> bytes) noexcept {
    std::ranges::copy(bytes, bytes_.begin());
}

SecretKey::~SecretKey() {
    wipe(bytes_);
}

bool operator==(const SecretKey& a, const SecretKey& b) noexcept {
    return CRYPTO_memcmp(a.bytes_.data(), b.bytes_.data(), SecretKey::size) == 0;
}

void wipe(std::span<std::byte> bytes) noexcept {
    OPENSSL_cleanse(bytes.data(), bytes.size());
}

}  // namespace mingzhang::crypto
