// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bank_adapters/signing/trust.hpp"
#include "base/values/clock.hpp"
#include "base/values/text.hpp"

namespace mingzhang::bank::signing {

// One key of an agreement, for two people to compare. Nothing of it is secret.
struct KeyFact {
    Word use;                 // "sign": what it does here.
    std::string kind;         // "RSA 2048", "SM2"
    std::string fingerprint;  // SHA-256 of the certificate or the public key; of a shared key its number.
    std::string owner = {};   // As its certificate names him.
    std::optional<Instant> valid_from = std::nullopt;
    std::optional<Instant> valid_until = std::nullopt;
};
[[nodiscard]] std::vector<KeyFact> keys_of(const Trust& trust);

// What is done to files that go out and to those that come, a sentence each.
[[nodiscard]] Text said_of_sending(const Trust& trust);
[[nodiscard]] Text said_of_receiving(const Trust& trust);

}  // namespace mingzhang::bank::signing
