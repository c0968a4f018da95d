// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/signing/envelope.hpp"
#include "base/crypto/signature.hpp"
#include "base/values/clock.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

// Signatures by keys that CMS does not speak: Ed25519, and SM2 with SM3. What is signed is one line of text that says
// which file is meant. The companion of a file (NAME.sig) is that line, and under it the signature in base64:
//
//   mingzhang-file-1 ed25519 <fingerprint of the key> sha256 <digest> <bytes> 2022-08-06T01:02:03Z B12.txt
//   <base64>
//
// With SM2 the words are sm2 and sm3. The name stands last, so that it may hold blanks. Signed is the first line
// without its end. A line ends with one line feed.
namespace mingzhang::bank::signing {

struct Manifest {
    crypto::SignatureKind kind = crypto::SignatureKind::ed25519;
    std::string signer;  // Fingerprint of the public key, 64 hex digits.
    crypto::Digest digest;
    std::uint64_t bytes = 0;
    Instant signed_at{};
    std::string name;

    friend bool operator==(const Manifest&, const Manifest&) = default;
};

struct SignedManifest {
    Manifest manifest;
    std::string signature;  // As bytes.
};

// What a file's content is hashed with under a key of this kind.
[[nodiscard]] crypto::HashKind hash_of(crypto::SignatureKind kind) noexcept;

[[nodiscard]] std::string to_line(const Manifest& manifest);  // Without a line end.
[[nodiscard]] std::string to_text(const SignedManifest& signed_manifest);
// None unless the text is exactly what `to_text` writes.
[[nodiscard]] std::optional<SignedManifest> parse_signed_manifest(std::string_view text);

// Whether a manifest can carry the name: UTF-8 of 1 to 255 bytes without control characters or a slash.
[[nodiscard]] bool is_manifest_name(std::string_view name) noexcept;

// The companion of a file. REQUIRES: a name a manifest can carry.
[[nodiscard]] std::string sign_manifest(const RoadFile& file, const crypto::SigningKey& key, Instant at);

// Whether `companion` is the signature of this very file, name and content, by one of the keys.
[[nodiscard]] Result<void, Refusal> verify_manifest(const RoadFile& file, const RoadFile& companion,
                                                    const std::vector<crypto::PublicKey>& signers);

}  // namespace mingzhang::bank::signing
