// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <algorithm>
#include <string>
#include <string_view>

#include "engine/entitlement/explain.hpp"
#include "engine/entitlement/explain_words.hpp"

namespace mingzhang::entitlement {

namespace {

class Changes {
public:
    explicit Changes(Words words) : words_{words} {}

    [[nodiscard]] const Words& words() const { return words_; }
    void add(std::string_view what, std::string_view was, std::string_view is) {
        if (was != is) text_ += words_.say("{}：{} → {}", "{}: {} → {}", what, was, is) + "\n";
    }
    void heading(std::string_view what) { text_.append(what).push_back('\n'); }
    void add_all(const Changes& others) { text_ += others.text_; }
    [[nodiscard]] bool is_empty() const { return text_.empty(); }
    [[nodiscard]] const std::string& text() const { return text_; }

private:
    Words words_;
    std::string text_;
};

void compare_household(Changes& changes, const BaseStep& before, const BaseStep& now) {
    const Words& words = changes.words();
    if (before.version == nullptr || now.version == nullptr) return;
    changes.add(words.say("救助类别", "Program"), words.program(before.version->program),
                words.program(now.version->program));
    changes.add(words.say("保障方式", "Cover"), words.cover(before.version->cover), words.cover(now.version->cover));
    const auto grace = [&words](const BaseStep& step) {
        return step.version->grace_from ? words.month(*step.version->grace_from) : words.say("无", "none");
    };
    changes.add(words.say("渐退起始月", "Grace from"), grace(before), grace(now));
}

void compare_packs(Changes& changes, const BaseStep& before, const BaseStep& now) {
    const Words& words = changes.words();
    if (before.pack == nullptr || now.pack == nullptr) return;
    const std::string was = words.pack(*before.pack);
    const std::string is = words.pack(*now.pack);
    changes.add(words.say("政策包", "Pack"), was, is);
    if (was == is && *before.pack != *now.pack)
        changes.heading(words.say("政策包 {} 的内容已修改", "The content of the pack {} was changed", is));
    changes.add(words.say("每人每月标准", "Standard per person and month"), to_yuan_grouped(before.standard),
                to_yuan_grouped(now.standard));
    const auto rounding = [&words](const policy::DibaoRules& rules) {
        const bool by_person = rules.rounding_level == policy::Level::person;
        return (by_person ? words.say("按人", "for each person, ") : std::string{}) + words.rounding(rules.rounding);
    };
    changes.add(words.say("保障金取整", "Rounding of the base"), rounding(before.pack->dibao),
                rounding(now.pack->dibao));
    const auto minimum = [](const BaseStep& step, const policy::Amount& amount) {
        return to_yuan_grouped(amount.in_or_zero(step.version->program));
    };
    changes.add(words.say("每户最低", "Household minimum"), minimum(before, before.pack->dibao.minimum_per_household),
                minimum(now, now.pack->dibao.minimum_per_household));
    changes.add(words.say("每人最低", "Minimum per person"), minimum(before, before.pack->dibao.minimum_per_person),
                minimum(now, now.pack->dibao.minimum_per_person));
    changes.add(words.say("分类施保取整", "Rounding of top-ups"), words.rounding(before.pack->topup.rounding),
                words.rounding(now.pack->topup.rounding));
}

const MemberAssessment* find(const BaseStep& step, const MemberAssessment& member) {
    const auto found = std::find_if(step.members.begin(), step.members.end(), [&member](const MemberAssessment& other) {
        return other.person->id == member.person->id;
    });
    return found == step.members.end() ? nullptr : &*found;
}

std::string standing_of(const Words& words, const BaseStep& step, const MemberAssessment* member) {
    return member == nullptr ? words.say("无此成员", "no such member") : words.standing(*member, step.months);
}

std::string tier_of(const Words& words, const MemberAssessment& member) {
    return member.tier == nullptr ? words.say("无", "none") : words.known(member.tier->code);
}

void compare_member(Changes& changes, const BaseStep& step_before, const BaseStep& step_now,
                    const MemberAssessment* before, const MemberAssessment* now) {
    const Words& words = changes.words();
    const MemberAssessment& named = now != nullptr ? *now : *before;
    const std::string who = words.say("{}（{}）", "{} ({})", words.member_name(named), named.person->id_masked);
    changes.add(who, standing_of(words, step_before, before), standing_of(words, step_now, now));
    if (before == nullptr || now == nullptr || before->version == nullptr || now->version == nullptr) return;
    changes.add(words.say("{}的救助对象类别", "{}, categories", who), words.list(before->version->categories),
                words.list(now->version->categories));
    changes.add(words.say("{}的自理能力", "{}, self-care", who), words.self_care(before->version->self_care),
                words.self_care(now->version->self_care));
    changes.add(words.say("{}的档次", "{}, tier", who), tier_of(words, *before), tier_of(words, *now));
}

// Members of a month that was not worked out (not active, no pack) are not known, so nothing is said of them.
void compare_members(Changes& changes, const BaseStep& before, const BaseStep& now) {
    if (before.members.empty() || now.members.empty()) return;
    for (const MemberAssessment& member : before.members)
        compare_member(changes, before, now, &member, find(now, member));
    for (const MemberAssessment& member : now.members)
        if (find(before, member) == nullptr) compare_member(changes, before, now, nullptr, &member);
}

bool is_same_row(const registry::IncomeRow& a, const registry::IncomeRow& b) {
    return a.person == b.person && a.kind == b.kind && a.from_month == b.from_month;
}

const IncomeUse* find(const BaseStep& step, const IncomeUse& use) {
    const auto found = std::find_if(step.incomes.begin(), step.incomes.end(),
                                    [&use](const IncomeUse& other) { return is_same_row(*other.row, *use.row); });
    return found == step.incomes.end() ? nullptr : &*found;
}

std::string amount_of(const Words& words, const IncomeUse* use) {
    if (use == nullptr) return words.say("无", "none");
    const std::string amount = to_yuan_grouped(use->row->annual_amount);
    return use->included ? amount : words.say("{}（该人不在户，不计）", "{} (not in the household, not taken)", amount);
}

void compare_income(Changes& changes, const BaseStep& step, const IncomeUse& named, const IncomeUse* before,
                    const IncomeUse* now) {
    const Words& words = changes.words();
    std::string whose = words.say("家庭", "household");
    if (named.row->person) {
        whose = words.say("非本户成员", "not a member");
        for (const MemberAssessment& member : step.members)
            if (member.person->id == *named.row->person) whose = words.member_name(member);
    }
    changes.add(words.say("年收入 {} {}（{}起）", "Income for a year, {}, {} (from {})", whose,
                          words.known(named.row->kind), words.month(named.row->from_month)),
                amount_of(words, before), amount_of(words, now));
}

void compare_incomes(Changes& changes, const BaseStep& before, const BaseStep& now) {
    if (before.members.empty() || now.members.empty()) return;
    for (const IncomeUse& use : before.incomes) compare_income(changes, before, use, &use, find(now, use));
    for (const IncomeUse& use : now.incomes)
        if (find(before, use) == nullptr) compare_income(changes, now, use, nullptr, &use);
}

void compare_steps(Changes& changes, const BaseStep& before, const BaseStep& now) {
    compare_household(changes, before, now);
    compare_packs(changes, before, now);
    compare_members(changes, before, now);
    compare_incomes(changes, before, now);
}

void compare_grace(Changes& changes, const Assessment& before, const Assessment& now) {
    if (!before.in_grace || !now.in_grace || !before.grace.percent || !now.grace.percent) return;
    const Words& words = changes.words();
    changes.add(words.say("渐退比例", "Grace percent"), fmt::format("{}%", before.grace.percent->value),
                fmt::format("{}%", now.grace.percent->value));
    Changes earlier{changes.words()};
    compare_steps(earlier, before.grace.before, now.grace.before);
    earlier.add(words.say("保障金", "Base"), to_yuan_grouped(before.grace.before.base),
                to_yuan_grouped(now.grace.before.base));
    if (earlier.is_empty()) return;
    changes.heading(
        words.say("渐退前一个月（{}）：", "In the month before the grace ({}):", words.month(now.grace.before.month)));
    changes.add_all(earlier);
}

std::string result_of(const Words& words, const Assessment& assessment) {
    if (assessment.nothing == Nothing::no)
        return fmt::format("{} + {} = {}", to_yuan_grouped(assessment.base), to_yuan_grouped(assessment.topup),
                           to_yuan_grouped(assessment.total));
    return words.say("0.00（{}）", "0.00 ({})", words.nothing(assessment.now, assessment.nothing));
}

}  // namespace

std::string what_changed(const Assessment& before, const Assessment& now, Language language) {
    Changes changes{Words{language}};
    compare_steps(changes, before.now, now.now);
    compare_grace(changes, before, now);
    changes.add(changes.words().say("应发（元）", "Owed (yuan)"), result_of(changes.words(), before),
                result_of(changes.words(), now));
    return changes.is_empty() ? changes.words().say("没有变化\n", "Nothing has changed.\n") : changes.text();
}

}  // namespace mingzhang::entitlement
