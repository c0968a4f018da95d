// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/posting.hpp"

#include <charconv>

namespace mingzhang::runs {

ledger::Dimensions dimensions_of(const Line& line, int budget_year) {
    ledger::Dimensions dimensions;
    dimensions.program = line.program;
    dimensions.budget_year = budget_year;
    const std::string& code = line.division.text();
    std::from_chars(code.data(), code.data() + code.size(), dimensions.division);
    dimensions.run = line.key.run;
    dimensions.line = line.key.line;
    dimensions.month = line.month;
    dimensions.household = line.household.text();
    return dimensions;
}

}  // namespace mingzhang::runs
