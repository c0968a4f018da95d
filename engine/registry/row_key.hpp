// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>

#include "base/crypto/seal.hpp"
#include "engine/registry/import.hpp"

namespace soci {
class session;
}

namespace mingzhang::registry {

// The key of one row of a list that was imported, as `joined` makes it; the row as a person counts in the file, the
// heading being row 1. Absent when the file has no such row. The file must have been imported: its rows are sound.
[[nodiscard]] std::optional<std::string> key_of_row(soci::session& sql, const crypto::Sealer& sealer, County county,
                                                    ImportKind list, const std::string& bytes, std::int64_t row);

}  // namespace mingzhang::registry
