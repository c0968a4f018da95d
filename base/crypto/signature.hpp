// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto/digest.hpp"
#include "base/crypto/random.hpp"
#include "base/crypto/secret_key.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"
#include "base/values/text.hpp"

struct evp_pkey_st;

// Signatures that stand apart from what they sign: checkpoints of the log, files for a bank.
namespace mingzhang::crypto {

// The numbers are stored: never renumber.
enum class SignatureKind : std::uint8_t {
    ed25519 = 1,  // RFC 8032; a signature is 64 bytes and always the same for the same key and message.
    sm2 = 2,      // GB/T 32918.2 with SM3 and the user id 1234567812345678 of GM/T 0009; DER, new each time.
};
[[nodiscard]] std::string_view code(SignatureKind kind) noexcept;  // "ed25519", "sm2"
[[nodiscard]] Text name(SignatureKind kind);
[[nodiscard]] std::optional<SignatureKind> parse_signature_kind(std::string_view text) noexcept;

// Why a text is not a key to sign with or to verify by. Checked in this order.
enum class SignatureKeyError : std::uint8_t {
    not_a_key,        // No PEM of the kind asked for, or damaged.
    pass_phrase,      // Missing or wrong.
    kind_not_spoken,  // A key, but neither Ed25519 nor SM2.
};
[[nodiscard]] RefusalWords words(SignatureKeyError error);

// What anybody may have. Copies share the key.
class PublicKey {
public:
    [[nodiscard]] static Result<PublicKey, SignatureKeyError> from_pem(std::string_view pem);

    [[nodiscard]] SignatureKind kind() const noexcept { return kind_; }
    [[nodiscard]] std::string to_pem() const;  // SubjectPublicKeyInfo

    // The bytes of the key alone: 32 of Ed25519; of SM2 the point uncompressed, 65.
    [[nodiscard]] std::string raw() const;

    // SHA-256 of the DER form, 64 hex digits: what two people read to each other to know that they hold the same key.
    [[nodiscard]] std::string fingerprint() const;

    // False as well for bytes that are no signature.
    [[nodiscard]] bool verify(std::string_view message, std::string_view signature) const;

    friend bool operator==(const PublicKey& a, const PublicKey& b);

private:
    friend class SigningKey;
    PublicKey(SignatureKind kind, std::shared_ptr<evp_pkey_st> key) : kind_{kind}, key_{std::move(key)} {}
    SignatureKind kind_;
    std::shared_ptr<evp_pkey_st> key_;
};

// The secret half. Wiped from memory when the last copy goes.
class SigningKey {
public:
    [[nodiscard]] static SigningKey generate(SignatureKind kind, RandomSource& random);

    // The key made of these 32 secret bytes: the seed of Ed25519, the number d of SM2. None when d is out of range.
    [[nodiscard]] static std::optional<SigningKey> from_secret(SignatureKind kind, const SecretKey& secret);

    // PKCS#8, in clear or under a pass phrase.
    [[nodiscard]] static Result<SigningKey, SignatureKeyError> from_pem(std::string_view pem,
                                                                        std::string_view pass_phrase = {});
    [[nodiscard]] std::string to_pem() const;                              // In clear: seal it, or do not let it out.
    [[nodiscard]] std::string to_pem(std::string_view pass_phrase) const;  // PBES2 with AES-256-CBC; not empty.

    [[nodiscard]] SignatureKind kind() const noexcept { return kind_; }
    [[nodiscard]] PublicKey public_key() const;
    [[nodiscard]] std::string sign(std::string_view message) const;

private:
    SigningKey(SignatureKind kind, std::shared_ptr<evp_pkey_st> key) : kind_{kind}, key_{std::move(key)} {}
    SignatureKind kind_;
    std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace mingzhang::crypto
