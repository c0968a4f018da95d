// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <initializer_list>
#include <memory>

#include "base/crypto/digest.hpp"
#include "base/crypto/secret_key.hpp"

namespace mingzhang::crypto {

// HMAC-SHA256 under one key. Inside this folder only. One thread at a time.
class Hmac {
public:
    explicit Hmac(const SecretKey& key);
    Hmac(Hmac&&) noexcept;
    Hmac& operator=(Hmac&&) noexcept;
    ~Hmac();

    // Of the parts one after another, as if they were one text.
    [[nodiscard]] Digest of(std::initializer_list<Bytes> parts);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mingzhang::crypto
