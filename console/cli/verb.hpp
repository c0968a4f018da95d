// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"
#include "console/cli/kind.hpp"
#include "console/cli/reply.hpp"

namespace mingzhang::console {

class Invocation;

// One thing a verb may be told: an argument by its place ("month"), or an option by its name ("--division").
struct Parameter {
    std::string_view name;
    Kind kind;
    bool required;
    Text meaning;

    [[nodiscard]] bool is_option() const noexcept { return name.starts_with("--"); }
    // Under which the value is asked for: the name without dashes.
    [[nodiscard]] std::string_view key() const noexcept { return is_option() ? name.substr(2) : name; }
};

// Parameters written as one reads them aloud.
[[nodiscard]] inline Parameter argument(std::string_view name, Kind kind, Text meaning) {
    return {name, kind, /*required=*/true, std::move(meaning)};
}
[[nodiscard]] inline Parameter option(std::string_view name, Kind kind, Text meaning) {
    return {name, kind, /*required=*/false, std::move(meaning)};
}
[[nodiscard]] inline Parameter required(Parameter parameter) {
    parameter.required = true;
    return parameter;
}

// One command of the program, described as data: the command line is built from the list of verbs, and so are the help
// texts, and a test can walk through all of them.
struct Verb {
    std::vector<std::string_view> path;  // {"run", "approve"}
    Text help;
    std::vector<Parameter> parameters;
    std::function<Result<Reply, Refusal>(Invocation&)> carry_out;

    [[nodiscard]] std::string spoken() const;  // "run approve"
};

// Options that stand before or after the words of any command.
[[nodiscard]] const std::vector<Parameter>& global_parameters();

}  // namespace mingzhang::console
