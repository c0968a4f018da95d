// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/signed_note.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/crypto/base64.hpp"
#include "base/values/check.hpp"

namespace mingzhang::crypto {

namespace {

constexpr std::size_t note_size_max = 64 * 1024;
constexpr std::size_t signatures_max = 16;
constexpr std::size_t key_id_size = 4;
constexpr std::string_view signature_mark = "\u2014 ";  // Em dash and space.

// The type byte; a type the specification does not assign begins with 0xff and goes on with a name of its own.
std::string type_of(SignatureKind kind) {
    return kind == SignatureKind::ed25519 ? std::string{'\x01'}
                                          : "\xff"
                                            "SM2 with SM3, GB/T 32918.2";
}

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

bool is_name(std::string_view name) {
    return !name.empty() && name.find_first_of(" +\n") == std::string_view::npos && !has_control_character(name);
}

bool is_text(std::string_view text) {
    return text.ends_with('\n') && !text.ends_with("\n\n") && text != "\n" && !has_control_character(text);
}

struct Signature {
    std::string_view signer;
    std::string id;
    std::string bytes;
};

std::optional<Signature> parse_signature(std::string_view line) {
    if (!line.starts_with(signature_mark)) return std::nullopt;
    line.remove_prefix(signature_mark.size());
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || !is_name(line.substr(0, space))) return std::nullopt;
    const auto bytes = from_base64(line.substr(space + 1));
    if (!bytes || bytes->size() <= key_id_size) return std::nullopt;
    return Signature{line.substr(0, space), bytes->substr(0, key_id_size), bytes->substr(key_id_size)};
}

// The lines below the blank one; none unless each is a signature.
std::optional<std::vector<Signature>> parse_signatures(std::string_view lines) {
    std::vector<Signature> signatures;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        if (end == std::string_view::npos || signatures.size() == signatures_max) return std::nullopt;
        auto signature = parse_signature(lines.substr(0, end));
        if (!signature) return std::nullopt;
        signatures.push_back(std::move(*signature));
        lines.remove_prefix(end + 1);
    }
    if (signatures.empty()) return std::nullopt;
    return signatures;
}

}  // namespace

std::string note_key_id(std::string_view signer, const PublicKey& key) {
    const std::string raw = key.raw();
    const Digest digest = Sha256{}.update(signer).update("\n").update(type_of(key.kind())).update(raw).finish();
    return {reinterpret_cast<const char*>(digest.bytes().data()), key_id_size};
}

std::string sign_note(std::string_view text, std::string_view signer, const SigningKey& key) {
    MINGZHANG_CHECK(is_text(text) && is_name(signer));
    const std::string signature = note_key_id(signer, key.public_key()) + key.sign(text);
    return std::string{text}
        .append("\n")
        .append(signature_mark)
        .append(signer)
        .append(" ")
        .append(to_base64(signature))
        .append("\n");
}

Result<OpenedNote, NoteError> open_note(std::string_view note, const PublicKey& key) {
    const std::size_t blank = note.rfind("\n\n");
    if (note.size() > note_size_max || blank == std::string_view::npos) return tl::unexpected{NoteError::malformed};
    const std::string_view text = note.substr(0, blank + 1);
    const auto signatures = parse_signatures(note.substr(blank + 2));
    if (!is_text(text) || !signatures) return tl::unexpected{NoteError::malformed};
    for (const Signature& signature : *signatures) {
        if (signature.id != note_key_id(signature.signer, key)) continue;
        if (!key.verify(text, signature.bytes)) return tl::unexpected{NoteError::signature_wrong};
        return OpenedNote{std::string{text}, std::string{signature.signer}};
    }
    return tl::unexpected{NoteError::other_key};
}

}  // namespace mingzhang::crypto
