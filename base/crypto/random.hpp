// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/crypto/digest.hpp"

namespace mingzhang::crypto {

// Where keys, nonces and salts come from; handed to whoever needs it, so that tests and replays choose their own.
class RandomSource {
public:
    virtual ~RandomSource() = default;
    virtual void fill(std::span<std::byte> bytes) = 0;
};

// The operating system's own, stretched by OpenSSL. Ends the program when the system has none to give.
class SystemRandom final : public RandomSource {
public:
    void fill(std::span<std::byte> bytes) override;
};

// The same bytes for the same seed, for ever: SHA-256 over the seed and a counter. Only for tests and replays: whoever
// knows the seed knows every key drawn from it.
class SeededRandom final : public RandomSource {
public:
    explicit SeededRandom(std::uint64_t seed) noexcept : seed_{seed} {}
    void fill(std::span<std::byte> bytes) override;

private:
    std::uint64_t seed_;
    std::uint64_t blocks_drawn_ = 0;
    Digest block_;
    std::size_t used_ = Digest::size;  // Bytes of `block_` already given out.
};

}  // namespace mingzhang::crypto
