// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <array>
#include <vector>

#include "base/crypto/sealer_state.hpp"

// A sealed blob: a header, then pieces of 64 KiB of plain bytes and a tag each. Every piece is tied to its place and to
// being the last or not (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015): pieces left out,
// added, put in another order, or taken from another blob do not open.
namespace mingzhang::crypto {

namespace {

constexpr std::size_t piece_size = 65'536;
constexpr std::size_t salt_size = 16;
constexpr std::size_t header_size = 6 + salt_size;  // "MZB", version 1, key number 2, salt.
constexpr std::size_t version_at = 3;
constexpr std::byte blob_version{1};
using Header = std::array<std::byte, header_size>;

// Reads until the room is full or the source has no more; says how much.
std::size_t read_full(const ByteSource& source, std::span<std::byte> room) {
    std::size_t size = 0;
    while (size < room.size()) {
        const std::size_t got = source(room.subspan(size));
        if (got == 0) break;
        size += got;
    }
    return size;
}

// Cuts a source into pieces and looks one ahead, to know which is the last. No bytes at all are one empty piece.
class Pieces {
public:
    Pieces(const ByteSource& source, std::size_t size) : source_{source}, size_{size}, ahead_{read()} {}

    [[nodiscard]] bool next() {
        if (is_last_) return false;
        current_ = std::move(ahead_);
        ahead_ = current_.size() == size_ ? read() : std::vector<std::byte>{};
        is_last_ = ahead_.empty();
        return true;
    }
    [[nodiscard]] Bytes bytes() const noexcept { return current_; }
    [[nodiscard]] bool is_last() const noexcept { return is_last_; }

private:
    [[nodiscard]] std::vector<std::byte> read() {
        std::vector<std::byte> piece(size_);
        piece.resize(read_full(source_, piece));
        return piece;
    }

    const ByteSource& source_;
    std::size_t size_;
    std::vector<std::byte> ahead_;
    std::vector<std::byte> current_;
    bool is_last_ = false;
};

// The key is the blob's own, so its nonces may simply count: eight bytes of place, one that says whether it is the
// last.
Aead::Nonce nonce_of(std::uint64_t place, bool is_last) {
    Aead::Nonce nonce{};
    for (std::size_t i = 0; i < 8; ++i) nonce[i] = static_cast<std::byte>(place >> (56 - 8 * i) & 0xff);
    nonce.back() = is_last ? std::byte{1} : std::byte{0};
    return nonce;
}

Aead cipher_of(Hmac& blob_keys, const Header& header) {
    const Digest key = blob_keys.of({as_bytes("mingzhang blob"), Bytes{header}.last(salt_size)});
    return Aead{SecretKey{key.bytes()}};
}

ByteSource source_of(std::string_view text) {
    return [text](std::span<std::byte> room) mutable {
        const std::size_t size = std::min(room.size(), text.size());
        std::ranges::copy(as_bytes(text.substr(0, size)), room.begin());
        text.remove_prefix(size);
        return size;
    };
}

ByteSink sink_into(std::string& text) {
    return [&text](Bytes bytes) { text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size()); };
}

}  // namespace

void Sealer::seal_blob(const ByteSource& plain, std::string_view context, const ByteSink& sealed) const {
    Header header{std::byte{'M'}, std::byte{'Z'}, std::byte{'B'}, blob_version};
    header[version_at + 1] = static_cast<std::byte>(state_->number >> 8);
    header[version_at + 2] = static_cast<std::byte>(state_->number & 0xff);
    state_->random.fill(std::span{header}.last(salt_size));
    sealed(header);

    Aead cipher = cipher_of(state_->blob_keys, header);
    const std::vector<std::byte> bound = bound_to(header, context);
    std::vector<std::byte> out;
    Pieces pieces{plain, piece_size};
    for (std::uint64_t place = 0; pieces.next(); ++place) {
        out.resize(pieces.bytes().size() + Aead::tag_size);
        cipher.seal(nonce_of(place, pieces.is_last()), bound, pieces.bytes(), out);
        sealed(out);
    }
}

Result<void, OpenError> Sealer::open_blob(const ByteSource& sealed, std::string_view context,
                                          const ByteSink& plain) const {
    const auto refuse = [](OpenError why) { return tl::unexpected<OpenError>{why}; };
    Header header{};
    if (read_full(sealed, header) != header.size() || !std::ranges::equal(Bytes{header}.first(3), as_bytes("MZB")))
        return refuse(OpenError::malformed);
    if (header[version_at] != blob_version) return refuse(OpenError::unknown_version);
    const unsigned number =
        std::to_integer<unsigned>(header[version_at + 1]) << 8 | std::to_integer<unsigned>(header[version_at + 2]);
    if (number != state_->number) return refuse(OpenError::other_keys);

    Aead cipher = cipher_of(state_->blob_keys, header);
    const std::vector<std::byte> bound = bound_to(header, context);
    std::vector<std::byte> out;
    Pieces pieces{sealed, piece_size + Aead::tag_size};
    for (std::uint64_t place = 0; pieces.next(); ++place) {
        if (pieces.bytes().size() < Aead::tag_size) return refuse(OpenError::damaged);
        out.resize(pieces.bytes().size() - Aead::tag_size);
        if (!cipher.open(nonce_of(place, pieces.is_last()), bound, pieces.bytes(), out))
            return refuse(OpenError::damaged);
        plain(out);
    }
    return {};
}

std::string Sealer::seal_blob(std::string_view plain, std::string_view context) const {
    std::string sealed;
    sealed.reserve(header_size + plain.size() + (plain.size() / piece_size + 1) * Aead::tag_size);
    seal_blob(source_of(plain), context, sink_into(sealed));
    return sealed;
}

Result<std::string, OpenError> Sealer::open_blob(std::string_view sealed, std::string_view context) const {
    std::string plain;
    plain.reserve(sealed.size());
    const auto opened = open_blob(source_of(sealed), context, sink_into(plain));
    if (!opened) return tl::unexpected<OpenError>{opened.error()};
    return plain;
}

}  // namespace mingzhang::crypto
