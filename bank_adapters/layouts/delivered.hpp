// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <span>
#include <string_view>

#include "bank_adapters/layouts/layout.hpp"

namespace mingzhang::bank::layouts {

// A layout that came with the program: the text of its TOML file, embedded when the program was built.
struct DeliveredLayout {
    std::string_view name;  // "ccb"
    std::string_view toml;
};

[[nodiscard]] std::span<const DeliveredLayout> delivered_layouts() noexcept;  // By name.
// A delivered layout, ready for use; null when there is none of that name.
[[nodiscard]] const Layout* find_delivered_layout(std::string_view name);

// What a reason text means where the layout itself does not say: the words all banks share, from reasons.toml.
[[nodiscard]] std::optional<Reason> common_reason(std::string_view text) noexcept;

}  // namespace mingzhang::bank::layouts
