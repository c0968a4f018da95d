// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "console/cli/reply.hpp"

namespace mingzhang::console {

struct NamedTable {
    std::string name;  // In the document.
    Table table;
};

// An answer with several tables: {"month":"2025-07","programs":[…],"villages":[…]}. People read the sentences and then
// the tables, one below the other. Small tables only: all of them are held. Personal numbers are masked.
[[nodiscard]] Result<Reply, Refusal> answered_with_tables(const Answer& answer, Text said,
                                                          std::vector<NamedTable> tables);

}  // namespace mingzhang::console
