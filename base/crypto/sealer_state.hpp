// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

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

}  // namespace mingzhang::crypto
