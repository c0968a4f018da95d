// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/values/refusal.hpp"
#include "engine/policy/pack_book.hpp"
#include "engine/registry/household.hpp"

namespace soci {
class session;
}

namespace mingzhang::registry {

// The registry as known at import n: what was loaded later does not exist for it.
struct KnownAt {
    County county;
    std::int64_t import = 0;
};

// The number of the county's last import; zero before the first.
[[nodiscard]] std::int64_t last_import(soci::session& sql, County county);

// What of a household is read.
enum class Depth : std::uint8_t {
    whole,
    amounts,  // Without names, relations, end reasons and masked numbers: no amount and no line depends on them.
};

// Every household of the county as known at an import, in order of household_no, one at a time: three ordered streams
// walked side by side, nothing held but the household at hand and the county's deaths.
class SnapshotReader {
public:
    // Only the household named, when one is. `sql` must outlive the reader.
    SnapshotReader(soci::session& sql, KnownAt at, const std::optional<HouseholdNo>& only = std::nullopt,
                   Depth depth = Depth::whole);
    ~SnapshotReader();
    SnapshotReader(const SnapshotReader&) = delete;
    SnapshotReader& operator=(const SnapshotReader&) = delete;

    // The next household; null after the last. Good until the next call.
    [[nodiscard]] const Household* next();
    // The same into a household used before, so that many allocate almost nothing. False after the last.
    [[nodiscard]] bool next(Household& household);

    // The import that last added a row of that household, or a death of one of its people.
    [[nodiscard]] std::int64_t last_change() const;

private:
    struct Streams;
    std::unique_ptr<Streams> streams_;
    std::optional<Household> household_;
};

// The rule packs known at an import.
[[nodiscard]] policy::PackBook pack_book(soci::session& sql, KnownAt at);

// Whether an import after `at` touched a place that overlaps the scope; a run over it is then stale.
[[nodiscard]] bool touched_since(soci::session& sql, KnownAt at, const DivisionScope& scope);

}  // namespace mingzhang::registry
