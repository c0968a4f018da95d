// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bank_adapters/signing/certificate.hpp"
#include "bank_adapters/signing/cms.hpp"
#include "bank_adapters/signing/envelope.hpp"
#include "bank_adapters/signing/shared_key.hpp"
#include "base/crypto/random.hpp"
#include "base/crypto/signature.hpp"

// What an agreement says, with its keys: values, made by `load_trust`.
namespace mingzhang::bank::signing {

// An `ending` is what a name is made longer by: of the companion, where the signature stands apart, or else of the
// file itself.

struct CmsSigning {
    OwnKey key;
    CmsForm form;
    CmsDigest digest;
    std::string ending;
};
struct ManifestSigning {
    crypto::SigningKey key;
    std::string ending;
};
using Signing = std::variant<CmsSigning, ManifestSigning>;

// Any of the signers will do: while a bank changes its key, both are good.
struct CmsVerifying {
    std::vector<Certificate> signers;
    CmsForm form;
    std::string ending;
};
struct ManifestVerifying {
    std::vector<crypto::PublicKey> signers;
    std::string ending;
};
using Verifying = std::variant<CmsVerifying, ManifestVerifying>;

struct CmsEncrypting {
    Certificate to;
    CmsCipher cipher;
    std::string ending;
};
struct SharedEncrypting {
    SharedKey key;
    std::string ending;
};
using Encrypting = std::variant<CmsEncrypting, SharedEncrypting>;

struct CmsDecrypting {
    OwnKey key;
    std::string ending;
};
struct SharedDecrypting {
    SharedKey key;
    std::string ending;
};
using Decrypting = std::variant<CmsDecrypting, SharedDecrypting>;

// What is done first to a file that goes out; a file that comes is opened the other way round.
enum class Order : std::uint8_t { sign_then_encrypt, encrypt_then_sign };

struct Trust {
    Order order = Order::sign_then_encrypt;
    std::optional<Signing> sign;
    std::optional<Encrypting> encrypt;
    std::optional<Verifying> verify;
    std::optional<Decrypting> decrypt;
};

// The ending of the signature's own file; none where the signature holds the file.
[[nodiscard]] std::optional<std::string> companion_ending(const Signing& signing);
[[nodiscard]] std::optional<std::string> companion_ending(const Verifying& verifying);

// `random` must outlive the agreement.
[[nodiscard]] std::unique_ptr<Agreement> make_agreement(Trust trust, crypto::RandomSource& random);

}  // namespace mingzhang::bank::signing
