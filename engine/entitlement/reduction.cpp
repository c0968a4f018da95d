// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/reduction.hpp"

#include <algorithm>

#include "base/values/check.hpp"
#include "engine/entitlement/presence.hpp"

namespace mingzhang::entitlement {

namespace {

constexpr policy::Rounding to_the_fen{policy::RoundingUnit::fen, policy::RoundingMode::half_up};

const policy::Reduction* reduction_of(const policy::DibaoRules& rules, const MemberAssessment& member) {
    const auto found = std::find_if(rules.reductions.begin(), rules.reductions.end(),
                                    [&](const auto& reduction) { return lists(member, reduction.code); });
    return found == rules.reductions.end() ? nullptr : &*found;
}

}  // namespace

Money share_of(Money base, std::int32_t people, std::int32_t place) noexcept {
    MINGZHANG_CHECK(place >= 0 && place < people);
    return Money::fen(base.fen() / people + (place < base.fen() % people ? 1 : 0));
}

void reduce_shares(Assessment& assessment) {
    const policy::DibaoRules& rules = assessment.now.pack->dibao;
    if (rules.reductions.empty()) return;
    std::int32_t place = 0;
    for (MemberAssessment& member : assessment.now.members) {
        if (member.standing != Standing::counted) continue;
        member.share = share_of(assessment.base, assessment.covered, place++);
        member.reduced = reduction_of(rules, member);
        if (member.reduced == nullptr) continue;
        member.reduction =
            policy::round(policy::Wide{member.share.fen()} * member.reduced->percent.value, 100, to_the_fen);
        assessment.reduction = sum(assessment.reduction, member.reduction);
    }
    assessment.base = difference(assessment.base, assessment.reduction);
}

Money for_institutions(const BaseStep& step) {
    Money total;
    for (const MemberAssessment& member : step.members)
        if (member.standing == Standing::counted && lives_in_institution(*step.pack, member))
            total = sum(total, sum(member.part, member.topup));
    return total;
}

}  // namespace mingzhang::entitlement
