// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/invocation.hpp"
#include "console/cli/reply.hpp"
#include "console/cli/verbs.hpp"
#include "engine/grants/temporary_cases.hpp"

namespace mingzhang::console {

namespace {

std::int32_t small_number(const Invocation& invocation, std::string_view key) {
    return static_cast<std::int32_t>(std::min<std::int64_t>(invocation.number(key), INT32_MAX));
}

std::string yuan(const Answer& answer, std::string_view field) {
    return to_yuan_grouped(Money::fen(answer.number(field)));
}

Result<Reply, Refusal> open(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto answer = grants::open_case(
        with->place.desk(), with->actor,
        {with->county, HouseholdNo::parse(invocation.text("household")).value(), invocation.text("cause"),
         small_number(invocation, "people"), small_number(invocation, "months"), invocation.given("emergency"),
         invocation.text("note"), invocation.idempotency_key()});
    if (!answer) return pass_on(answer);
    return answered(*answer, say("第 {0} 号临时救助已登记，按政策包可救助 {1} 元。\n下一步：由审批人员办理 mingzhang "
                                 "temporary decide {0} --grant",
                                 "Case {0} is open; the pack grants {1} yuan.\nNext: an approver gives mingzhang "
                                 "temporary decide {0} --grant",
                                 answer->number("case"), yuan(*answer, "amount_fen")));
}

// Neither or both of two that exclude each other.
enum class DecideVerbRefusal : std::uint8_t { grant_or_refuse };

RefusalWords words(DecideVerbRefusal) {
    return {"temporary.decide/grant_or_refuse", "要写明予以救助还是不予救助。", "Say whether it is granted or refused.",
            "请加 --grant 或 --refuse，只加一个。", "Add --grant or --refuse, one of them."};
}

Result<Reply, Refusal> decide(Invocation& invocation) {
    const bool granted = invocation.given("grant");
    if (granted == invocation.given("refuse")) return refuse(DecideVerbRefusal::grant_or_refuse);
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto answer = grants::decide_case(
        with->place.desk(), with->actor,
        {with->county, invocation.number("case"), granted, invocation.text("reason"), invocation.idempotency_key()});
    if (!answer) return pass_on(answer);
    if (!granted) return answered(*answer, say("第 {0} 号不予救助。", "Case {0} is refused.", answer->number("case")));
    Text said = say("第 {0} 号临时救助批准 {1} 元。", "Case {0} is granted {1} yuan.", answer->number("case"),
                    yuan(*answer, "amount_fen"));
    if (const std::string due = answer->text("papers_due"); !due.empty())
        said = said + say("先付 {0} 元，{1} 前补齐手续：mingzhang temporary papers。",
                          " {0} yuan are paid first, papers are due by {1}: mingzhang temporary papers.",
                          yuan(*answer, "paid_first_fen"), due);
    // Absent where every year on the way is known.
    for (const auto& [name, value] : answer->fields())
        if (name == "papers_due_year")
            said = said + say("{0} 年放假安排未录入，期限只除去周末。",
                              " The holidays of {0} are not known: only weekends are left out of that time.",
                              std::get<std::int64_t>(value));
    return answered(*answer, said + say("\n下一步：mingzhang run calculate 月份 --division 区划 --kind temporary",
                                        "\nNext: mingzhang run calculate MONTH --division CODE --kind temporary"));
}

Result<Reply, Refusal> papers(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    auto answer = grants::complete_papers(
        with->place.desk(), with->actor,
        {with->county, invocation.number("case"), invocation.text("document"), invocation.idempotency_key()});
    if (!answer) return pass_on(answer);
    const bool late = answer->number("late") != 0;
    return answered(*answer, say("第 {0} 号临时救助手续已补齐{1}。", "The papers of case {0} are complete{2}.",
                                 answer->number("case"), late ? "（逾期）" : "", late ? ", late" : ""));
}

Result<Reply, Refusal> list(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation,
                  grants::cases_table(reading->store(), reading->county, office_date(reading->place.clock().now())));
}

}  // namespace

std::vector<Verb> temporary_verbs() {
    const Parameter number = argument("case", Kind::number, {"案号", "the number of the case"});
    return {
        {{"temporary", "open"},
         {"登记一户的临时救助申请", "open a case of temporary assistance for a household"},
         {argument("household", Kind::household, {"户编号", "the household"}),
          required(option("--cause", Kind::text, {"救助事由，政策包中的代码", "the cause, a code of the pack"})),
          required(option("--people", Kind::number, {"人数", "people in trouble"})),
          required(option("--months", Kind::number, {"困难月数", "months of hardship"})),
          option("--emergency", Kind::flag, {"急难，先行发放", "an emergency: paid first, papers later"}),
          option("--note", Kind::text, {"情况说明", "what happened"})},
         open},
        {{"temporary", "decide"},
         {"审批一笔临时救助", "decide a case of temporary assistance"},
         {number, option("--grant", Kind::flag, {"予以救助", "grant it"}),
          option("--refuse", Kind::flag, {"不予救助", "refuse it"}), option("--reason", Kind::text, {"理由", "why"})},
         decide},
        {{"temporary", "papers"},
         {"登记急难救助补齐的手续", "record that the papers of an emergency are complete"},
         {number, required(option("--document", Kind::text, {"手续文号", "the paper"}))},
         papers},
        {{"temporary", "list"},
         {"列出临时救助：状态、金额、手续期限", "list the cases: state, amount, when papers are due"},
         with_list_files(),
         list},
    };
}

}  // namespace mingzhang::console
