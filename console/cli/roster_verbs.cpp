// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "engine/registry/questions.hpp"
#include "engine/roster/decide.hpp"
#include "engine/roster/retract.hpp"

namespace mingzhang::console {

namespace {

roster::DecideCall call_of(const Invocation& invocation, County county) {
    return {county, invocation.text("household"), invocation.text("reason"), invocation.idempotency_key()};
}

Text lifted(const Answer& answer) {
    const std::int64_t count = answer.number("lifted");
    return count == 0 ? Text{} : say("已审批的 {0} 行同时解除暂缓。", " {0} approved lines are held no more.", count);
}

using Decide = Result<Answer, Refusal>(Desk&, const Actor&, const roster::DecideCall&);

// A decision that needs nothing but the household and a reason, and what is said of it; {0} is the household.
auto deciding(Decide* decide, std::string_view zh, std::string_view en) {
    return [decide, zh, en](Invocation& invocation) -> Result<Reply, Refusal> {
        const auto with = acting(invocation);
        if (!with) return tl::unexpected{with.error()};
        auto answer = decide(with->place.desk(), with->actor, call_of(invocation, with->county));
        if (!answer) return pass_on(answer);
        return answered(*answer, say(zh, en, answer->text("household")) + lifted(*answer));
    };
}

Result<Reply, Refusal> end(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const Date on = invocation.date("on");
    auto answer = roster::end_household(with->place.desk(), with->actor, call_of(invocation, with->county), on);
    if (!answer) return pass_on(answer);
    return answered(*answer, say("户 {0} 自 {1} 停保（第 {2} 次导入）。已计算未审批的发放须重新计算。",
                                 "Household {0} ends on {1} (import {2}). Runs not approved yet are to be calculated "
                                 "anew.",
                                 answer->text("household"), to_string(on), answer->number("import")) +
                                 lifted(*answer));
}

Result<Reply, Refusal> pending(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, registry::questions_table(reading->store(), reading->county, !invocation.given("all")));
}

Result<Reply, Refusal> retract(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const auto sealer = with->place.sealer();
    if (!sealer) return tl::unexpected{sealer.error()};
    roster::RetractCall call{with->county, {}, {}, {}, invocation.text("reason"), invocation.idempotency_key()};
    if (invocation.given("file")) call.file = invocation.text("file");
    if (invocation.given("import")) call.import = invocation.number("import");
    if (invocation.given("row")) call.row = invocation.number("row");
    auto answer = roster::retract(with->place.desk(), **sealer, with->actor, call);
    if (!answer) return pass_on(answer);
    return answered(*answer,
                    say("已撤销第 {0} 次导入的 {1} 行（本次为第 {2} 次导入）。改好后可重新导入；受影响的未审批发放"
                        "须重新计算。",
                        "Taken back: {1} rows of import {0}, by import {2}. The corrected file can be imported "
                        "now; runs it touched that are not approved yet are to be calculated anew.",
                        answer->number("of_import"), answer->number("rows"), answer->number("import")));
}

}  // namespace

std::vector<Verb> roster_verbs() {
    const Parameter household = argument("household", Kind::household, {"户编号", "the household"});
    const Parameter reason = option("--reason", Kind::text, {"理由", "why"});
    return {
        {{"import", "retract"},
         {"撤销导错的文件，或其中一行", "take back a mistaken file, or a row of it"},
         {Parameter{"file", Kind::file, /*required=*/false, {"导错的那个文件", "the file that was imported"}},
          option("--import", Kind::number, {"不给文件时：导入号", "without a file: the number of the import"}),
          option("--row", Kind::number,
                 {"只撤销文件的第几行（表头是第 1 行）", "only this row of the file (the heading is row 1)"}),
          reason},
         retract},
        {{"household", "pending"},
         {"列出待定的名册事项：账户变更、名册缺户", "list changed accounts and missing households to be decided"},
         with_list_files({option("--all", Kind::flag, {"连同已办结的", "decided ones as well"})}),
         pending},
        {{"household", "confirm-account"},
         {"第二人看过存折，确认变更后的账户", "a second person saw the passbook: the changed account is right"},
         {household, reason},
         deciding(roster::confirm_account, "户 {0} 的账户已核验。", "The account of household {0} is confirmed.")},
        {{"household", "refuse-account"},
         {"变更的账户不符，仍用原账户", "the changed account is wrong: the one before stays"},
         {household, required(reason)},
         deciding(roster::refuse_account, "户 {0} 仍用原账户。已计算未审批的发放须重新计算。",
                  "Household {0} keeps its account before. Runs not approved yet are to be calculated anew.")},
        {{"household", "keep"},
         {"名册缺户，查明后保留", "keep a household that a full roster leaves out"},
         {household, required(reason)},
         deciding(roster::keep_household, "户 {0} 保留。", "Household {0} stays.")},
        {{"household", "end"},
         {"名册缺户，查明后停保", "end a household that a full roster leaves out"},
         {household, required(option("--on", Kind::date, {"停保日期", "the day it ends"})), required(reason)},
         end},
    };
}

}  // namespace mingzhang::console
