// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/values/text.hpp"
#include "console/cli/verb.hpp"

namespace mingzhang::console {

// The values given, under the keys of their parameters; a flag that was given has an empty value.
using Values = std::map<std::string, std::string, std::less<>>;

// A verb was asked for, rightly.
struct Call {
    const Verb* verb;
    Values values;
};

// Help was asked for: for the whole program, a group of verbs, or one.
struct HelpWanted {
    std::vector<std::string> path;
};

struct VersionWanted {};

// The command line is not one the program understands.
struct WrongUsage {
    std::vector<std::string> path;  // How far it was understood.
    Text what;
};

using CommandLine = std::variant<Call, HelpWanted, VersionWanted, WrongUsage>;

// Reads the words behind the program's name against the list of verbs. `verbs` must outlive the call.
[[nodiscard]] CommandLine read_command_line(std::span<const Verb> verbs, const std::vector<std::string>& words);

// The language of the answer, found before anything else is understood.
[[nodiscard]] Language language_of(const std::vector<std::string>& words);
[[nodiscard]] bool wants_json(const std::vector<std::string>& words);

}  // namespace mingzhang::console
