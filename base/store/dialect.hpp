// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/store/store.hpp"

// The few places where the two databases must be spoken to differently.
namespace mingzhang::store {

// A statement of a migration, written once, as this database wants it: on PostgreSQL every text collates "C", so that
// keys and orders are those of the bytes whatever the database was made with.
[[nodiscard]] std::string ddl(Backend backend, std::string_view statement);

// An expression that may have lost its columns' collation, ordered by its bytes.
[[nodiscard]] std::string bytewise(soci::session& sql, std::string_view expression);

[[nodiscard]] bool has_table(soci::session& sql, Backend backend, const std::string& name);
[[nodiscard]] bool has_any_table(soci::session& sql, Backend backend);

// In the order in which the table was made.
[[nodiscard]] std::vector<std::string> columns_of(soci::session& sql, Backend backend, const std::string& table);

}  // namespace mingzhang::store
