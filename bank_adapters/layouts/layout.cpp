// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/layout.hpp"

#include <algorithm>

#include "base/values/check.hpp"

namespace mingzhang::bank::layouts {

const Row& FileShape::detail() const {
    const auto found = std::ranges::find(rows, RowKind::detail, &Row::kind);
    MINGZHANG_CHECK(found != rows.end());
    return *found;
}

namespace {

// What the messages have an element for, beside what their number holds.
bool message_carries(MessageForm form, Field field) noexcept {
    switch (field) {
        case Field::serial:
        case Field::account:
        case Field::name:
        case Field::amount:
        case Field::memo:
            return true;
        case Field::date:
        case Field::payer_account:
        case Field::payer_name:
        case Field::payer_bank_code:
        case Field::bank_code:
        case Field::count:
        case Field::total:
        case Field::number:
            return form != MessageForm::answers;
        case Field::status:
        case Field::reason:
        case Field::bank_reference:
        case Field::settled_on:
            return form == MessageForm::answers;
        default:
            return false;
    }
}

}  // namespace

bool FileShape::carries(Field field) const {
    const auto holds = [field](const Pattern& pattern) { return std::ranges::count(pattern.fields(), field) > 0; };
    if (message) return message_carries(*message, field) || holds(message_id);
    return std::ranges::any_of(rows, [&](const Row& row) {
        if (row.reading == Reading::exact && holds(row.text)) return true;
        return std::ranges::any_of(row.columns, [&](const Column& c) { return c.field == field || holds(c.prefix); });
    });
}

OutcomeStatus Answers::status_of(std::string_view text) const noexcept {
    const auto found = statuses.find(text);
    return found == statuses.end() ? OutcomeStatus::unknown : found->second;
}

namespace {

constexpr bool is_of_code(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// The code a text begins with, perhaps in brackets, and the words after it.
struct CodeAndWords {
    std::string_view code;
    std::string_view words;
};
CodeAndWords cut(std::string_view text) noexcept {
    const auto skip = [&text](std::string_view characters) {
        text.remove_prefix(std::min(text.find_first_not_of(characters), text.size()));
    };
    skip("[( ");
    std::size_t length = 0;
    while (length < text.size() && is_of_code(text[length])) ++length;
    const std::string_view code = text.substr(0, length);
    text.remove_prefix(length);
    skip("]) :-");
    constexpr std::string_view wide_colon = "：";
    if (text.starts_with(wide_colon)) text.remove_prefix(wide_colon.size());
    return {code, text};
}

}  // namespace

std::optional<Reason> Answers::reason_for(std::string_view text) const noexcept {
    if (const auto found = reasons.find(text); found != reasons.end()) return found->second;
    const auto [code, words] = cut(text);
    const auto of_code = codes.find(code);
    if (of_code == codes.end()) return std::nullopt;
    if (of_code->second) return of_code->second;
    const auto of_words = reasons.find(words);
    return of_words == reasons.end() ? std::nullopt : std::optional{of_words->second};
}

}  // namespace mingzhang::bank::layouts
