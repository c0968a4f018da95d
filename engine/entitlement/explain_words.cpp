// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/explain_words.hpp"

#include <algorithm>
#include <array>

#include "base/values/check.hpp"
#include "engine/entitlement/presence.hpp"

namespace mingzhang::entitlement {

namespace {

struct KnownCode {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

// Categories, tiers, causes, kinds of income and reasons for ending as lists from the offices name them.
constexpr std::array known_codes{
    KnownCode{"severe_disability", "重度残疾", "severe disability"},
    KnownCode{"serious_illness", "重病", "serious illness"},
    KnownCode{"elderly_70", "70周岁以上老年人", "aged 70 or more"},
    KnownCode{"minor", "未成年人", "minor"},
    KnownCode{"disabled", "残疾", "disabled"},
    KnownCode{"refused_work", "拒绝就业", "work refused"},
    KnownCode{"tier_a", "A 档", "tier A"},
    KnownCode{"tier_b", "B 档", "tier B"},
    KnownCode{"tier_c", "C 档", "tier C"},
    KnownCode{"illness", "疾病", "illness"},
    KnownCode{"accident", "意外事故", "accident"},
    KnownCode{"education", "教育支出", "education"},
    KnownCode{"farm", "务农收入", "farming"},
    KnownCode{"wage", "工资", "wage"},
    KnownCode{"transfer", "转移性收入", "transfer"},
    KnownCode{"support", "赡养抚养费", "family support"},
    KnownCode{"deduction", "扣减", "deduction"},
    KnownCode{"business", "经营收入", "business"},
    KnownCode{"property", "财产收入", "property"},
    KnownCode{"income", "收入超过标准", "income above the standard"},
    KnownCode{"moved", "迁出", "moved away"},
    KnownCode{"verification_refused", "拒绝配合核查", "verification refused"},
    KnownCode{"voluntary", "自愿退出", "left of their own will"},
    KnownCode{"death", "死亡", "death"},
};

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) == 0x80U) continue;  // The rest of a character already counted.
        width += byte >= 0xE3U ? 2 : 1;         // From U+3000 on: Chinese characters and their punctuation.
    }
    return width;
}

}  // namespace

std::string padded(std::string text, std::size_t columns) {
    const std::size_t width = display_width(text);
    if (width < columns) text.append(columns - width, ' ');
    return text;
}

std::string padded_left(std::string_view text, std::size_t columns) {
    const std::size_t width = display_width(text);
    return std::string(width < columns ? columns - width : 0, ' ') + std::string{text};
}

std::string Words::month(Month month) const {
    return language_ == Language::zh ? to_chinese(month) : to_string(month);
}

std::string Words::program(Program program) const {
    return name(program).in(language_);
}

std::string Words::cover(registry::Cover cover) const {
    return cover == registry::Cover::single ? say("单人保障", "single cover") : say("按户保障", "household cover");
}

std::string Words::self_care(const std::optional<registry::SelfCare>& self_care) const {
    if (!self_care) return say("未登记自理能力", "self-care not recorded");
    switch (*self_care) {
        case registry::SelfCare::full:
            return say("全自理", "cares for self");
        case registry::SelfCare::partial:
            return say("半护理", "partly in care");
        case registry::SelfCare::none:
            return say("全护理", "wholly in care");
    }
    MINGZHANG_CHECK(false);
    return {};
}

std::string Words::rounding(policy::Rounding rounding) const {
    const auto unit = [&] {
        switch (rounding.unit) {
            case policy::RoundingUnit::fen:
                return say("分", "fen");
            case policy::RoundingUnit::jiao:
                return say("角", "jiao");
            case policy::RoundingUnit::yuan:
                return say("元", "yuan");
        }
        MINGZHANG_CHECK(false);
        return std::string{};
    }();
    switch (rounding.mode) {
        case policy::RoundingMode::ceil:
            return say("进一到{}", "rounded up to the {}", unit);
        case policy::RoundingMode::floor:
            return say("舍去尾数到{}", "rounded down to the {}", unit);
        case policy::RoundingMode::half_up:
            return say("四舍五入到{}", "rounded half up to the {}", unit);
        case policy::RoundingMode::half_even:
            return say("四舍六入五成双到{}", "rounded half to even to the {}", unit);
    }
    MINGZHANG_CHECK(false);
    return {};
}

std::string Words::pack(const policy::Pack& pack) const {
    return say("{}（编号 {}，{}起执行）", "{} (id {}, from {})", pack.title, pack.id, month(pack.effective_from));
}

std::string Words::telling(policy::Event event, Date date, const policy::MonthRules* months) const {
    const policy::MonthRules rules = months == nullptr ? policy::MonthRules{} : *months;
    switch (rules.tells_from(event, date) - Month::of(date)) {
        case 0:
            return say("当月", "that month");
        case 1:
            return say("次月", "the next month");
        default:
            return say("再下月", "the month after next");
    }
}

std::string Words::standing(const MemberAssessment& member, const policy::MonthRules* months) const {
    const auto say_of = [&](policy::Event event, Date date, std::string_view zh, std::string_view en) {
        return say(zh, en, to_string(date), telling(event, date, months));
    };
    switch (member.standing) {
        case Standing::no_version:
            return say("不计入：本月尚未登记", "not counted: not yet on the rolls");
        case Standing::not_joined:
            return say_of(policy::Event::joined, *member.version->joined_on, "不计入：{} 加入，{}起计",
                          "not counted: joined {}, counts from {}");
        case Standing::left:
            return say_of(policy::Event::left, *member.version->left_on, "不计入：{} 退出，{}起不计",
                          "not counted: left {}, out from {}");
        case Standing::died:
            return say_of(policy::Event::died, *death_date(*member.person), "不计入：{} 去世，{}起不计",
                          "not counted: died {}, out from {}");
        case Standing::not_covered:
            return say("在户，未纳入保障", "in the household, not covered");
        case Standing::counted:
            return say("计入", "counted");
    }
    MINGZHANG_CHECK(false);
    return {};
}

std::string Words::member_name(const MemberAssessment& member) const {
    return member.version == nullptr ? say("（未登记）", "(not on the rolls)") : member.version->name;
}

std::string Words::nothing(const BaseStep& step, Nothing why) const {
    switch (why) {
        case Nothing::no:
            return {};
        case Nothing::no_version:
            return say("该户本月尚未登记", "the household is not yet on the rolls in this month");
        case Nothing::not_approved_yet:
            return say("{} 审批，自{}起发放", "approved on {}, paid from {}", to_string(step.version->approved_on),
                       telling(policy::Event::approved, step.version->approved_on, step.months));
        case Nothing::ended: {
            const std::string reason = step.version->end_reason.empty() ? "" : known(step.version->end_reason);
            const std::string note = reason.empty() ? "" : say("（{}）", " ({})", reason);
            return say("{} 停保{}，自{}起不再发放", "ended on {}{}, not paid from {}",
                       to_string(*step.version->ended_on), note,
                       telling(policy::Event::ended, *step.version->ended_on, step.months));
        }
        case Nothing::edge:
            return say("低保边缘家庭，不发放保障金", "an edge household is paid nothing");
        case Nothing::no_pack:
            return say("该月没有适用的政策包", "no pack was in force in that month");
        case Nothing::no_standard:
            return say("该月没有该类别的保障标准", "there was no standard for the program in that month");
        case Nothing::not_dibao:
            return say("该月不是低保户", "the household was not under dibao in that month");
        case Nothing::nobody_covered:
            return say("没有计入保障的成员", "no member counts");
        case Nothing::income_reaches_standard:
            return say("收入达到或超过保障标准", "the income reaches or exceeds the standard");
        case Nothing::no_tier:
            return say("有成员未登记发放档次", "a member has no tier");
        case Nothing::outside_band:
            return say("收入不在低保边缘范围内", "the income is outside the edge band");
        case Nothing::grace_over:
            return say("渐退期已满", "the grace has run out");
        case Nothing::grace_base_zero:
            return say("渐退前一个月没有应发的保障金", "nothing was owed in the month before the grace");
        case Nothing::rounded_to_zero:
            return say("取整后为零", "nothing is left after rounding");
    }
    MINGZHANG_CHECK(false);
    return {};
}

std::string Words::known(std::string_view code) const {
    for (const KnownCode& known : known_codes)
        if (known.code == code) return say(known.zh, known.en);
    std::string text{code};
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string Words::list(const std::vector<std::string>& codes) const {
    if (codes.empty()) return say("无", "none");
    std::string text;
    for (const std::string& one : codes) text += (text.empty() ? std::string{} : say("、", ", ")) + known(one);
    return text;
}

}  // namespace mingzhang::entitlement
