// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/tables_reply.hpp"

#include <sstream>

#include "base/tables/json_writer.hpp"
#include "base/tables/masking.hpp"
#include "base/tables/terminal_writer.hpp"
#include "base/values/check.hpp"

namespace mingzhang::console {

namespace {

Result<std::string, Refusal> shown(const Table& table, Language language) {
    std::ostringstream text;
    if (auto printed = print_table(table, text, {.language = language}); !printed) return pass_on(printed);
    return text.str();
}

}  // namespace

Result<Reply, Refusal> answered_with_tables(const Answer& answer, Text said, std::vector<NamedTable> tables) {
    std::string document = answer.to_json();
    MINGZHANG_CHECK(document.ends_with('}'));
    document.pop_back();
    for (NamedTable& named : tables) {
        const Table table = masked(std::move(named.table));
        std::ostringstream rows;
        JsonWriter writer{rows};
        if (auto sent = send(table, writer); !sent) return pass_on(sent);
        document += fmt::format("{}\"{}\":{}", document.size() == 1 ? "" : ",", named.name, rows.str());
        auto zh = shown(table, Language::zh);
        if (!zh) return pass_on(zh);
        auto en = shown(table, Language::en);
        if (!en) return pass_on(en);
        said = said + Text{"\n" + *zh, "\n" + *en};
    }
    return Reply{.said = std::move(said), .document = document + "}"};
}

}  // namespace mingzhang::console
