// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "base/crypto/random.hpp"

namespace mingzhang::crypto {

// 32 secret bytes. Wiped from memory when they go; never printed, and compared in constant time.
class SecretKey {
public:
    static constexpr std::size_t size = 32;

    [[nodiscard]] static SecretKey generate(RandomSource& random);
    explicit SecretKey(std::span<const std::byte, size> bytes) noexcept;
    SecretKey(const SecretKey&) noexcept = default;
    SecretKey& operator=(const SecretKey&) noexcept = default;
    ~SecretKey();

    [[nodiscard]] std::span<const std::byte, size> bytes() const noexcept { return bytes_; }

    friend bool operator==(const SecretKey& a, const SecretKey& b) noexcept;

private:
    std::array<std::byte, size> bytes_{};
};

// Overwrites bytes that held a secret; the compiler does not take it away.
void wipe(std::span<std::byte> bytes) noexcept;

}  // namespace mingzhang::crypto
