// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "engine/registry/import.hpp"
#include "engine/registry/snapshot.hpp"

// Rows that were taken back (docs/adr/0018): still there, and from the retraction's import number on they do not count,
// so that the row in force is the one before. Every reading of a list leaves them out by the condition made here.
namespace mingzhang::registry {

// Where the rows of a list stand, and the columns that make their key.
struct ListTable {
    std::string_view table;
    std::string_view key;
};
[[nodiscard]] ListTable table_of(ImportKind list) noexcept;

// Columns joined to one text by the database as `joined` does it: "a, b" of t is "t.a || '␟' || t.b || '␟'".
[[nodiscard]] std::string joined_columns(std::string_view columns, std::string_view alias);

// The registry as it stands inside a command, whatever was loaded last.
[[nodiscard]] inline KnownAt known_now(County county) {
    return {county, std::numeric_limits<std::int64_t>::max()};
}

// A condition beginning with AND: row `alias` of the list was not taken back, as known at the import.
[[nodiscard]] std::string not_taken_back(ImportKind list, std::string_view alias, KnownAt at);

// The same, and empty when nothing at all was taken back: for readings of a million rows.
[[nodiscard]] std::string not_taken_back_if_any(soci::session& sql, ImportKind list, std::string_view alias,
                                                KnownAt at);

}  // namespace mingzhang::registry
