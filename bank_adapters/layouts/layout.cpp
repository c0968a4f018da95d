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

bool FileShape::carries(Field field) const {
    const auto holds = [field](const Pattern& pattern) { return std::ranges::count(pattern.fields(), field) > 0; };
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
