// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>

#include "base/crypto/digest.hpp"
#include "base/crypto/secret_key.hpp"

namespace mingzhang::crypto {

// AES-256-GCM under one key: the one cipher everything in this folder is sealed with. Inside this folder only; the
// callers choose nonces that never repeat under a key. One thread at a time.
class Aead {
public:
    static constexpr std::size_t nonce_size = 12;
    static constexpr std::size_t tag_size = 16;
    using Nonce = std::array<std::byte, nonce_size>;

    explicit Aead(const SecretKey& key);
    Aead(Aead&&) noexcept;
    Aead& operator=(Aead&&) noexcept;
    ~Aead();

    // Writes the ciphertext and, after it, the tag: `sealed` is `plain` and a tag long. `bound` is what the text is
    // tied to without being in it.
    void seal(const Nonce& nonce, Bytes bound, Bytes plain, std::span<std::byte> sealed);

    // False when anything differs from what was sealed; `plain` is then all zero.
    [[nodiscard]] bool open(const Nonce& nonce, Bytes bound, Bytes sealed, std::span<std::byte> plain);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::crypto
