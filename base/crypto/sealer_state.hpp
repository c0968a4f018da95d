// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/crypto/aead.hpp"
#include "base/crypto/hmac.hpp"
#include "base/crypto/seal.hpp"

namespace mingzhang::crypto {

// What a sealer keeps ready between rows. Inside this folder only.
struct Sealer::State {
    std::uint16_t number;
    RandomSource& random;
    Aead cipher;     // Sealed texts.
    Hmac blob_keys;  // Each blob has a key of its own, worked out from its salt.
    Hmac digests;
};

// What a sealed value is tied to: its header, then its context. The header's length is fixed, so the two cannot be
// read in two ways.
[[nodiscard]] inline std::vector<std::byte> bound_to(Bytes header, std::string_view context) {
    std::vector<std::byte> bound(header.size() + context.size());
    const auto after_header = std::ranges::copy(header, bound.begin()).out;
    std::ranges::copy(as_bytes(context), after_header);
    return bound;
}

}  // namespace mingzhang::crypto
