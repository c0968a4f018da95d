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

std::optional<Reason> Answers::reason_for(std::string_view text) const noexcept {
    const auto found = reasons.find(text);
    if (found == reasons.end()) return std::nullopt;
    return found->second;
}

}  // namespace mingzhang::bank::layouts
