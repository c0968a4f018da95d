// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>

#include "tests/bench/journal_load.hpp"

namespace mingzhang::bench {

// The floor: a program that inserts the same rows into the same tables with their indexes, through SQLite's C API, with
// the same transactions and the same durability, and does nothing else. The file must hold the schema.
void insert_bare(const std::filesystem::path& database, const JournalLoad& load);

}  // namespace mingzhang::bench
