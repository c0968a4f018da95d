// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "console/cli/terminal.hpp"
#include "console/cli/verb.hpp"
#include "console/wiring.hpp"

namespace mingzhang::console {

// What the program ends with.
enum class ExitStatus : int { done = 0, refused = 1, wrong_usage = 2 };

// Why a verb ended without saying why.
enum class ProgramRefusal : std::uint8_t { failed };
[[nodiscard]] RefusalWords words(ProgramRefusal reason);

// Carries out one command line and says what came of it: answers on standard output, refusals with what to do next on
// standard error. Under --json every answer, a refusal as well, is one document on standard output.
[[nodiscard]] ExitStatus run_program(std::span<const Verb> verbs, const World& world, Terminal& terminal,
                                     const std::vector<std::string>& arguments);

}  // namespace mingzhang::console
