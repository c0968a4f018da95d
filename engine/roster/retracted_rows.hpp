// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "engine/registry/import.hpp"

// What would be taken back, and what stands on it.
namespace mingzhang::roster {

// An import as the list of imports has it.
struct Imported {
    std::int64_t number = 0;
    std::string kind;
    std::string file;
    std::string digest;
    std::int64_t retracted_by = 0;
};

[[nodiscard]] std::optional<Imported> find_import(soci::session& sql, County county, std::int64_t number);
[[nodiscard]] std::vector<Imported> imports_with(soci::session& sql, County county, const std::string& digest);

// The list an import wrote rows of; a household ended by a decision is a row of households.
[[nodiscard]] std::optional<registry::ImportKind> list_of(const std::string& kind);

// Rows of one import, all of them or the one with a key.
struct Rows {
    std::int64_t import = 0;
    registry::ImportKind list;
    std::string key;  // Empty: all.
};

// How many of them still count.
[[nodiscard]] std::int64_t counting(CommandContext& context, const Rows& rows);

// Refused when a payment or a household stands on them that no other row holds up.
[[nodiscard]] Result<void, Refusal> check_free(CommandContext& context, const Rows& rows);

// They do not count from import `retraction` on, and runs of the places they are about are stale.
void take_back(CommandContext& context, const Rows& rows, std::int64_t retraction, const std::string& reason);

}  // namespace mingzhang::roster
