// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "base/store/part.hpp"
#include "base/store/store.hpp"

namespace mingzhang::store {

// The database itself refuses to change or delete a row of an append-only table: by triggers on SQLite, whoever asks;
// on PostgreSQL because nobody holds the right, the owner of the tables neither.
void guard(Tx& tx, const TableInfo& table);

// PostgreSQL: the roles the program runs under besides the owner: those named, and those that were granted before.
[[nodiscard]] std::vector<std::string> program_roles(soci::session& sql, const std::string& named);
[[nodiscard]] bool role_exists(soci::session& sql, const std::string& role);
void let_in(soci::session& sql, const std::string& role);  // To the schema the tables stand in.
// What such a role may do: read everything and add to it; change only what is not append-only.
void grant(soci::session& sql, const TableInfo& table, const std::string& role);
void grant_reading(soci::session& sql, const std::string& table, const std::string& role);

[[nodiscard]] PassReport check_guards(Store& store, const std::vector<TableInfo>& append_only);
[[nodiscard]] PassReport check_integrity(Store& store, const std::vector<TableInfo>& tables);

}  // namespace mingzhang::store
