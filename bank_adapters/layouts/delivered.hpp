// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <optional>
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
[[nodiscard]] std::optional<Layout> delivered_layout(std::string_view name);  // Ready for use; none of that name: none.

// What reason texts mean where a layout does not say: the words all banks share (reasons.toml).
[[nodiscard]] std::string_view common_reasons_toml() noexcept;

// Return codes that several banks share, by family (codes.toml).
[[nodiscard]] std::string_view code_families_toml() noexcept;

}  // namespace mingzhang::bank::layouts
