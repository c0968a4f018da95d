// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <span>

#include "base/crypto/digest.hpp"
#include "base/store/part.hpp"
#include "base/store/store.hpp"
#include "base/values/progress.hpp"

namespace mingzhang::store {

// Why a database was not moved. Checked in this order.
enum class MoveRefusal : std::uint8_t { target_not_empty, stopped, differs };
[[nodiscard]] RefusalWords words(MoveRefusal reason);

struct Moved {
    std::uint64_t tables = 0;
    std::uint64_t rows = 0;
    crypto::Digest state;  // Of both databases, every byte.
};

// Copies every row of `from` as it is at one moment into `to`, whose tables must be there and empty, and reads both
// again to prove them equal; all in one transaction of `to`, so that a refusal leaves it empty.
[[nodiscard]] Result<Moved, Refusal> move(Store& from, Store& to, std::span<const Part> parts, LongWork work);

}  // namespace mingzhang::store
