// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "bank_adapters/layouts/delivered.hpp"

#include <algorithm>

#include "base/values/check.hpp"

namespace mingzhang::bank::layouts {

std::optional<Layout> delivered_layout(std::string_view name) {
    const auto all = delivered_layouts();
    const auto found = std::ranges::find(all, name, &DeliveredLayout::name);
    if (found == all.end()) return std::nullopt;
    auto layout = load_layout(found->toml, found->name);
    MINGZHANG_CHECK(layout.has_value());  // A test loads every delivered layout.
    return *std::move(layout);
}

}  // namespace mingzhang::bank::layouts
