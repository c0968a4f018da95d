// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/topup.hpp"

#include <algorithm>
#include <utility>

#include "engine/entitlement/presence.hpp"

namespace mingzhang::entitlement {

namespace {

using policy::TopupItem;

// An item with an age bound applies by age alone; another when the member's row lists its code.
bool applies(const TopupItem& item, const MemberAssessment& member) {
    if (item.is_by_age())
        return (!item.age_min || member.age >= *item.age_min) && (!item.age_max || member.age <= *item.age_max);
    return lists(member, item.code);
}

// Under max only the highest is paid, the first of equals.
void leave_the_highest(std::vector<AppliedTopup>& topups, std::size_t first) {
    const auto begin = topups.begin() + static_cast<std::ptrdiff_t>(first);
    const auto highest = std::max_element(
        begin, topups.end(), [](const AppliedTopup& a, const AppliedTopup& b) { return a.value < b.value; });
    for (auto topup = begin; topup != topups.end(); ++topup) topup->paid = topup == highest;
}

// What a member's paid top-ups come to, those from `first` on.
Money paid_from(const std::vector<AppliedTopup>& topups, std::size_t first) {
    Money paid;
    for (std::size_t i = first; i < topups.size(); ++i)
        if (topups[i].paid) paid = sum(paid, topups[i].value);
    return paid;
}

void finish(Assessment& assessment, MemberAssessment& member, std::size_t first, Money topup) {
    member.first_topup = static_cast<std::uint32_t>(first);
    member.topup_count = static_cast<std::uint32_t>(assessment.topups.size() - first);
    member.topup = topup;
    assessment.topup = sum(assessment.topup, member.topup);
}

// An institution's amount for the self-care where the member lives in one and the pack has it.
std::optional<Money> care_of(const policy::Pack& pack, const MemberAssessment& member) {
    const auto& self_care = member.version->self_care;
    if (!self_care) return std::nullopt;
    if (lives_in_institution(pack, member))
        if (const auto amount = pack.institution->care[static_cast<std::size_t>(*self_care) - 1]) return amount;
    return pack.care(*self_care);
}

}  // namespace

void add_topups(Assessment& assessment) {
    const policy::TopupRules& rules = assessment.now.pack->topup;
    const auto value_of = [&](const policy::Value& value) {
        return policy::value_of(value, assessment.now.version->program, assessment.now.standard, rules.rounding);
    };
    const auto add = [&](const std::vector<TopupItem>& items, const MemberAssessment& member) {
        for (const TopupItem& item : items)
            if (const auto value = value_of(item.value); value && applies(item, member))
                assessment.topups.push_back({&item, *value, true});
    };
    const auto capped = [&](Money topup) {
        const auto most = rules.cap ? value_of(rules.cap->value) : std::nullopt;
        return most ? std::min(topup, *most) : topup;
    };
    for (MemberAssessment& member : assessment.now.members) {
        if (member.standing != Standing::counted) continue;
        member.age = age_in(assessment.now.month, member.person->birth_date, assessment.now.pack->months);
        const std::size_t first = assessment.topups.size();
        add(rules.categories, member);
        if (rules.combine == policy::Combine::max) leave_the_highest(assessment.topups, first);
        const std::size_t stack = assessment.topups.size();
        const Money categories = paid_from(assessment.topups, first);
        add(rules.stack, member);
        const Money on_top = paid_from(assessment.topups, stack);
        const bool within = rules.cap && rules.cap->holds_stack;
        finish(assessment, member, first, within ? capped(sum(categories, on_top)) : sum(capped(categories), on_top));
    }
}

bool add_care(Assessment& assessment) {
    for (MemberAssessment& member : assessment.now.members) {
        if (member.standing != Standing::counted) continue;
        const auto amount = care_of(*assessment.now.pack, member);
        if (!amount) return false;
        const std::size_t first = assessment.topups.size();
        assessment.topups.push_back({nullptr, *amount, true});
        finish(assessment, member, first, *amount);
    }
    return true;
}

}  // namespace mingzhang::entitlement
