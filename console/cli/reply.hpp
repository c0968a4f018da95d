// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

#include "base/commands/answer.hpp"
#include "base/tables/table.hpp"
#include "base/values/text.hpp"

namespace mingzhang::console {

// What a verb that was carried out has to say. People are shown the sentences and then the table; a program asking for
// JSON is given the one document, or the rows of the table when there is no document.
struct Reply {
    Text said = {};
    std::optional<Table> table = std::nullopt;
    std::string document = {};
    bool holds = true;  // False: what was asked about does not hold, as when `verify` finds something; exit status 1.
};

// One sentence in both languages; `{0}`, `{1}` stand for the same arguments in both.
template <class... Arguments>
[[nodiscard]] Text say(std::string_view zh, std::string_view en, const Arguments&... arguments) {
    return {fmt::format(fmt::runtime(zh), arguments...), fmt::format(fmt::runtime(en), arguments...)};
}

[[nodiscard]] Text operator+(const Text& first, const Text& second);

// What a command answered, in words and as a document.
[[nodiscard]] Reply answered(const Answer& answer, Text said);

// An answer with a table under `name` in its document: {"run":1,"signatures":[…]}.
[[nodiscard]] Result<Reply, Refusal> answered_with(const Answer& answer, Text said, std::string_view name, Table table);

}  // namespace mingzhang::console
