// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/institution.hpp"

#include <algorithm>
#include <chrono>

#include "base/values/check.hpp"
#include "engine/entitlement/presence.hpp"

namespace mingzhang::entitlement {

namespace {

using std::chrono::sys_days;

std::int32_t days_within(const Stay& stay, sys_days first, sys_days last) {
    const sys_days from = stay.from ? std::max(first, sys_days{*stay.from}) : first;
    const sys_days to = stay.to ? std::min(last, sys_days{*stay.to}) : last;
    return from > to ? 0 : static_cast<std::int32_t>((to - from).count()) + 1;
}

// Never more than the month: rounding up by the yuan could be.
Money settled_for(const policy::InstitutionRules& rules, Money monthly, std::int32_t days, std::int32_t of) {
    if (rules.settle == policy::Settlement::months) return monthly;
    return std::min(monthly, policy::round(policy::Wide{monthly.fen()} * days, of, rules.rounding));
}

}  // namespace

registry::SelfCare self_care_by(std::int32_t failed_items) noexcept {
    constexpr std::int32_t items = 6;
    MINGZHANG_CHECK(failed_items >= 0 && failed_items <= items);
    if (failed_items == 0) return registry::SelfCare::full;
    return failed_items <= 3 ? registry::SelfCare::partial : registry::SelfCare::none;
}

std::vector<Stay> stays_of(const Assessment& assessment) {
    std::vector<Stay> stays;
    const policy::Pack* pack = assessment.now.pack;
    if (pack == nullptr || assessment.now.formula != Formula::tekun) return stays;
    for (const MemberAssessment& member : assessment.now.members) {
        if (member.standing != Standing::counted || !lives_in_institution(*pack, member)) continue;
        std::optional<Date> to = member.version->left_on;
        if (const auto died = death_date(*member.person); died && (!to || *died < *to)) to = died;
        stays.push_back({member.person->id, sum(member.part, member.topup), member.version->joined_on, to});
    }
    return stays;
}

void leave_to_prepayment(Assessment& assessment) {
    const policy::Pack* pack = assessment.now.pack;
    if (pack == nullptr || !pack->institution || pack->institution->paid_by != policy::PaidBy::prepayment) return;
    if (assessment.now.formula != Formula::tekun) return;
    for (const MemberAssessment& member : assessment.now.members) {
        if (member.standing != Standing::counted || !lives_in_institution(*pack, member)) continue;
        --assessment.covered;
        assessment.base = difference(assessment.base, member.part);
        assessment.topup = difference(assessment.topup, member.topup);
        assessment.total = difference(assessment.total, sum(member.part, member.topup));
    }
}

InstitutionMonth settle_institution(const policy::InstitutionRules& rules, Month month, std::span<const Stay> stays) {
    const std::chrono::year_month calendar{std::chrono::year{month.year()}, std::chrono::month{month.month()}};
    const sys_days first = calendar / std::chrono::day{1};
    const sys_days last = calendar / std::chrono::last;
    InstitutionMonth out;
    out.settle = rules.settle;
    out.days_in_month = static_cast<std::int32_t>((last - first).count()) + 1;
    for (const Stay& stay : stays) {
        const std::int32_t days = days_within(stay, first, last);
        if (days == 0) continue;
        const Money settled = settled_for(rules, stay.monthly, days, out.days_in_month);
        out.stays.push_back({stay.person, days, stay.monthly, settled});
        out.head_days += days;
        out.prepaid = sum(out.prepaid, stay.monthly);
        out.settled = sum(out.settled, settled);
    }
    out.surplus = difference(out.prepaid, out.settled);
    return out;
}

}  // namespace mingzhang::entitlement
