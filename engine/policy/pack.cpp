// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/policy/pack.hpp"

#include <algorithm>

namespace mingzhang::policy {

const Source* Pack::source(std::string_view rule) const noexcept {
    for (;;) {
        for (const Source& source : sources)
            if (std::find(source.rules.begin(), source.rules.end(), rule) != source.rules.end()) return &source;
        const std::size_t dot = rule.rfind('.');
        if (dot == std::string_view::npos) return nullptr;
        rule = rule.substr(0, dot);
    }
}

std::vector<std::string> Pack::rules_without_source() const {
    std::vector<std::string> without;
    for (const std::string& rule : rules)
        if (source(rule) == nullptr) without.push_back(rule);
    return without;
}

}  // namespace mingzhang::policy
