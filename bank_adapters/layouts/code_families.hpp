// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bank_adapters/layouts/layout.hpp"
#include "base/values/text.hpp"

namespace mingzhang::bank::layouts {

// Return codes that several banks or channels share (返回码组): codes.toml.
struct CodeFamily {
    std::string name;  // "fsbr": what a layout chooses it by.
    Text title;
    CodeMeanings meanings;
};

[[nodiscard]] const std::vector<CodeFamily>& code_families();             // By name.
[[nodiscard]] const CodeFamily* find_code_family(std::string_view name);  // Null: there is none.

}  // namespace mingzhang::bank::layouts
