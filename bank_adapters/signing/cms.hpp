// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/signing/certificate.hpp"
#include "bank_adapters/signing/envelope.hpp"
#include "base/values/clock.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

// Cryptographic Message Syntax (RFC 5652), in DER: signatures by RSA, and encryption to an RSA key.
namespace mingzhang::bank::signing {

enum class CmsForm : std::uint8_t {
    detached,  // The signature is a file of its own (.p7s).
    attached,  // The signature holds the file (.p7m).
};
enum class CmsDigest : std::uint8_t { sha256, sha384, sha512 };
enum class CmsCipher : std::uint8_t { aes_256_cbc, sm4_cbc };

// The bytes that go through OpenSSL in one piece.
inline constexpr std::size_t cms_bytes_max = std::size_t{1} << 30;

// REQUIRES of all: at most `cms_bytes_max` bytes.

[[nodiscard]] std::string cms_sign(std::string_view content, const OwnKey& key, CmsForm form, CmsDigest digest,
                                   Instant at);
[[nodiscard]] std::string cms_encrypt(std::string_view content, const Certificate& to, CmsCipher cipher);

// Whether `signature` is by one of `signers`, all who signed being among them, each valid at `now`.
[[nodiscard]] Result<void, Refusal> cms_verify(const RoadFile& file, const RoadFile& signature,
                                               const std::vector<Certificate>& signers, Instant now);
// The content that was signed, once the signature holds.
[[nodiscard]] Result<std::string, Refusal> cms_open(const RoadFile& file, const std::vector<Certificate>& signers,
                                                    Instant now);
// CBC does not show whether the bytes were altered: what comes out is to be verified.
[[nodiscard]] Result<std::string, Refusal> cms_decrypt(const RoadFile& file, const OwnKey& key);

}  // namespace mingzhang::bank::signing
