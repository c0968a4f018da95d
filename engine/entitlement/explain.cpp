// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/entitlement/explain.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "engine/entitlement/explain_rows.hpp"
#include "engine/entitlement/explain_sources.hpp"
#include "engine/entitlement/explain_topups.hpp"

namespace mingzhang::entitlement {

namespace {

// A twelfth of X in yuan, exact or visibly cut: "1,308.00", "149.4283…".
std::string twelfth(std::int64_t twelvefold_fen) {
    if (twelvefold_fen % 12 == 0) return to_yuan_grouped(Money::fen(twelvefold_fen / 12));
    const std::int64_t fen = twelvefold_fen / 12;
    const std::int64_t hundredths = twelvefold_fen % 12 * 100;  // Of a fen, twelvefold.
    return fmt::format("{}{:02}{}", to_yuan_grouped(Money::fen(fen)), hundredths / 12, hundredths % 12 == 0 ? "" : "…");
}

void write_members(Page& page, const BaseStep& step) {
    page.line("家庭成员（计入 {} 人）", "Members ({} counted)", step.covered);
    page.in();
    page.rows(
        those(step.members, every),
        [&](const MemberAssessment* member) {
            page.line("{} {}  {}", "{} {}  {}", padded(page.words().member_name(*member), name_columns),
                      member->person->id_masked, page.words().standing(*member, step.months));
        },
        [&](const std::vector<const MemberAssessment*>& rest) {
            const auto in = std::count_if(rest.begin(), rest.end(), [](const auto* m) { return counted(*m); });
            page.line("其余 {} 人：计入 {} 人", "{} more: {} counted", rest.size(), in);
        });
    page.out();
}

const MemberAssessment* member_of(const BaseStep& step, registry::PersonId id) {
    const auto member = std::find_if(step.members.begin(), step.members.end(),
                                     [id](const MemberAssessment& m) { return m.person->id == id; });
    return member == step.members.end() ? nullptr : &*member;
}

// Why a row does not enter the formula; empty when it does.
std::string income_note(const Words& words, const BaseStep& step, const IncomeUse& use) {
    if (!use.included) return words.say("不计：该人本月不在户", "not taken: not in the household this month");
    if (step.formula == Formula::single_full || step.formula == Formula::single_fixed)
        return words.say("不计：单人保障不核减收入", "not taken: this single cover takes off no income");
    if (step.formula != Formula::single_difference) return {};
    if (!use.row->person)
        return words.say("不计：单人保障只核减本人收入", "not taken: only the person's own income is taken off");
    const MemberAssessment* member = member_of(step, *use.row->person);
    if (member != nullptr && member->standing == Standing::counted) return {};
    return words.say("不计：该人未纳入保障", "not taken: the person is not covered");
}

void write_incomes(Page& page, const BaseStep& step) {
    const Words& words = page.words();
    if (step.incomes.empty()) {
        page.line("年收入：没有登记的收入", "Income for a year: none recorded");
        return;
    }
    page.line("年收入（元）", "Income for a year (yuan)");
    page.in();
    page.rows(
        those(step.incomes, every),
        [&](const IncomeUse* use) {
            const MemberAssessment* member = use->row->person ? member_of(step, *use->row->person) : nullptr;
            const std::string whose = !use->row->person   ? words.say("家庭", "household")
                                      : member == nullptr ? words.say("非本户成员", "not a member")
                                                          : words.member_name(*member);
            page.line("{} {}{}  {}", "{} {}{}  {}", padded(whose, name_columns),
                      padded(words.known(use->row->kind), kind_columns),
                      padded_left(to_yuan_grouped(use->row->annual_amount), amount_columns),
                      income_note(words, step, *use));
        },
        [&](const std::vector<const IncomeUse*>& rest) {
            const Money taken = sum_of(rest, [&](const IncomeUse& use) {
                return income_note(words, step, use).empty() ? use.row->annual_amount : Money{};
            });
            page.line("其余 {} 项，计入 {}", "{} more, of which taken {}", rest.size(), to_yuan_grouped(taken));
        });
    if (step.formula == Formula::household_difference) {
        page.line("{} {}{}", "{} {}{}", padded(words.say("合计", "sum"), name_columns), padded("", kind_columns),
                  padded_left(to_yuan_grouped(step.income_sum), amount_columns));
        if (step.income != step.income_sum)
            page.line("合计为负，按 0.00 计", "the sum is below zero and counts as 0.00");
    }
    page.out();
}

// One member's 12·S less the own income, where that is the formula.
void write_single_members(Page& page, const BaseStep& step) {
    const Money year = Money::fen(step.standard.fen() * 12);
    page.rows(
        those(step.members, counted),
        [&](const MemberAssessment* member) {
            const Money left = difference(year, member->own_income);
            page.line("{} {} × 12 − {} = {}{}", "{} {} × 12 − {} = {}{}",
                      padded(page.words().member_name(*member), name_columns), to_yuan_grouped(step.standard),
                      to_yuan_grouped(member->own_income), to_yuan_grouped(left),
                      left < Money{} ? page.words().say("，按 0.00 计", ", counts as 0.00") : "");
        },
        [&](const std::vector<const MemberAssessment*>& rest) {
            const Money left = sum_of(rest, [year](const MemberAssessment& member) {
                return std::max(Money{}, difference(year, member.own_income));
            });
            page.line("其余 {} 人，合计 {}", "{} more, together {}", rest.size(), to_yuan_grouped(left));
        });
}

void write_twelvefold(Page& page, const BaseStep& step) {
    const std::string standard = to_yuan_grouped(step.standard);
    const std::string twelvefold = to_yuan_grouped(Money::fen(step.twelvefold));
    const std::string rest =
        step.twelvefold <= 0 ? "" : page.words().say("；÷ 12 = {}", "; ÷ 12 = {}", twelfth(step.twelvefold));
    if (step.formula == Formula::household_difference || step.formula == Formula::tiers) {
        page.line("{} × 12 × {} − {} = {}{}", "{} × 12 × {} − {} = {}{}", standard, step.covered,
                  to_yuan_grouped(step.income), twelvefold, rest);
    } else if (step.formula == Formula::single_difference) {
        write_single_members(page, step);
        page.line("合计 {}{}", "sum {}{}", twelvefold, rest);
    } else {
        const policy::Amount& fixed = step.pack->dibao.single_cover.amount;
        const Money each =
            step.formula == Formula::single_fixed ? fixed.in_or_zero(step.version->program) : step.standard;
        page.line("{} × 12 × {} = {}{}", "{} × 12 × {} = {}{}", to_yuan_grouped(each), step.covered, twelvefold, rest);
    }
}

// Hundredths of a fen in yuan: "540.00", "23.3331".
std::string exact_yuan(policy::Wide hundredths) {
    const std::string yuan = to_yuan_grouped(Money::fen(static_cast<std::int64_t>(hundredths / 100)));
    const auto rest = static_cast<int>(hundredths % 100);
    return rest == 0 ? yuan : fmt::format("{}{:02}", yuan, rest);
}

// What each counted member's tier gives, where tiers are paid.
void write_tiers(Page& page, const BaseStep& step) {
    page.line("家庭收入低于保障标准，按档次发放", "The income is below the standard; paid by tier");
    const auto exact = [&step](const MemberAssessment& member) {
        return *policy::hundredfold(member.tier->value, step.version->program, step.standard);
    };
    page.rows(
        those(step.members, [](const MemberAssessment& member) { return member.tier != nullptr; }),
        [&](const MemberAssessment* member) {
            const auto* percent = std::get_if<policy::Percent>(&member->tier->value);
            const std::string amount = exact_yuan(exact(*member));
            const std::string value = percent == nullptr ? amount
                                                         : fmt::format("{} × {}% = {}", to_yuan_grouped(step.standard),
                                                                       percent->value, amount);
            page.line("{} {}{}", "{} {}{}", padded(page.words().member_name(*member), name_columns),
                      padded(page.words().known(member->tier->code), kind_columns), value);
        },
        [&](const std::vector<const MemberAssessment*>& rest) {
            policy::Wide all = 0;
            for (const MemberAssessment* member : rest) all += exact(*member);
            page.line("其余 {} 人，合计 {}", "{} more, together {}", rest.size(), exact_yuan(all));
        });
}

void write_minimum(Page& page, const BaseStep& step) {
    if (!step.minimum.is_positive()) return;
    const Program program = step.version->program;
    const bool by_household = step.minimum == step.pack->dibao.minimum_per_household.in_or_zero(program);
    const std::string minimum =
        by_household ? page.words().say("每户最低 {}", "the household minimum {}", to_yuan_grouped(step.minimum))
                     : page.words().say("每人最低 {} × {} = {}", "the minimum of {} a person × {} = {}",
                                        to_yuan_grouped(step.pack->dibao.minimum_per_person.in_or_zero(program)),
                                        step.covered, to_yuan_grouped(step.minimum));
    if (step.base > step.rounded) {
        page.line("低于{}，提高到 {}", "below {}, raised to {}", minimum, to_yuan_grouped(step.base));
    } else {
        page.line("不低于{}", "not below {}", minimum);
    }
}

void write_rounding_and_minimum(Page& page, const BaseStep& step) {
    const policy::DibaoRules& rules = step.pack->dibao;
    page.line("{}{}：{}", "{}{}: {}",
              rules.rounding_level == policy::Level::person ? page.words().say("按人", "for each person, ") : "",
              page.words().rounding(rules.rounding), to_yuan_grouped(step.rounded));
    write_minimum(page, step);
}

void write_formula(Page& page, const BaseStep& step) {
    page.line("保障金（{}）", "Base ({})", page.words().cover(step.version->cover));
    page.in();
    if (step.formula != Formula::none) write_twelvefold(page, step);
    if (step.formula == Formula::tiers && step.nothing == Nothing::no) write_tiers(page, step);
    if (step.nothing == Nothing::no) {
        write_rounding_and_minimum(page, step);
    } else {
        page.line("{}，保障金为 0.00", "{}: 0.00", page.words().nothing(step, step.nothing));
    }
    page.out();
}

void write_pack(Page& page, const BaseStep& step) {
    const Program program = step.version->program;
    page.line("政策包：{}", "Pack: {}", page.words().pack(*step.pack));
    page.line("保障标准：{}，每人每月 {} 元", "Standard: {}, {} yuan per person and month",
              page.words().program(program == Program::edge ? step.pack->edge->standard : program),
              to_yuan_grouped(step.standard));
}

void write_tekun(Page& page, const BaseStep& step) {
    page.line("基本生活标准（不核减收入）", "Living standard (no income is taken off)");
    page.in();
    const bool each_the_same =
        std::all_of(step.members.begin(), step.members.end(), [&step](const MemberAssessment& member) {
            return member.standing != Standing::counted || member.part == step.standard;
        });
    if (each_the_same) {
        page.line("{} × {} = {}", "{} × {} = {}", to_yuan_grouped(step.standard), step.covered,
                  to_yuan_grouped(step.base));
    } else {
        page.rows(
            those(step.members, counted),
            [&](const MemberAssessment* member) {
                page.line(
                    "{} {}{}", "{} {}{}", padded(page.words().member_name(*member), name_columns),
                    padded_left(to_yuan_grouped(member->part), amount_columns),
                    member->part == step.standard ? "" : page.words().say("  集中供养标准", "  in an institution"));
            },
            [&](const std::vector<const MemberAssessment*>& rest) {
                page.line("其余 {} 人，合计 {}", "{} more, together {}", rest.size(),
                          to_yuan_grouped(sum_of(rest, [](const MemberAssessment& member) { return member.part; })));
            });
        page.line("合计 {}", "sum {}", to_yuan_grouped(step.base));
    }
    page.out();
}

void write_edge(Page& page, const BaseStep& step) {
    const policy::EdgeRules& rules = *step.pack->edge;
    const policy::IncomeBand& band = rules.band;
    write_incomes(page, step);
    page.line("低保边缘补助", "Edge allowance");
    page.in();
    const bool lower_closed = band.lower == policy::BandEnd::closed,
               upper_closed = band.upper == policy::BandEnd::closed;
    page.line("全家年收入 {}，须{} {} × 12 × {} × {}%，{} {}%",
              "a year's income {}, to be {} {} × 12 × {} × {}% and {} {}%", to_yuan_grouped(step.income),
              lower_closed ? page.words().say("不低于", "no less than") : page.words().say("高于", "above"),
              to_yuan_grouped(step.standard), step.covered, band.from.value,
              upper_closed ? page.words().say("不高于", "no more than") : page.words().say("低于", "below"),
              band.to.value);
    if (step.nothing == Nothing::no)
        page.line("{}：{}", "{}: {}",
                  rules.pays->per == policy::Level::person
                      ? page.words().say("每人，{} 人", "for each person, {} counted", step.covered)
                      : page.words().say("每户", "for the household"),
                  to_yuan_grouped(step.base));
    page.out();
}

void write_reductions(Page& page, const Assessment& assessment) {
    if (assessment.reduction.is_zero()) return;
    page.line("减发（只减本人份额）", "Reductions (of the person's own share)");
    page.in();
    page.rows(
        those(assessment.now.members, [](const MemberAssessment& member) { return member.reduced != nullptr; }),
        [&](const MemberAssessment* member) {
            page.line("{} {}{} × {}% = {}", "{} {}{} × {}% = {}",
                      padded(page.words().member_name(*member), name_columns),
                      padded(page.words().known(member->reduced->code), kind_columns), to_yuan_grouped(member->share),
                      member->reduced->percent.value, to_yuan_grouped(member->reduction));
        },
        [&](const std::vector<const MemberAssessment*>& rest) {
            page.line("其余 {} 人，减 {}", "{} more, together {}", rest.size(),
                      to_yuan_grouped(sum_of(rest, [](const MemberAssessment& member) { return member.reduction; })));
        });
    page.line("保障金 {} − {} = {}", "base {} − {} = {}", to_yuan_grouped(sum(assessment.base, assessment.reduction)),
              to_yuan_grouped(assessment.reduction), to_yuan_grouped(assessment.base));
    page.out();
}

void write_base_before(Page& page, const BaseStep& before) {
    page.line("渐退前一个月（{}）的保障金：{}", "Base of the month before the grace ({}): {}",
              page.words().month(before.month), to_yuan_grouped(before.base));
    page.in();
    if (before.members.empty() && before.nothing != Nothing::no) {
        page.line("{}", "{}", page.words().nothing(before, before.nothing));
    } else {
        write_pack(page, before);
        write_members(page, before);
        write_incomes(page, before);
        write_formula(page, before);
    }
    page.out();
}

void write_grace(Page& page, const Assessment& assessment) {
    const GraceStep& grace = assessment.grace;
    page.line("渐退：{}起，本月为第 {} 个月", "Grace: from {}, this is month {}",
              page.words().month(*assessment.now.version->grace_from), grace.step + 1);
    if (assessment.nothing == Nothing::nobody_covered) return;
    page.in();
    if (!grace.percent) {
        page.line("政策包规定 {} 个月，已满", "the pack allows {} months, which have passed",
                  assessment.now.pack->dibao.grace.size());
    } else {
        write_base_before(page, grace.before);
        if (grace.before.base.is_positive())
            page.line("{} × {}%；{}：{}", "{} × {}%; {}: {}", to_yuan_grouped(grace.before.base), grace.percent->value,
                      page.words().rounding(assessment.now.pack->dibao.rounding), to_yuan_grouped(assessment.base));
    }
    page.out();
}

void write_steps(Page& page, const Assessment& assessment) {
    const Program program = assessment.now.version->program;
    write_pack(page, assessment.now);
    write_members(page, assessment.now);
    if (program == Program::edge) return write_edge(page, assessment.now);
    if (is_tekun(program)) {
        if (assessment.now.nothing == Nothing::no) write_tekun(page, assessment.now);
    } else if (assessment.in_grace) {
        write_grace(page, assessment);
    } else {
        write_incomes(page, assessment.now);
        write_formula(page, assessment.now);
    }
    const bool reached_topups = assessment.nothing == Nothing::no || assessment.nothing == Nothing::rounded_to_zero;
    write_reductions(page, assessment);
    if (reached_topups) write_topups(page, assessment);
    if (assessment.to_institution.is_positive())
        page.line("其中 {} 元发到供养机构账户", "Of this {} yuan goes to the institution's account",
                  to_yuan_grouped(assessment.to_institution));
}

}  // namespace

std::string explain(const registry::Household& household, const Assessment& assessment, Language language,
                    std::size_t rows_max) {
    Page page{language, rows_max};
    page.line("户编号 {}，{}{}", "Household {}, {}{}", household.no.text(), page.words().month(assessment.now.month),
              assessment.now.version == nullptr
                  ? ""
                  : page.words().say("，{}", ", {}", page.words().program(assessment.now.version->program)));
    if (assessment.now.pack != nullptr) write_steps(page, assessment);
    if (assessment.nothing == Nothing::no) {
        page.line("应发：{} + {} = {} 元", "Owed: {} + {} = {} yuan", to_yuan_grouped(assessment.base),
                  to_yuan_grouped(assessment.topup), to_yuan_grouped(assessment.total));
    } else {
        page.line("应发：0.00 元。{}。", "Owed: 0.00 yuan; {}.",
                  page.words().nothing(assessment.now, assessment.nothing));
    }
    write_sources(page, assessment);
    return std::move(page).text();
}

}  // namespace mingzhang::entitlement
