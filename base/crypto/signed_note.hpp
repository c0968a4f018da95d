// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>

#include "base/crypto/signature.hpp"

// Signed notes (c2sp.org/signed-note v1): a text people can read, a blank line, and a line per signature. Ed25519 as
// specified there; SM2 as a type of its own, since that specification assigns it none.
namespace mingzhang::crypto {

// Why a note is not believed. Checked in this order.
enum class NoteError : std::uint8_t {
    malformed,        // Not a note, or too long.
    other_key,        // None of its signatures claims to be by this key.
    signature_wrong,  // One does, and is not.
};

struct OpenedNote {
    std::string text;    // Ends with a line end.
    std::string signer;  // The name of the key, as the note gives it.
};

// The note of a text. REQUIRES: a text of lines, each ended, with no empty last line and no control characters; a name
// without spaces or '+'.
[[nodiscard]] std::string sign_note(std::string_view text, std::string_view signer, const SigningKey& key);

// The text, when this key signed it. Signatures by other keys are passed over, as the specification asks.
[[nodiscard]] Result<OpenedNote, NoteError> open_note(std::string_view note, const PublicKey& key);

// Four bytes that tell which key a signature claims to be by: no proof of anything.
[[nodiscard]] std::string note_key_id(std::string_view signer, const PublicKey& key);

}  // namespace mingzhang::crypto
