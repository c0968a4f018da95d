// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/crypto/random.hpp"

namespace mingzhang::crypto {

// What one trial of a password costs (RFC 7914): memory is 128 × 2^log2_n × r bytes, time grows with p.
struct ScryptCost {
    std::uint32_t log2_n = 15;  // 32 MiB with r = 8; with p = 3 about a quarter of a second, as OWASP advises.
    std::uint32_t r = 8;
    std::uint32_t p = 3;
    friend bool operator==(const ScryptCost&, const ScryptCost&) = default;
};

// "scrypt$15$8$3$<salt>$<hash>": the cost stands in the text, so that it can be raised later and old hashes still hold.
[[nodiscard]] std::string hash_password(std::string_view password, RandomSource& random, ScryptCost cost = {});

// Whether the password is the one that was hashed; compares in constant time. False for a text that is no such hash.
[[nodiscard]] bool verify_password(std::string_view password, std::string_view stored);

}  // namespace mingzhang::crypto
