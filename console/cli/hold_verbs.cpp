// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "engine/registry/settlement.hpp"
#include "engine/runs/holds.hpp"

namespace mingzhang::console {

namespace {

Result<Reply, Refusal> place(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const runs::PlaceHoldCall call{with->county,
                                   {invocation.number("run"), invocation.number("line")},
                                   invocation.text("reason"),
                                   invocation.idempotency_key()};
    auto answer = runs::place_hold(with->place.desk(), with->actor, call);
    if (!answer) return pass_on(answer);
    return answered(*answer, say("第 {0} 次发放第 {1} 行已暂缓（暂缓 {2} 号）。解除：mingzhang hold lift {2}",
                                 "Line {1} of run {0} is held (hold {2}). To lift it: mingzhang hold lift {2}",
                                 call.line.run, call.line.line, answer->number("hold")));
}

Result<Reply, Refusal> lift(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const runs::LiftHoldCall call{with->county, invocation.number("hold"), invocation.text("reason"),
                                  invocation.idempotency_key()};
    auto answer = runs::lift_hold(with->place.desk(), with->actor, call);
    if (!answer) return pass_on(answer);
    return answered(
        *answer, answer->number("lifted") == 1
                     ? say("暂缓 {0} 号已解除，可进入下一批次。", "Hold {0} is lifted; the line joins the next batch.",
                           call.hold)
                     : say("已申请解除暂缓 {0} 号，请第二人再办一次同样的命令。",
                           "Lifting hold {0} is asked for; a second person gives the same command.", call.hold));
}

Result<Reply, Refusal> list(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation,
                  runs::holds_table(reading->store(), reading->county, /*only_open=*/!invocation.given("all")));
}

Result<Reply, Refusal> settle(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    const registry::SettleCall call{with->county, IdNumber::parse(invocation.text("id")).value(),
                                    invocation.date("died-on"), invocation.idempotency_key()};
    auto answer = registry::settle_death(with->place.desk(), **sealer, with->actor, call);
    if (!answer) return pass_on(answer);
    const std::string who = call.person.masked(), day = to_string(call.died_on);
    return answered(
        *answer,
        answer->number("settled") == 1
            ? say("{0} 的死亡日期已定为 {1}，有关的发放须重新计算。",
                  "The date of death of {0} is settled: {1}. Runs it touches are to be calculated anew.", who, day)
            : say("已提出 {0} 的死亡日期 {1}，请第二名经办再办一次同样的命令。",
                  "{1} is proposed as the date of death of {0}; a second officer gives the same command.", who, day));
}

}  // namespace

std::vector<Verb> hold_verbs() {
    return {
        {{"hold", "place"},
         {"暂缓一行：仍应付，但不出盘", "hold a line: it stays owed and is sent to no bank"},
         {argument("run", Kind::number, {"第几次发放", "the run"}),
          argument("line", Kind::number, {"第几行", "the line"}),
          required(option("--reason", Kind::text, {"理由", "why"}))},
         place},
        {{"hold", "lift"},
         {"解除暂缓，须两人先后办理", "lift a hold; it takes two people"},
         {argument("hold", Kind::number, {"暂缓编号", "the hold"}),
          required(option("--reason", Kind::text, {"为什么现在可以发", "why it may be paid now"}))},
         lift},
        {{"hold", "list"},
         {"列出暂缓", "list the holds"},
         with_list_files({option("--all", Kind::flag, {"连同已解除的", "lifted ones as well"})}),
         list},
        {{"death", "settle"},
         {"各来源死亡日期不一致时，两名经办定一个日期",
          "where reported dates of death differ, two officers settle one"},
         {argument("id", Kind::id_number, {"公民身份号码", "the ID number"}),
          required(option("--died-on", Kind::date, {"死亡日期，须是已报告的之一", "one of the dates reported"}))},
         settle},
    };
}

}  // namespace mingzhang::console
