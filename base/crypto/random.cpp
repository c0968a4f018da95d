// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "base/crypto/random.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <string>

#include "base/values/check.hpp"

namespace mingzhang::crypto {

void SystemRandom::fill(std::span<std::byte> bytes) {
    // RAND_bytes takes an int; nobody draws that much at once.
    MINGZHANG_CHECK(bytes.size() <= 1u << 20);
    MINGZHANG_CHECK(RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())) == 1);
}

void SeededRandom::fill(std::span<std::byte> bytes) {
    for (std::byte& byte : bytes) {
        if (used_ == Digest::size) {
            block_ = sha256("mingzhang seeded random " + std::to_string(seed_) + " " + std::to_string(blocks_drawn_));
            ++blocks_drawn_;
            used_ = 0;
        }
        byte = block_.bytes()[used_];
        ++used_;
    }
}

}  // namespace mingzhang::crypto
