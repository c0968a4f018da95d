// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/explain_benefits.hpp"

#include "base/values/check.hpp"
#include "engine/entitlement/explain_page.hpp"
#include "engine/entitlement/explain_sources.hpp"

namespace mingzhang::entitlement {

namespace {

// "3.5", "-0.25": hundredths of a percent.
std::string percent(policy::Rise rise) {
    std::string text = to_yuan(Money::fen(rise.hundredths));
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text + "%";
}

std::string why(const Words& words, NoGrant nothing) {
    switch (nothing) {
        case NoGrant::no:
            return {};
        case NoGrant::not_active:
            return words.say("该户当月不在保", "the household is not active in the month");
        case NoGrant::no_rule:
            return words.say("政策包没有这项规则", "the pack has no such rule");
        case NoGrant::not_named:
            return words.say("该救助类别不在发放范围", "the program is not among those paid");
        case NoGrant::not_paid:
            return words.say("该户当月没有应发的救助金", "nothing is owed to the household for the month");
        case NoGrant::below_marks:
            return words.say("价格涨幅未达到启动条件", "prices have not risen to the mark");
        case NoGrant::nobody:
            return words.say("没有计入保障的成员", "no member counts");
        case NoGrant::rounds_to_zero:
            return words.say("算得为零", "the amount comes to nothing");
    }
    MINGZHANG_CHECK(false);
    return {};
}

void write_mark(Page& page, std::string_view zh, std::string_view en, policy::Rise rise,
                const std::optional<policy::Rise>& mark) {
    const Words& words = page.words();
    const std::string against = !mark           ? words.say("不作启动条件", "no mark")
                                : rise >= *mark ? words.say("达到 {}", "reaches {}", percent(*mark))
                                                : words.say("未达到 {}", "below {}", percent(*mark));
    page.line("{}同比 {}，{}", "{} over a year {}, {}", words.say(zh, en), percent(rise), against);
}

}  // namespace

std::string explain(const PriceSubsidy& subsidy, Language language) {
    Page page{language};
    const Words& words = page.words();
    page.line("价格临时补贴，{}", "Price subsidy, {}", words.program(subsidy.program));
    if (subsidy.pack != nullptr && subsidy.pack->price_subsidy) {
        const policy::PriceSubsidyRules& rules = *subsidy.pack->price_subsidy;
        page.line("政策包：{}", "Pack: {}", words.pack(*subsidy.pack));
        write_mark(page, "居民消费价格", "Consumer prices", subsidy.rise.prices, rules.prices_at_least);
        write_mark(page, "食品价格", "Food prices", subsidy.rise.food, rules.food_at_least);
        if (subsidy.people > 0) {
            page.line("每人：{} × {}；{}：{}", "Each: {} × {}; {}: {}", to_yuan_grouped(subsidy.standard),
                      percent(std::max(subsidy.rise.prices, policy::Rise{})), words.rounding(rules.rounding),
                      to_yuan_grouped(subsidy.rounded));
            if (subsidy.each > subsidy.rounded)
                page.line("低于每人最低，提高到 {}", "below the minimum, raised to {}", to_yuan_grouped(subsidy.each));
        }
    }
    if (subsidy.nothing == NoGrant::no) {
        page.line("应发：{} × {} = {} 元", "Owed: {} × {} = {} yuan", to_yuan_grouped(subsidy.each), subsidy.people,
                  to_yuan_grouped(subsidy.amount));
    } else {
        page.line("应发：0.00 元。{}。", "Owed: 0.00 yuan; {}.", why(words, subsidy.nothing));
    }
    if (subsidy.pack != nullptr)
        write_sources(page, *subsidy.pack, {{"price_subsidy", words.say("价格临时补贴", "price subsidy")}});
    return std::move(page).text();
}

std::string explain(const FuneralGrant& grant, Language language) {
    Page page{language};
    const Words& words = page.words();
    page.line("丧葬补助，{}，{}（{}），{} 去世", "Funeral grant, {}, {} ({}), died {}", words.program(grant.program),
              grant.version->name, grant.person->id_masked, to_string(grant.died_on));
    page.line("政策包：{}", "Pack: {}", words.pack(*grant.pack));
    if (grant.months) {
        page.line("应发：{} × {} 个月 = {} 元", "Owed: {} × {} months = {} yuan", to_yuan_grouped(grant.standard),
                  *grant.months, to_yuan_grouped(grant.amount));
    } else {
        page.line("应发：{} 元", "Owed: {} yuan", to_yuan_grouped(grant.amount));
    }
    if (grant.held)
        page.line("暂缓：各来源的死亡日期不一致，认定后发放",
                  "Held: reported dates of death differ; paid once they are settled");
    write_sources(page, *grant.pack, {{"funeral", words.say("丧葬补助", "funeral grant")}});
    return std::move(page).text();
}

std::string explain(const TemporaryGrant& grant, Language language) {
    Page page{language};
    const Words& words = page.words();
    const policy::TemporaryRules& rules = *grant.pack->temporary;
    page.line("临时救助，事由：{}", "Temporary assistance, cause: {}", words.known(grant.cause->code));
    page.line("政策包：{}", "Pack: {}", words.pack(*grant.pack));
    page.line("{} × {} 人 × {} 个月 = {}", "{} × {} people × {} months = {}", to_yuan_grouped(grant.standard),
              grant.people, grant.months, to_yuan_grouped(grant.worked_out));
    if (rules.cap_per_case && grant.worked_out > *rules.cap_per_case)
        page.line("超过每案限额 {}", "above the limit of a case, {}", to_yuan_grouped(*rules.cap_per_case));
    if (grant.left_this_year && grant.amount == *grant.left_this_year)
        page.line("本年度限额还剩 {}", "{} is left of the year's limit", to_yuan_grouped(*grant.left_this_year));
    page.line("应发：{} 元，由{}审批", "Owed: {} yuan, decided by the {}", to_yuan_grouped(grant.amount),
              grant.decider == Decider::town ? words.say("乡镇（街道）", "town") : words.say("县级民政部门", "county"));
    if (grant.papers_within_working_days)
        page.line("急难：先付 {} 元，{} 个工作日内补齐手续", "Emergency: {} yuan first, papers within {} working days",
                  to_yuan_grouped(grant.paid_first), *grant.papers_within_working_days);
    write_sources(page, *grant.pack, {{"temporary", words.say("临时救助", "temporary assistance")}});
    return std::move(page).text();
}

std::string explain(const InstitutionMonth& month, Language language) {
    Page page{language};
    page.line("机构结算：{} 人，{} 人日，当月 {} 天", "Institution: {} people, {} head-days, {} days in the month",
              month.stays.size(), month.head_days, month.days_in_month);
    page.in();
    for (const SettledStay& stay : month.stays) {
        if (month.settle == policy::Settlement::months) {
            page.line("{} 号  整月 {}", "no. {}  the whole month {}", stay.person.number,
                      to_yuan_grouped(stay.settled));
        } else {
            page.line("{} 号  {} × {} ÷ {} = {}", "no. {}  {} × {} ÷ {} = {}", stay.person.number,
                      to_yuan_grouped(stay.prepaid), stay.days, month.days_in_month, to_yuan_grouped(stay.settled));
        }
    }
    page.out();
    page.line("预拨 {}，结算 {}，退回 {} 元", "Prepaid {}, settled {}, to go back {} yuan",
              to_yuan_grouped(month.prepaid), to_yuan_grouped(month.settled), to_yuan_grouped(month.surplus));
    return std::move(page).text();
}

}  // namespace mingzhang::entitlement
