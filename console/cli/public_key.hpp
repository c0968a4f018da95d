// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/crypto/signature.hpp"
#include "console/cli/invocation.hpp"

namespace mingzhang::console {

// The key in the file named by --key, the only one trusted.
[[nodiscard]] inline Result<crypto::PublicKey, Refusal> public_key_given(const Invocation& invocation) {
    const auto pem = invocation.file_bytes("key");
    if (!pem) return tl::unexpected{pem.error()};
    auto key = crypto::PublicKey::from_pem(*pem);
    if (!key) return refuse(key.error(), invocation.text("key"));
    return std::move(*key);
}

}  // namespace mingzhang::console
