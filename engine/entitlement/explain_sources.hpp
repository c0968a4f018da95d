// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <string>
#include <vector>

#include "engine/entitlement/assessment.hpp"
#include "engine/entitlement/explain_page.hpp"

namespace mingzhang::entitlement {

// A rule of the pack that the amount rests on: its key there, and what people call it.
struct RuleUsed {
    std::string rule;
    std::string name;
};

// Whether the top-up is one of the pack's stack items.
[[nodiscard]] bool is_stacked(const policy::TopupRules& rules, const AppliedTopup& topup);

// In the order of the calculation.
[[nodiscard]] std::vector<RuleUsed> rules_used(const Words& words, const Assessment& assessment);

// The article or notice behind each rule used; nothing where the pack names no source at all.
void write_sources(Page& page, const Assessment& assessment);
// The same for rules given.
void write_sources(Page& page, const policy::Pack& pack, const std::vector<RuleUsed>& rules);

}  // namespace mingzhang::entitlement
