// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>

#include "base/crypto/seal.hpp"
#include "base/store/part.hpp"

namespace mingzhang::store {

// What stands in clear beside a sealed text.
enum class SealedBeside : std::uint8_t {
    nothing,
    digest_and_end,  // `digest`, keyed, by which the text is looked up, and `last_four`, by which people know it.
};

// A table whose column `sealed` is sealed for the table's own name.
struct SealedColumn {
    std::string_view table;
    std::string_view key;  // Columns of the primary key, comma separated: by them a broken row is named.
    SealedBeside beside;
};

// Whether every value opens with the keys of the office and is what stands beside it. Streams. What was opened is
// neither kept nor shown.
[[nodiscard]] PassReport check_sealed(Store& store, const crypto::Sealer& sealer, const SealedColumn& column);

}  // namespace mingzhang::store
