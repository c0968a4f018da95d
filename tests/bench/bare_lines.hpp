// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <filesystem>

#include "base/values/month.hpp"
#include "tests/bench/bench.hpp"

namespace mingzhang::bench {

enum class BareTables : std::uint8_t { with_keys, with_keys_and_indexes };

// The floor of a month: the lines and overpayments that `calculated` holds for the month, inserted into the same tables
// of an empty file `into` through SQLite's C API, a transaction a county, with the same durability. Reading them is not
// counted.
[[nodiscard]] Effort insert_bare_lines(const std::filesystem::path& calculated, const std::filesystem::path& into,
                                       BareTables tables);

}  // namespace mingzhang::bench
