// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/explain_sources.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/entitlement/presence.hpp"

namespace mingzhang::entitlement {

namespace {

class Used {
public:
    explicit Used(const Words& words) : words_{words} {}

    void add(std::string rule, std::string_view zh, std::string_view en) { add(std::move(rule), words_.say(zh, en)); }
    void add(std::string rule, std::string name) {
        if (seen_.insert(rule).second) used_.push_back({std::move(rule), std::move(name)});
    }
    [[nodiscard]] const Words& words() const { return words_; }
    [[nodiscard]] std::vector<RuleUsed> take() && { return std::move(used_); }

private:
    const Words& words_;
    std::set<std::string> seen_;
    std::vector<RuleUsed> used_;
};

void add_months(Used& used, const BaseStep& step) {
    for (const MemberAssessment& member : step.members) {
        if (member.standing == Standing::not_joined) used.add("months.joined", "加入的生效月", "effect of joining");
        if (member.standing == Standing::left) used.add("months.left", "退出的生效月", "effect of leaving");
        if (member.standing == Standing::died) used.add("months.died", "去世的生效月", "effect of a death");
    }
}

void add_base(Used& used, const BaseStep& step) {
    const bool single = step.formula == Formula::single_full || step.formula == Formula::single_fixed ||
                        step.formula == Formula::single_difference;
    if (single) {
        used.add("dibao.single_cover", "单人保", "single cover");
    } else if (step.formula == Formula::tiers) {
        used.add("dibao.tier", "分档", "tiers");
    } else if (step.formula == Formula::household_difference) {
        used.add("dibao.basis", "补差", "shortfall");
    }
    if (step.nothing != Nothing::no) return;
    used.add("dibao.rounding", "取整", "rounding");
    if (step.base == step.rounded) return;
    const bool by_household = step.minimum == step.pack->dibao.minimum_per_household.in_or_zero(step.version->program);
    used.add(by_household ? "dibao.minimum_per_household" : "dibao.minimum_per_person", "最低发放额", "minimum");
}

void add_dibao(Used& used, const Assessment& assessment) {
    if (assessment.in_grace) {
        used.add("dibao.grace", "渐退", "grace");
    } else {
        add_base(used, assessment.now);
    }
    for (const MemberAssessment& member : assessment.now.members)
        if (member.reduced != nullptr)
            used.add("dibao.reduction." + member.reduced->code, used.words().known(member.reduced->code));
}

void add_topups(Used& used, const Assessment& assessment) {
    const policy::TopupRules& rules = assessment.now.pack->topup;
    for (const AppliedTopup& topup : assessment.topups) {
        if (!topup.paid || topup.item == nullptr) continue;
        used.add((is_stacked(rules, topup) ? "topup.stack." : "topup.category.") + topup.item->code,
                 used.words().known(topup.item->code));
    }
    Money members;
    for (const AppliedTopup& topup : assessment.topups)
        if (topup.paid) members = sum(members, topup.value);
    if (members > assessment.topup) used.add("topup.cap", "分类施保封顶", "cap of top-ups");
}

void add_tekun(Used& used, const BaseStep& step) {
    if (step.covered == 0) return;
    used.add("tekun.care", "照料护理", "care");
    const bool in_institution =
        std::any_of(step.members.begin(), step.members.end(), [&step](const MemberAssessment& member) {
            return member.standing == Standing::counted && lives_in_institution(*step.pack, member);
        });
    if (in_institution) used.add("tekun.institution", "集中供养", "institution");
}

}  // namespace

bool is_stacked(const policy::TopupRules& rules, const AppliedTopup& topup) {
    return std::any_of(rules.stack.begin(), rules.stack.end(),
                       [&](const policy::TopupItem& item) { return &item == topup.item; });
}

std::vector<RuleUsed> rules_used(const Words& words, const Assessment& assessment) {
    Used used{words};
    const BaseStep& step = assessment.now;
    if (step.pack == nullptr) return {};
    const Program program = step.version->program;
    const Program standard = program == Program::edge ? step.pack->edge->standard : program;
    used.add("standards." + std::string{code(standard)}, "保障标准", "standard");
    add_months(used, step);
    if (is_dibao(program)) {
        add_dibao(used, assessment);
        add_topups(used, assessment);
    } else if (is_tekun(program)) {
        add_tekun(used, step);
    } else {
        used.add("edge", "低保边缘", "edge households");
    }
    return std::move(used).take();
}

void write_sources(Page& page, const policy::Pack& pack, const std::vector<RuleUsed>& rules) {
    if (pack.sources.empty() || rules.empty()) return;
    // A source once, with all that rests on it: the whole explanation is to fit one page.
    std::vector<std::pair<const policy::Source*, std::string>> lines;
    for (const RuleUsed& used : rules) {
        const policy::Source* source = pack.source(used.rule);
        const auto line =
            std::find_if(lines.begin(), lines.end(), [&](const auto& one) { return one.first == source; });
        if (line == lines.end()) {
            lines.emplace_back(source, used.name);
        } else {
            line->second += page.words().say("、", ", ") + used.name;
        }
    }
    page.line("依据", "Sources");
    page.in();
    for (const auto& [source, names] : lines)
        page.line("{}：{}", "{}: {}", names,
                  source == nullptr ? page.words().say("政策包未注明", "the pack names none") : source->text);
    page.out();
}

void write_sources(Page& page, const Assessment& assessment) {
    if (assessment.now.pack != nullptr) write_sources(page, *assessment.now.pack, rules_used(page.words(), assessment));
}

}  // namespace mingzhang::entitlement
