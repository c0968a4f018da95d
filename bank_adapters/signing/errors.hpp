// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "base/values/refusal.hpp"

namespace mingzhang::bank::signing {

// Why a key or a certificate was not taken up, once its file was read (crypto::SecretFileError). Checked in this order.
// {0} in the words is the file.
enum class KeyError : std::uint8_t {
    not_a_key,
    pass_phrase,  // Missing or wrong.
    old_cipher,   // Only the legacy module of OpenSSL reads it, and that is not installed.
    kind_not_spoken,
    no_certificate,
    not_a_certificate,
    too_short,  // RSA below 2048 bits.
    certificate_of_another_key,
    not_a_shared_key,
};
[[nodiscard]] RefusalWords words(KeyError error);

// Why a file was not made ready to go out. Checked in this order. {0} is the file, {1} what does not fit.
enum class CloseError : std::uint8_t {
    too_large,
    name_not_fit,
    own_certificate_not_valid_yet,  // {1}: since when
    own_certificate_expired,        // {1}: when
    bank_certificate_not_valid_yet,
    bank_certificate_expired,
};
[[nodiscard]] RefusalWords words(CloseError error);

// Why a file that came was not opened. Nothing of it is given out. Checked in this order, and layer by layer where a
// file is both signed and encrypted. {0} is the file, {1} what was found.
enum class OpenError : std::uint8_t {
    too_large,
    name_not_agreed,    // Without the ending agreed on; {1}: the ending
    companion_missing,  // {1}: its name
    not_cms,
    not_whole,        // Begins as what was agreed on, and was cut short or altered.
    other_kind,       // CMS of another kind: encrypted instead of signed, signature and file apart or together.
    not_manifest,     // {0}: the companion
    not_sealed_file,  // Not under a shared key at all.
    not_for_us,       // Encrypted to somebody else.
    other_key,        // Under another shared key; {1}: its number
    cannot_decrypt,
    signer_unknown,         // {1}: whom it names
    signer_not_valid_yet,   // {1}: since when
    signer_expired,         // {1}: when
    digest_weak,            // MD5 or SHA-1
    signature_not_genuine,  // The signature does not hold.
    other_name,             // Signed or sealed under another name, {1}.
    other_length,           // {1}: the length signed
    other_content,
};
[[nodiscard]] RefusalWords words(OpenError error);

}  // namespace mingzhang::bank::signing
