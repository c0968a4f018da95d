// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "bank_adapters/signing/envelope.hpp"
#include "bank_adapters/signing/errors.hpp"
#include "base/crypto/digest.hpp"
#include "base/crypto/random.hpp"
#include "base/crypto/secret_key.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

// Encryption under a key that the bank and the office share: SM4 (GB/T 32907) in counter mode, then HMAC with SM3 over
// everything before it. A sealed file is one line of text, the encrypted bytes, and the 32 bytes of the HMAC:
//
//   mingzhang-sealed-1 sm4-ctr hmac-sm3 <key number> <nonce> <bytes> B12.txt
//
// The key file holds 64 hex digits, the key K of 32 bytes. Three secrets come from it by HKDF (RFC 5869) with SM3, the
// salt "mingzhang-sealed-1" and the names "sm4-ctr" (16 bytes), "hmac-sm3" (32 bytes), "number" (4 bytes: the key
// number, 8 hex digits). The nonce is the first counter block: 16 bytes, drawn anew for each file.
namespace mingzhang::bank::signing {

inline constexpr std::size_t sm4_key_size = 16;
inline constexpr std::size_t sm4_block_size = 16;
using Nonce = std::array<std::byte, sm4_block_size>;

class SharedKey {
public:
    // 64 hex digits, and a line end or none.
    [[nodiscard]] static Result<SharedKey, KeyError> read(std::string_view text);

    // Eight hex digits that tell keys apart and say nothing of the key.
    [[nodiscard]] std::string number() const;

    // REQUIRES: a name that `is_sealed_name`.
    [[nodiscard]] std::string seal(const RoadFile& file, crypto::RandomSource& random) const;
    // `name` is the one it must have been sealed under. Nothing is decrypted before the HMAC holds.
    [[nodiscard]] Result<std::string, Refusal> open(const RoadFile& sealed, const std::string& name) const;

private:
    explicit SharedKey(const crypto::SecretKey& key) noexcept : key_{key} {}
    crypto::SecretKey key_;
};

// Whether a sealed file can carry the name: that of a manifest.
[[nodiscard]] bool is_sealed_name(std::string_view name) noexcept;

// The two parts of it, as the standards have them.
void sm4_ctr(std::span<const std::byte, sm4_key_size> key, const Nonce& nonce, std::string& bytes);  // In place.
[[nodiscard]] crypto::Digest hmac_sm3(crypto::Bytes key, std::string_view bytes);

}  // namespace mingzhang::bank::signing
