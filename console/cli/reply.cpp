// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/reply.hpp"

#include <sstream>

#include "base/tables/json_writer.hpp"
#include "base/tables/masking.hpp"
#include "base/values/check.hpp"

namespace mingzhang::console {

Text operator+(const Text& first, const Text& second) {
    return {first.zh + second.zh, first.en + second.en};
}

Reply answered(const Answer& answer, Text said) {
    return {.said = std::move(said), .document = answer.to_json()};
}

Result<Reply, Refusal> answered_with(const Answer& answer, Text said, std::string_view name, Table table) {
    std::ostringstream rows;
    JsonWriter writer{rows};
    table = masked(std::move(table));
    if (auto sent = send(table, writer); !sent) return pass_on(sent);
    std::string document = answer.to_json();
    MINGZHANG_CHECK(document.ends_with('}'));
    document.pop_back();
    document += fmt::format("{}\"{}\":{}}}", answer.fields().empty() ? "" : ",", name, rows.str());
    return Reply{.said = std::move(said), .table = std::move(table), .document = std::move(document)};
}

}  // namespace mingzhang::console
