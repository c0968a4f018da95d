// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>

#include "base/commands/command.hpp"

namespace mingzhang::runs {

// `year close`: what the year received and spent is carried forward (年终结转); its December is closed first. The
// answer: year, appropriation_fen, expense_fen, carried_fen.
[[nodiscard]] Result<Answer, Refusal> close_year(Desk& desk, const Actor& actor, County county, int year,
                                                 const std::string& key);

// `year take-back`: finance takes back what is left of a budget year two years running. The answer: year, taken_fen.
[[nodiscard]] Result<Answer, Refusal> take_back_unspent(Desk& desk, const Actor& actor, County county, int year,
                                                        const std::string& key);

}  // namespace mingzhang::runs
