// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/checkpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/crypto/base64.hpp"
#include "base/crypto/signed_note.hpp"
#include "base/values/utc_text.hpp"

namespace mingzhang::ledger {

RefusalWords words(CheckpointFault fault) {
    switch (fault) {
        case CheckpointFault::not_a_checkpoint:
            return {"checkpoint/not_a_checkpoint", "{0} 不是完整的检查点。", "{0} is not a whole checkpoint.",
                    "请用原样保存的文件，不要编辑或转码。", "Use the file as it was kept, not edited or converted."};
        case CheckpointFault::other_key:
            return {"checkpoint/other_key", "{0} 没有用这把公钥对应的密钥签名。",
                    "{0} is not signed with the key this public key belongs to.",
                    "请用当面得到的公钥核对；若单位换过密钥，请用当时的公钥。",
                    "Use the public key you were given in person; if the office changed keys, the one of that time."};
        case CheckpointFault::signature_wrong:
            return {"checkpoint/signature_wrong", "{0} 的内容与签名不符：签名后被改动过。",
                    "{0} was changed after it was signed.", "请保留这份文件，查明来源。",
                    "Keep the file and find out where it came from."};
        case CheckpointFault::signed_as_another:
            return {"checkpoint/signed_as_another", "{0} 的签名人与日志名称不一致。",
                    "{0} is signed in the name of another log.", "请保留这份文件，查明来源。",
                    "Keep the file and find out where it came from."};
    }
    return {};
}

namespace {

constexpr std::string_view hash_mark = "hash ";
constexpr std::string_view time_mark = "time ";

std::string_view name_of(crypto::HashKind hash) {
    return hash == crypto::HashKind::sm3 ? "sm3" : "sha-256";
}

std::string_view bytes_of(const crypto::Digest& digest) {
    return {reinterpret_cast<const char*>(digest.bytes().data()), digest.bytes().size()};
}

std::optional<crypto::Digest> digest_of(std::string_view base64) {
    const auto text = crypto::from_base64(base64);
    if (!text || text->size() != crypto::Digest::size) return std::nullopt;
    std::array<std::byte, crypto::Digest::size> bytes{};
    std::ranges::copy(crypto::as_bytes(*text), bytes.begin());
    return crypto::Digest{bytes};
}

}  // namespace

std::string origin_of(County county) {
    return fmt::format("mingzhang/{}", county.number);
}

std::string to_text(const Checkpoint& c) {
    return fmt::format("{}\n{}\n{}\n{}{}\n{}{}\n", c.origin, c.size, crypto::to_base64(bytes_of(c.root)), hash_mark,
                       name_of(c.hash), time_mark, to_utc_text(c.at));
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text) {
    std::array<std::string_view, 5> lines;
    std::string_view rest = text;
    for (std::string_view& line : lines) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) return std::nullopt;
        line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
    }
    const auto& [origin, size, root, hash, time] = lines;
    Checkpoint checkpoint;
    checkpoint.origin = origin;
    std::from_chars(size.data(), size.data() + size.size(), checkpoint.size);
    const auto digest = digest_of(root);
    if (!digest || origin.empty() || !hash.starts_with(hash_mark) || !time.starts_with(time_mark)) return std::nullopt;
    checkpoint.root = *digest;
    checkpoint.hash = hash.ends_with(name_of(crypto::HashKind::sm3)) ? crypto::HashKind::sm3 : crypto::HashKind::sha256;
    const auto at = parse_utc_text(std::string{time.substr(time_mark.size())});
    if (!at) return std::nullopt;
    checkpoint.at = *at;
    if (to_text(checkpoint) != text) return std::nullopt;  // Any other writing of the same, and whatever follows.
    return checkpoint;
}

std::string sign(const Checkpoint& checkpoint, const crypto::SigningKey& key) {
    return crypto::sign_note(to_text(checkpoint), checkpoint.origin, key);
}

std::optional<Checkpoint> read_unverified(std::string_view note) {
    const std::size_t blank = note.rfind("\n\n");
    return blank == std::string_view::npos ? std::nullopt : parse_checkpoint(note.substr(0, blank + 1));
}

Result<Checkpoint, CheckpointFault> open_checkpoint(std::string_view note, const crypto::PublicKey& key) {
    auto opened = crypto::open_note(note, key);
    if (!opened) switch (opened.error()) {
            case crypto::NoteError::malformed:
                return tl::unexpected{CheckpointFault::not_a_checkpoint};
            case crypto::NoteError::other_key:
                return tl::unexpected{CheckpointFault::other_key};
            case crypto::NoteError::signature_wrong:
                return tl::unexpected{CheckpointFault::signature_wrong};
        }
    auto checkpoint = parse_checkpoint(opened->text);
    if (!checkpoint) return tl::unexpected{CheckpointFault::not_a_checkpoint};
    if (checkpoint->origin != opened->signer) return tl::unexpected{CheckpointFault::signed_as_another};
    return std::move(*checkpoint);
}

}  // namespace mingzhang::ledger
