// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/crypto/secret_key.hpp"
#include "base/values/refusal.hpp"
#include "base/values/result.hpp"

// A key as a person can write it down and type it back: fourteen groups of five characters. Thirteen carry the key,
// the last a digest of it; the fifth character of each group checks the group and its place in the row, so that a
// mistyped or misplaced group is named. The letters are those that cannot be taken for digits (no I, L, O, U).
namespace mingzhang::crypto {

inline constexpr std::size_t recovery_group_count = 14;

// Why typed groups are not a key. Checked in this order. {0} in the words is the group, counted from 1.
enum class RecoveryFault : std::uint8_t { wrong_character, group_mistyped, wrong_length, key_does_not_fit };
[[nodiscard]] RefusalWords words(RecoveryFault fault);

struct RecoveryError {
    RecoveryFault fault;
    std::size_t group = 0;  // From 1: where to look.
    friend bool operator==(const RecoveryError&, const RecoveryError&) = default;
};

[[nodiscard]] std::string to_recovery_groups(const SecretKey& key);

// Takes either case, any spaces, hyphens and line ends, O for 0, I and L for 1.
[[nodiscard]] Result<SecretKey, RecoveryError> from_recovery_groups(std::string_view typed);

}  // namespace mingzhang::crypto
