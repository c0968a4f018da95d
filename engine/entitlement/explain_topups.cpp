// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/explain_topups.hpp"

#include <string>
#include <variant>

#include "engine/entitlement/explain_rows.hpp"
#include "engine/entitlement/explain_sources.hpp"

namespace mingzhang::entitlement {

namespace {

std::string topup_value(const Words& words, const Assessment& assessment, const AppliedTopup& topup) {
    const auto* percent = topup.item == nullptr ? nullptr : std::get_if<policy::Percent>(&topup.item->value);
    if (percent == nullptr) return to_yuan_grouped(topup.value);
    return words.say("{} × {}% = {}（{}）", "{} × {}% = {} ({})", to_yuan_grouped(assessment.now.standard),
                     percent->value, to_yuan_grouped(topup.value), words.rounding(assessment.now.pack->topup.rounding));
}

// What the cap left of a member's top-ups, and what it was put on.
struct Capped {
    const MemberAssessment* member;
    Money categories;
    Money stack;
};

std::vector<Capped> capped_members(const Assessment& assessment) {
    const policy::TopupRules& rules = assessment.now.pack->topup;
    std::vector<Capped> capped;
    if (!rules.cap) return capped;
    for (const MemberAssessment& member : assessment.now.members) {
        Capped one{&member, {}, {}};
        for (std::uint32_t i = 0; i < member.topup_count; ++i) {
            const AppliedTopup& topup = assessment.topups[member.first_topup + i];
            if (!topup.paid) continue;
            Money& part = is_stacked(rules, topup) ? one.stack : one.categories;
            part = sum(part, topup.value);
        }
        if (sum(one.categories, one.stack) != member.topup) capped.push_back(one);
    }
    return capped;
}

// What the cap took away, where it took something.
void write_caps(Page& page, const Assessment& assessment) {
    page.rows(
        capped_members(assessment),
        [&](const Capped& one) {
            const std::string name = padded(page.words().member_name(*one.member), name_columns);
            const Money left = one.member->topup;
            if (assessment.now.pack->topup.cap->holds_stack) {
                page.line("{} 合计 {}，封顶 {}", "{} {} together, capped at {}", name,
                          to_yuan_grouped(sum(one.categories, one.stack)), to_yuan_grouped(left));
            } else {
                page.line("{} 各类合计 {}，封顶 {}；叠加 {}", "{} categories {}, capped at {}; on top {}", name,
                          to_yuan_grouped(one.categories), to_yuan_grouped(difference(left, one.stack)),
                          to_yuan_grouped(one.stack));
            }
        },
        [&](const std::vector<Capped>& rest) {
            Money all, left;
            for (const Capped& one : rest) {
                all = sum(all, sum(one.categories, one.stack));
                left = sum(left, one.member->topup);
            }
            page.line("其余 {} 人 {}，封顶后 {}", "{} more: {}, capped {}", rest.size(), to_yuan_grouped(all),
                      to_yuan_grouped(left));
        });
}

}  // namespace

void write_topups(Page& page, const Assessment& assessment) {
    const Words& words = page.words();
    const bool care = is_tekun(assessment.now.version->program);
    if (assessment.topups.empty()) {
        page.line("分类施保：没有适用的项目", "Top-ups: none applies");
        return;
    }
    page.line("{}", "{}", care ? words.say("照料护理", "Care") : words.say("分类施保", "Top-ups"));
    page.in();
    struct Applied {
        const MemberAssessment* member;
        const AppliedTopup* topup;
    };
    std::vector<Applied> applied;
    for (const MemberAssessment& member : assessment.now.members)
        for (std::uint32_t i = 0; i < member.topup_count; ++i)
            applied.push_back({&member, &assessment.topups[member.first_topup + i]});
    page.rows(
        applied,
        [&](const Applied& row) {
            const AppliedTopup& topup = *row.topup;
            const bool by_age = topup.item != nullptr && topup.item->is_by_age();
            const std::string what =
                topup.item == nullptr ? words.self_care(row.member->version->self_care) : words.known(topup.item->code);
            page.line("{} {}{}{}", "{} {}{}{}", padded(words.member_name(*row.member), name_columns),
                      padded(by_age ? words.say("{}（{} 周岁）", "{} (age {})", what, row.member->age) : what,
                             2 * kind_columns),
                      topup_value(words, assessment, topup),
                      topup.paid ? "" : words.say("  不发：只取最高一项", "  not paid: only the highest counts"));
        },
        [&](const std::vector<Applied>& rest) {
            Money paid;
            for (const Applied& row : rest)
                if (row.topup->paid) paid = sum(paid, row.topup->value);
            page.line("其余 {} 项，计 {}", "{} more, together {}", rest.size(), to_yuan_grouped(paid));
        });
    write_caps(page, assessment);
    page.line("合计 {}", "sum {}", to_yuan_grouped(assessment.topup));
    page.out();
}

}  // namespace mingzhang::entitlement
