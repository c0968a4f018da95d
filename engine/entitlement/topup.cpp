// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/topup.hpp"

#include <algorithm>
#include <variant>

#include "engine/entitlement/presence.hpp"

namespace mingzhang::entitlement {

namespace {

using policy::TopupItem;

// An item with an age bound applies by age alone; another when the member's row lists its code.
bool applies(const TopupItem& item, const MemberAssessment& member) {
    if (item.is_by_age())
        return (!item.age_min || member.age >= *item.age_min) && (!item.age_max || member.age <= *item.age_max);
    const auto& listed = member.version->categories;
    return std::find(listed.begin(), listed.end(), item.code) != listed.end();
}

Money value_of(const TopupItem& item, Money standard, policy::Rounding rounding) {
    if (const Money* amount = std::get_if<Money>(&item.value)) return *amount;
    return policy::round(policy::Wide{standard.fen()} * std::get<policy::Percent>(item.value).value, 100, rounding);
}

// Under max only the highest is paid, the first of equals.
void leave_the_highest(std::vector<AppliedTopup>& topups, std::size_t first) {
    const auto begin = topups.begin() + static_cast<std::ptrdiff_t>(first);
    const auto highest = std::max_element(
        begin, topups.end(), [](const AppliedTopup& a, const AppliedTopup& b) { return a.value < b.value; });
    for (auto topup = begin; topup != topups.end(); ++topup) topup->paid = topup == highest;
}

void finish(Assessment& assessment, MemberAssessment& member, std::size_t first) {
    member.first_topup = static_cast<std::uint32_t>(first);
    member.topup_count = static_cast<std::uint32_t>(assessment.topups.size() - first);
    for (std::size_t i = first; i < assessment.topups.size(); ++i)
        if (assessment.topups[i].paid) member.topup = sum(member.topup, assessment.topups[i].value);
    assessment.topup = sum(assessment.topup, member.topup);
}

}  // namespace

void add_topups(Assessment& assessment) {
    const policy::TopupRules& rules = assessment.now.pack->topup;
    const auto add = [&](const std::vector<TopupItem>& items, const MemberAssessment& member) {
        for (const TopupItem& item : items)
            if (applies(item, member))
                assessment.topups.push_back({&item, value_of(item, assessment.now.standard, rules.rounding), true});
    };
    for (MemberAssessment& member : assessment.now.members) {
        if (member.standing != Standing::counted) continue;
        member.age = age_in(assessment.now.month, member.person->birth_date);
        const std::size_t first = assessment.topups.size();
        add(rules.categories, member);
        if (rules.combine == policy::Combine::max) leave_the_highest(assessment.topups, first);
        add(rules.stack, member);
        finish(assessment, member, first);
    }
}

bool add_care(Assessment& assessment) {
    for (MemberAssessment& member : assessment.now.members) {
        if (member.standing != Standing::counted) continue;
        const auto self_care = member.version->self_care;
        const auto amount = self_care ? assessment.now.pack->care(*self_care) : std::nullopt;
        if (!amount) return false;
        const std::size_t first = assessment.topups.size();
        assessment.topups.push_back({nullptr, *amount, true});
        finish(assessment, member, first);
    }
    return true;
}

}  // namespace mingzhang::entitlement
