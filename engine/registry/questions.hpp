// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/commands/command.hpp"
#include "base/tables/table.hpp"
#include "engine/registry/household_rows.hpp"
#include "engine/registry/snapshot.hpp"

// What an import leaves to be decided about a household (名册待定): as long as nobody answered, its lines in new runs
// are held, neither silently paid on nor silently stopped. Docs: adr/0018.
namespace mingzhang::registry {

// Stored by number: never renumber.
enum class QuestionKind : std::uint8_t {
    account_changed = 1,      // 账户变更待核验: a second person checks the passbook
    missing_from_roster = 2,  // 名册缺户: active here and absent from a full roster
};
enum class Verdict : std::uint8_t {
    confirmed = 1,  // 核验无误: the new account is the household's
    refused = 2,    // 核验不符: the account before stays in force
    ended = 3,      // 停保
    kept = 4,       // 保留
    overtaken = 5,  // 已由名册更正: a later import or a retraction left nothing to decide
};
[[nodiscard]] Text name(QuestionKind kind);
[[nodiscard]] Text name(Verdict verdict);

struct Question {
    std::int64_t item = 0;    // Its worklist item, and what it goes by.
    std::int64_t import = 0;  // The import that raised it.
    std::string household_no;
    QuestionKind kind{};
    Payee payee;           // Of a changed account: the new one,
    Payee before;          // and the one it takes the place of.
    std::string asked_by;  // Who imported.
};

// Those nobody had answered, as known at an import, by item.
[[nodiscard]] std::vector<Question> open_questions(soci::session& sql, KnownAt at);

// The open ones of a household, of one kind.
[[nodiscard]] std::vector<Question> open_questions_of(soci::session& sql, County county, const std::string& household,
                                                      QuestionKind kind);

// Raises a question as part of an import; `amount` is what the household was last paid. `question.item` is given here.
void ask(CommandContext& context, Question question, const std::string& division, Money amount, const Text& detail);

// Answers it as import `import` and ends its worklist item.
[[nodiscard]] Result<void, Refusal> answer(CommandContext& context, const Question& question, std::int64_t import,
                                           Verdict verdict, const std::string& reason);

// Item, household, what is asked, since which import, who and when; verdict, reason, who and when. Only open ones
// unless all are wanted.
[[nodiscard]] Table questions_table(store::Store& store, County county, bool only_open);

}  // namespace mingzhang::registry
