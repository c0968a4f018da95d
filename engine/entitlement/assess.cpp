// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/assess.hpp"

#include "engine/entitlement/base_step.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/entitlement/reduction.hpp"
#include "engine/entitlement/topup.hpp"

namespace mingzhang::entitlement {

namespace {

void clear(Assessment& assessment, Month month) {
    clear(assessment.now, month);
    assessment.in_grace = false;
    assessment.grace.percent.reset();
    assessment.topups.clear();
    assessment.nothing = Nothing::no;
    assessment.covered = 0;
    assessment.base = assessment.topup = assessment.total = Money{};
    assessment.reduction = assessment.to_institution = Money{};
}

// Why nothing can be owed, whoever is in the household. Needs no pack: without one the national months rule.
Nothing not_payable(const registry::HouseholdVersion& version, const policy::Pack* pack, Month month) {
    const policy::MonthRules rules = pack == nullptr ? policy::MonthRules{} : pack->months;
    if (rules.tells_from(policy::Event::approved, version.approved_on) > month) return Nothing::not_approved_yet;
    if (version.ended_on && rules.tells_from(policy::Event::ended, *version.ended_on) <= month) return Nothing::ended;
    const bool pays_edge = pack != nullptr && pack->edge && pack->edge->pays;
    if (version.program == Program::edge && !pays_edge) return Nothing::edge;
    return Nothing::no;
}

// B by the percent, rounded for the household or for each person and then for all.
Money falling(Money before, policy::Percent percent, std::int32_t people, const policy::DibaoRules& rules) {
    const policy::Wide exact = policy::Wide{before.fen()} * percent.value;
    if (rules.rounding_level == policy::Level::household) return policy::round(exact, 100, rules.rounding);
    return Money::fen(policy::round(exact, 100 * std::int64_t{people}, rules.rounding).fen() * people);
}

// Base under grace: B by the percent of this month's pack; rules 3 and 4 are not applied, rule 1 is.
Nothing apply_grace(Assessment& out, const registry::Household& household, const policy::PackBook& packs) {
    const policy::DibaoRules& rules = out.now.pack->dibao;
    const Month from = *out.now.version->grace_from;
    out.in_grace = true;
    out.grace.step = out.now.month - from;
    const auto step = static_cast<std::size_t>(out.grace.step);
    if (step < rules.grace.size()) out.grace.percent = rules.grace[step];
    work_out_base_before(out.grace.before, household, packs, from - 1);

    if (out.covered == 0) return Nothing::nobody_covered;
    if (!out.grace.percent) return Nothing::grace_over;
    const Money before = out.grace.before.base;
    if (before.is_zero()) return Nothing::grace_base_zero;
    out.base = falling(before, *out.grace.percent, out.covered, rules);
    return Nothing::no;
}

Nothing apply_dibao(Assessment& out, const registry::Household& household, const policy::PackBook& packs) {
    const auto& grace_from = out.now.version->grace_from;
    Nothing nothing = Nothing::no;
    if (grace_from && out.now.month >= *grace_from) {
        nothing = apply_grace(out, household, packs);
    } else {
        apply_dibao_rules(out.now, household);
        nothing = out.now.nothing;
        out.base = out.now.base;
    }
    if (nothing != Nothing::no) return nothing;
    reduce_shares(out);
    add_topups(out);
    return nothing;
}

}  // namespace

RefusalWords words(AssessError reason) noexcept {
    switch (reason) {
        case AssessError::no_pack:
            return {"assess/no_pack", "{1} 没有适用于户 {0} 所在区划的政策包",
                    "no pack rules the division of household {0} in {1}", "请导入该月已生效的政策包后重新计算",
                    "import a pack in force in that month and calculate again"};
        case AssessError::no_standard:
            return {"assess/no_standard", "政策包“{2}”（{3} 起）没有户 {0} {1} 所属类别的保障标准",
                    "the pack \"{2}\" (from {3}) has no standard for the program of household {0} in {1}",
                    "请在政策包 [standards] 中补上该类别的标准后重新导入并计算",
                    "add the standard to [standards] of the pack, import it and calculate again"};
        case AssessError::no_tier:
            return {"assess/no_tier", "户 {0} {1}：有成员未登记政策包“{2}”（{3} 起）规定的发放档次",
                    "household {0} in {1}: a member has none of the tiers of the pack \"{2}\" (from {3})",
                    "请在成员的救助对象类别中登记档次，或核对政策包 [[dibao.tier]]，改正后重新导入并计算",
                    "record the tier among the member's categories, or check [[dibao.tier]] of the pack, import again "
                    "and calculate again"};
        case AssessError::no_care_amount:
            break;
    }
    return {
        "assess/no_care_amount",
        "户 {0} {1}：政策包“{2}”（{3} 起）没有成员自理能力对应的照料护理金额，或成员未登记自理能力",
        "household {0} in {1}: the pack \"{2}\" (from {3}) has no care amount for a member's self_care, or the member "
        "has none recorded",
        "请核对成员的自理能力和政策包 [tekun.care]，改正后重新导入并计算",
        "check the member's self_care and [tekun.care] of the pack, import again and calculate again"};
}

Refusal to_refusal(const registry::Household& household, const AssessRefusal& refused) {
    const std::string pack = refused.pack == nullptr ? std::string{} : refused.pack->id;
    const std::string from = refused.pack == nullptr ? std::string{} : to_string(refused.pack->effective_from);
    return refusal(refused.reason, household.no.text(), to_string(refused.month), pack, from);
}

Result<void, AssessRefusal> assess_into(Assessment& out, const registry::Household& household,
                                        const policy::PackBook& packs, Month month) {
    clear(out, month);
    out.now.version = version_in_force(household, month);
    if (out.now.version == nullptr) {
        out.nothing = Nothing::no_version;
        return {};
    }
    const policy::Pack* pack = packs.in_force(out.now.version->division, month);
    out.now.months = pack == nullptr ? nullptr : &pack->months;
    out.nothing = not_payable(*out.now.version, pack, month);
    if (out.nothing != Nothing::no) return {};

    const auto refuse = [&](AssessError why) {
        return tl::unexpected<AssessRefusal>{AssessRefusal{why, month, out.now.pack}};
    };
    out.now.pack = pack;
    if (out.now.pack == nullptr) return refuse(AssessError::no_pack);
    const Program program = out.now.version->program;
    const auto standard = out.now.pack->standard(program);
    if (!standard) return refuse(AssessError::no_standard);
    out.now.standard = *standard;

    count_members(out.now, household);
    out.covered = out.now.covered;
    if (is_dibao(program)) {
        out.nothing = apply_dibao(out, household, packs);
        if (out.nothing == Nothing::no_tier) return refuse(AssessError::no_tier);
    } else {
        if (is_tekun(program) && !add_care(out)) return refuse(AssessError::no_care_amount);
        if (is_tekun(program)) {
            apply_tekun_rules(out.now);
        } else {
            apply_edge_rules(out.now, household);
        }
        out.base = out.now.base;
        out.nothing = out.now.nothing;
        out.to_institution = for_institutions(out.now);
    }
    out.total = sum(out.base, out.topup);
    if (out.nothing == Nothing::no && out.total.is_zero()) out.nothing = Nothing::rounded_to_zero;
    return {};
}

Result<Assessment, AssessRefusal> assess(const registry::Household& household, const policy::PackBook& packs,
                                         Month month) {
    Assessment assessment;
    if (const auto done = assess_into(assessment, household, packs, month); !done)
        return tl::unexpected<AssessRefusal>{done.error()};
    return assessment;
}

}  // namespace mingzhang::entitlement
