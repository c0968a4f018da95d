// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <span>
#include <string>

#include "base/store/part.hpp"
#include "base/store/store.hpp"

namespace mingzhang::store {

// Why a database is not ready for this program. Checked in this order.
enum class SchemaRefusal : std::uint8_t {
    another_programs_database,
    unknown_role,
    not_a_mingzhang_database,
    older,
    newer,
};
[[nodiscard]] RefusalWords words(SchemaRefusal reason);

// Brings the schema of every part up to date, in one transaction, and guards the append-only tables.
// Returns how many steps were applied; zero when there was nothing to do. On PostgreSQL whoever calls it owns the
// tables from then on; `program_role` may then read them and add to them, and change what is not append-only.
[[nodiscard]] Result<int, Refusal> migrate(Store& store, std::span<const Part> parts,
                                           const std::string& program_role = {});

// Refuses a database whose schema is not exactly this program's.
[[nodiscard]] Result<void, Refusal> check_schema(Store& store, std::span<const Part> parts);

// Passes that every database has: the engine's own integrity check, and the guards of append-only tables in place.
[[nodiscard]] Part store_part(std::span<const Part> parts);

}  // namespace mingzhang::store
