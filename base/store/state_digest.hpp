// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <span>

#include "base/crypto/digest.hpp"
#include "base/store/part.hpp"
#include "base/store/store.hpp"

namespace mingzhang::store {

// What of a row is compared.
enum class Compared : std::uint8_t {
    meaning,     // All but what chance drew (`TableInfo::by_chance`): keyed digests stand for what is sealed.
    every_byte,  // Sealed values too: a copy.
};

// The digest of everything the tables hold, version 1: table by table, their rows in the order of their keys, every
// value led by its length. The same on both databases. Call it inside a transaction or a reading.
[[nodiscard]] crypto::Digest state_digest(Store& store, std::span<const Part> parts, Compared compared);

}  // namespace mingzhang::store
