// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/signing/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "bank_adapters/signing/errors.hpp"
#include "bank_adapters/signing/words.hpp"
#include "base/crypto/base64.hpp"
#include "base/text/utf8.hpp"
#include "base/values/check.hpp"
#include "base/values/utc_text.hpp"

namespace mingzhang::bank::signing {
namespace {

constexpr std::string_view version = "mingzhang-file-1";
constexpr std::size_t name_bytes_max = 255;
constexpr std::size_t text_bytes_max = 4096;  // Ours are far smaller; anything larger is something else.

std::optional<std::uint64_t> parse_count(std::string_view text) {
    std::uint64_t count = 0;
    const char* const end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data(), end, count);
    if (error != std::errc{} || at != end) return std::nullopt;
    return count;
}

// Whatever is not written exactly so is found by writing it again.
std::optional<Manifest> parse_line(std::string_view line) {
    std::string_view rest = line;
    take_word(rest);
    const auto kind = crypto::parse_signature_kind(take_word(rest));
    const std::string_view signer = take_word(rest);
    take_word(rest);
    const auto digest = crypto::Digest::from_hex(take_word(rest));
    const auto bytes = parse_count(take_word(rest));
    const auto at = parse_utc_text(std::string{take_word(rest)});
    if (!kind || !crypto::Digest::from_hex(signer) || !digest || !bytes || !at || !is_manifest_name(rest))
        return std::nullopt;
    Manifest manifest{*kind, std::string{signer}, *digest, *bytes, *at, std::string{rest}};
    if (to_line(manifest) != line) return std::nullopt;
    return manifest;
}

}  // namespace

crypto::HashKind hash_of(crypto::SignatureKind kind) noexcept {
    return kind == crypto::SignatureKind::sm2 ? crypto::HashKind::sm3 : crypto::HashKind::sha256;
}

bool is_manifest_name(std::string_view name) noexcept {
    const auto is_odd = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f || c == '/'; };
    return !name.empty() && name.size() <= name_bytes_max && !first_wrong_utf8_byte(name) &&
           std::ranges::none_of(name, is_odd);
}

std::string to_line(const Manifest& manifest) {
    return fmt::format("{} {} {} {} {} {} {} {}", version, code(manifest.kind), manifest.signer,
                       code(hash_of(manifest.kind)), manifest.digest.hex(), manifest.bytes,
                       to_utc_text(manifest.signed_at), manifest.name);
}

std::string to_text(const SignedManifest& signed_manifest) {
    return to_line(signed_manifest.manifest) + '\n' + crypto::to_base64(signed_manifest.signature) + '\n';
}

std::optional<SignedManifest> parse_signed_manifest(std::string_view text) {
    if (text.size() > text_bytes_max || !text.ends_with('\n')) return std::nullopt;
    text.remove_suffix(1);
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto manifest = parse_line(text.substr(0, end));
    auto signature = crypto::from_base64(text.substr(end + 1));
    if (!manifest || !signature || signature->empty()) return std::nullopt;
    return SignedManifest{*manifest, *std::move(signature)};
}

std::string sign_manifest(const RoadFile& file, const crypto::SigningKey& key, Instant at) {
    MINGZHANG_CHECK(is_manifest_name(file.name));
    const Manifest manifest{
        key.kind(), key.public_key().fingerprint(), hash(hash_of(key.kind()), file.bytes), file.bytes.size(), at,
        file.name};
    return to_text({manifest, key.sign(to_line(manifest))});
}

Result<void, Refusal> verify_manifest(const RoadFile& file, const RoadFile& companion,
                                      const std::vector<crypto::PublicKey>& signers) {
    const auto found = parse_signed_manifest(companion.bytes);
    if (!found) return refuse(OpenError::not_manifest, companion.name, "");
    const Manifest& manifest = found->manifest;
    const auto signer = std::ranges::find(signers, manifest.signer, &crypto::PublicKey::fingerprint);
    if (signer == signers.end() || signer->kind() != manifest.kind)
        return refuse(OpenError::signer_unknown, companion.name, manifest.signer);
    if (!signer->verify(to_line(manifest), found->signature))
        return refuse(OpenError::signature_not_genuine, companion.name, "");
    if (manifest.name != file.name) return refuse(OpenError::other_name, file.name, manifest.name);
    if (manifest.bytes != file.bytes.size()) return refuse(OpenError::other_length, file.name, manifest.bytes);
    if (manifest.digest != hash(hash_of(manifest.kind), file.bytes))
        return refuse(OpenError::other_content, file.name, "");
    return {};
}

}  // namespace mingzhang::bank::signing
