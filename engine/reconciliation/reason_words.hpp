// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "bank_adapters/layouts/layout.hpp"
#include "base/commands/command.hpp"
#include "base/tables/table.hpp"

// What the words of a bank mean where its layout does not say (失败原因归类): listed once for a person, mapped once,
// and known from then on.
namespace mingzhang::reconciliation {

struct ReasonMapping {
    County county;
    std::int64_t bank_account = 0;
    std::string text;  // As the bank wrote it, to the letter.
    bank::Reason reason = bank::Reason::not_given;
};

// Why words were not mapped. Checked in this order.
enum class MapReasonRefusal : std::uint8_t {
    text_missing,
    no_meaning,  // "Not mapped" is none.
    means_that,  // The layout, or an earlier mapping, says the same.
};
[[nodiscard]] RefusalWords words(MapReasonRefusal reason);

// `bank reasons map` (liaison, officer). From now on the words mean this in results for the account; a later mapping of
// the same words takes its place. What was posted stays as it is, for the return of each payment is on the worklist.
// The answer gives `bank_account`, `reason`, and `item`: the worklist item that waited for it, ended; or zero.
[[nodiscard]] Result<Answer, Refusal> map_reason(Desk& desk, const Actor& actor, const ReasonMapping& mapping,
                                                 const std::string& key);

// Adds what people settled to what the account's layout says; theirs goes before it.
void apply_mapped_words(soci::session& sql, County county, std::int64_t bank_account, bank::layouts::Answers& answers);

// Words met inside a command that nobody has mapped. Each asks a person once for an account, however many payments it
// comes with.
class UnmappedWords {
public:
    UnmappedWords(CommandContext& context, std::int64_t bank_account);

    // Whether they were never met before; then a worklist item is due, the `place`th of those the command opens.
    [[nodiscard]] bool meet(const std::string& text, std::size_t place);
    // Keeps what was met, once the items are opened: the first of them has this number.
    void keep(std::int64_t first_item);

private:
    CommandContext& context_;
    std::int64_t bank_account_;
    std::set<std::string, std::less<>> known_;
    std::vector<std::pair<std::string, std::size_t>> met_;
};

// `bank reasons unmapped`: words nobody had mapped when they came, and what was settled since.
[[nodiscard]] Table unmapped_words_table(store::Store& store, County county, Language language);

}  // namespace mingzhang::reconciliation
