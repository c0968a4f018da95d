// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

#include "engine/entitlement/explain.hpp"
#include "engine/entitlement/explain_words.hpp"
#include "engine/entitlement/one_page.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/registry/place_name.hpp"
#include "engine/runs/explain_parts.hpp"
#include "engine/runs/look_back.hpp"
#include "engine/runs/views.hpp"

namespace mingzhang::runs {

namespace {

using entitlement::Words;

// The name a place goes by; empty when only its code is known, which tells a household nothing.
std::string known_place(store::Store& store, const DivisionCode& division, std::size_t digits) {
    const auto place = DivisionScope::parse(division.text().substr(0, digits));
    const std::string name = place ? registry::place_name(store, *place) : std::string{};
    return place && name == place->text() ? std::string{} : name;
}

std::string applicant_of(const registry::Household& household, const registry::HouseholdVersion& version,
                         const Words& words) {
    if (!version.applicant) return version.account_name;
    std::string name = version.account_name;
    for (const registry::MemberVersion& member : household.members)
        if (member.person == *version.applicant) name = member.name;
    const auto person = std::find_if(household.persons.begin(), household.persons.end(),
                                     [&](const registry::Person& one) { return one.id == *version.applicant; });
    return person == household.persons.end() ? name : words.say("{}（{}）", "{} ({})", name, person->id_masked);
}

// What the same run gives the household for other months: it comes with the same payment.
std::string other_months(soci::session& sql, const Run& run, const HouseholdNo& household, Month month,
                         const Words& words) {
    // Written out, so that the index by month leads to the household. An opening has few lines, of any month.
    std::string months;
    for (int back = 0; back <= months_looked_back; ++back)
        if (const Month other = run.month - back; other != month)
            months += (months.empty() ? "" : ", ") + std::to_string(other.index());
    const std::string others = run.is_opening() ? "<> " + std::to_string(month.index()) : "IN (" + months + ")";
    std::int64_t lines = 0, amount = 0, over = 0, overpaid = 0;
    const auto sum_of = [&](const char* table, std::int64_t& count, std::int64_t& total) {
        sql << "SELECT count(*), coalesce(sum(amount), 0) FROM " << table
            << " WHERE county = :county AND run = :run AND "
            << "household_no = :no AND month " << others,
            soci::use(run.county.number), soci::use(run.number), soci::use(household.text()), soci::into(count),
            soci::into(total);
    };
    sum_of("run_line", lines, amount);
    sum_of("run_overpayment", over, overpaid);
    std::string text;
    if (lines > 0)
        text += words.say("本次发放另有其他月份 {} 行，共 {} 元\n", "Lines of other months in this run: {}, {} yuan\n",
                          lines, to_yuan_grouped(Money::fen(amount)));
    if (over > 0)
        text += words.say("本次发放另列其他月份多发 {} 个月，共 {} 元\n",
                          "Other months found overpaid in this run: {}, {} yuan\n", over,
                          to_yuan_grouped(Money::fen(overpaid)));
    return text;
}

// Who, which month, and what came of it.
std::string head_of(store::Store& store, const Run& run, const ExplainParts& parts, Month month, const Words& words) {
    std::string text = words.say("救助金核定说明\n", "How the assistance was worked out\n");
    const registry::Household& household = parts.known.household;
    const auto* version = entitlement::version_in_force(household, month);
    text += words.say("户编号：{}", "Household: {}", household.no.text());
    if (version != nullptr)
        text += words.say("　户主：{}　{}{}", ", applicant: {}, {}{}", applicant_of(household, *version, words),
                          known_place(store, version->division, 9), known_place(store, version->division, 12));
    text += words.say("\n月份：{}", "\nMonth: {}", words.month(month));
    if (version != nullptr) text += words.say("　{}", ", {}", words.program(version->program));
    text += words.say("（第 {} 次发放，{}；名册截至第 {} 次导入）\n\n", " (run {} of {}; lists as of import {})\n\n",
                      run.number, words.month(run.month), run.import);
    return text +
           (parts.lines.empty()
                ? words.say("本次发放没有这一户这个月的款项\n", "This run has no line of the household for the month\n")
                : parts.lines) +
           parts.paid_before + other_months(store.sql(), run, household.no, month, words);
}

// The national rule a program rests on, whatever the pack names [R-649 Art. 9, 12, 14, 15].
std::string national_rule(const Program program, const Words& words) {
    if (is_dibao(program))
        return words.say(
            "  低保：《社会救助暂行办法》（国务院令第649号）第九条、第十二条\n",
            "  dibao: Interim Measures for Social Assistance (State Council Decree No. 649), Art. 9 and 12\n");
    if (is_tekun(program))
        return words.say(
            "  特困：《社会救助暂行办法》（国务院令第649号）第十四条、第十五条\n",
            "  tekun: Interim Measures for Social Assistance (State Council Decree No. 649), Art. 14 and 15\n");
    return {};
}

// Without its first line, which the head has said; with the national rule among the sources.
std::string worked_out(const ExplainParts& parts, std::size_t rows_max, Language language) {
    const Words words{language};
    const entitlement::BaseStep& step = parts.assessed.now;
    std::string text = entitlement::explain(parts.known.household, parts.assessed, language, rows_max);
    text.erase(0, text.find('\n') + 1);
    if (step.pack == nullptr) return text;
    if (step.pack->sources.empty())
        text += words.say("依据\n  本地标准和算法：政策包“{}”，未注明文号\n",
                          "Sources\n  local standards and rules: the pack \"{}\", which names no notice\n",
                          step.pack->title);
    return text + national_rule(step.version->program, words);
}

// The first rows of a list of lines, the rest counted.
std::string first_of(const std::string& lines, std::size_t rows_max, const Words& words) {
    const auto all = static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n'));
    if (all <= rows_max || all - rows_max <= 1) return lines;
    std::size_t end = 0;
    for (std::size_t i = 0; i < rows_max; ++i) end = lines.find('\n', end) + 1;
    return lines.substr(0, end) + words.say("另有 {} 处变化\n", "{} more changes\n", all - rows_max);
}

// Changes are told at the window of the town or subdistrict [R-649 Art. 13, 60]; who disagrees may have the decision
// reviewed [Art. 65].
std::string foot_of(store::Store& store, const ExplainParts& parts, Month month, const std::string& ask,
                    const Words& words) {
    const auto* version = entitlement::version_in_force(parts.known.household, month);
    const std::string town = version == nullptr ? std::string{} : known_place(store, version->division, 9);
    const std::string where = !ask.empty()
                                  ? ask
                                  : words.say("{}社会救助窗口，电话 ____________________",
                                              "the social assistance window of {}, telephone ____________________",
                                              town.empty() ? words.say("乡镇（街道）", "the town") : town);
    return words.say(
        "\n有疑问请问：{}\n"
        "家庭人口、收入、财产有变化，请及时告诉乡镇（街道）。对决定不服的，可以依法申请行政复议或者提起行政诉讼。\n",
        "\nAsk: {}\n"
        "Tell the town when people, income or property of the household change. Who disagrees with the decision may "
        "apply for administrative reconsideration or go to court.\n",
        where);
}

}  // namespace

Result<std::string, Refusal> household_page(store::Store& store, County county, std::int64_t number,
                                            const HouseholdNo& household, const std::optional<Month>& asked,
                                            const std::string& ask, Language language) {
    auto run = find_run(store.sql(), county, number);
    if (!run) return pass_on(run);
    const Month month = asked.value_or(run->month);
    ExplainParts parts{{{household, {}, {}, {}, {}}, {}}, {}, {}, {}, {}, {}};
    if (auto gathered = explain_parts(parts, store.sql(), *run, household, month, language); !gathered)
        return pass_on(gathered);
    const Words words{language};
    const auto body = [&](std::size_t rows_max) {
        return worked_out(parts, rows_max, language) + parts.compared_with + first_of(parts.changes, rows_max, words);
    };
    return entitlement::one_page(
        {head_of(store, *run, parts, month, words), body, foot_of(store, parts, month, ask, words)}, language);
}

}  // namespace mingzhang::runs
