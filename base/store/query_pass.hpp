// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string_view>

#include "base/store/part.hpp"

namespace mingzhang::store {

// A pass of `verify` that is a query: `broken_query` gives the numbers of each record that breaks the law, the county
// first. `broken` tells of one: {0}, {1} and, of three columns, {2} stand for them. `count_query` gives how many
// records were looked at.
enum class BrokenColumns { two = 2, three = 3 };
[[nodiscard]] PassReport run_query_pass(Store& store, std::string_view count_query, std::string_view broken_query,
                                        BrokenColumns columns, const Text& broken);

}  // namespace mingzhang::store
