// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <set>
#include <string>

#include "base/commands/command.hpp"
#include "engine/registry/import.hpp"

namespace mingzhang::registry {

// What was loaded as the whole roster of a place.
struct LoadedRoster {
    std::int64_t import = 0;
    std::string file;
    std::string digest;                // Of the file, hex.
    std::set<std::string> households;  // Every household_no in it.
};

// After its rows were loaded: each household not ended that the file leaves out becomes a question, unless one is open
// already or the same file was answered before; one that is in the file again, or has ended, needs no answer any more.
// Puts `division` and `absent` (households asked about now) into the answer.
[[nodiscard]] Result<void, Refusal> ask_about_absent(CommandContext& context, const LoadedRoster& loaded,
                                                     const FullRoster& roster, Answer& answer);

}  // namespace mingzhang::registry
