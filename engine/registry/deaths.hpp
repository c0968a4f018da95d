// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <unordered_map>
#include <vector>

#include "engine/registry/snapshot.hpp"

namespace mingzhang::registry {

struct PersonDeaths {
    std::vector<DeathRow> rows;    // One a source, as last loaded.
    std::optional<Date> settled;   // Only while it rules.
    std::int64_t last_change = 0;  // The import that last added, changed or settled one.
};

// The deaths of a county as known at an import, by person. Few beside the living: held whole.
[[nodiscard]] std::unordered_map<std::int64_t, PersonDeaths> read_deaths(soci::session& sql, KnownAt at);

}  // namespace mingzhang::registry
