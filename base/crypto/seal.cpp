// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/seal.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/crypto/hex.hpp"
#include "base/crypto/sealer_state.hpp"

namespace mingzhang::crypto {

namespace {

// A sealed text: version 1, key number 2, nonce 12, ciphertext, tag 16. Random nonces of 96 bits stay apart (chance of
// two alike below 2^-32) for 2^32 values under one key: two hundred times the persons of the whole country.
constexpr std::byte sealed_version{1};
constexpr std::size_t header_size = 3;
constexpr std::size_t plain_at = header_size + Aead::nonce_size;
constexpr std::size_t keyed_digest_size = 16;

unsigned key_number_in(Bytes sealed) {
    return std::to_integer<unsigned>(sealed[1]) << 8 | std::to_integer<unsigned>(sealed[2]);
}

}  // namespace

Sealer::Sealer(const DataKeys& keys, RandomSource& random)
    : state_{new State{keys.number, random, Aead{keys.sealing}, Hmac{keys.sealing}, Hmac{keys.digesting}}} {}
Sealer::Sealer(Sealer&&) noexcept = default;
Sealer& Sealer::operator=(Sealer&&) noexcept = default;
Sealer::~Sealer() = default;

std::string Sealer::seal(std::string_view plain, std::string_view context) const {
    std::vector<std::byte> sealed(plain_at + plain.size() + Aead::tag_size);
    const std::span all{sealed};
    all[0] = sealed_version;
    all[1] = static_cast<std::byte>(state_->number >> 8);
    all[2] = static_cast<std::byte>(state_->number & 0xff);
    Aead::Nonce nonce{};
    state_->random.fill(nonce);
    std::ranges::copy(nonce, all.begin() + header_size);
    state_->cipher.seal(nonce, bound_to(all.first(header_size), context), as_bytes(plain), all.subspan(plain_at));
    return to_hex(sealed);
}

Result<std::string, OpenError> Sealer::open(std::string_view sealed, std::string_view context) const {
    const auto refuse = [](OpenError why) { return tl::unexpected<OpenError>{why}; };
    const auto bytes = from_hex(sealed);
    if (!bytes || bytes->size() < plain_at + Aead::tag_size) return refuse(OpenError::malformed);
    const Bytes all{*bytes};
    if (all[0] != sealed_version) return refuse(OpenError::unknown_version);
    if (key_number_in(all) != state_->number) return refuse(OpenError::other_keys);

    Aead::Nonce nonce{};
    std::ranges::copy(all.subspan(header_size, Aead::nonce_size), nonce.begin());
    std::string plain(all.size() - plain_at - Aead::tag_size, '\0');
    const bool genuine = state_->cipher.open(nonce, bound_to(all.first(header_size), context), all.subspan(plain_at),
                                             std::as_writable_bytes(std::span{plain}));
    if (!genuine) return refuse(OpenError::damaged);
    return plain;
}

std::string Sealer::keyed_digest(std::string_view normal_form, std::string_view context) const {
    // A zero byte ends the context, and no context holds one: ("ab", "c") and ("a", "bc") differ.
    constexpr std::byte end_of_context{0};
    const Digest digest = state_->digests.of({as_bytes(context), Bytes{&end_of_context, 1}, as_bytes(normal_form)});
    return to_hex(digest.bytes().first(keyed_digest_size));
}

}  // namespace mingzhang::crypto
