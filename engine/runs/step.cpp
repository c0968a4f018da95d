// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/step.hpp"

#include <algorithm>

#include "base/commands/canonical.hpp"

namespace mingzhang::runs {

RefusalWords words(StepRefusal reason) {
    switch (reason) {
        case StepRefusal::wrong_state:
            return {"run.step/wrong_state", "第 {0} 次发放{1}，这一步要求{3}。",
                    "Run {0} is {2}; this step needs it {4}.",
                    "请按 计算 → 提交 → 复核 → 审批 → 放行 → 关账 的次序办理。",
                    "Follow the order: calculate, submit, review, approve, release, close."};
        case StepRefusal::reason_needed:
            return {"run.step/reason_needed", "退回和撤回必须说明理由。", "Sending back and withdrawing need a reason.",
                    "请加 --reason。", "Add --reason."};
        case StepRefusal::signed_before:
            return {"run.step/signed_before", "“{1}”已经办理过第 {0} 次发放，不能再签。",
                    "\"{1}\" has prepared or signed run {0} already.", "请由没有经手过本次发放的人员签字。",
                    "Let somebody sign who had no hand in it."};
        case StepRefusal::stale:
            return {"run.step/stale", "第 {0} 次发放计算之后，本区划又有新的导入。",
                    "The registry of its division has changed since run {0} was calculated.", "请重新计算，再提交。",
                    "Calculate anew, then submit."};
        case StepRefusal::has_batches:
            return {"run.step/has_batches", "第 {0} 次发放已有款项进入批次，不能撤回。",
                    "Money of run {0} is in a batch already; it cannot be withdrawn.", "请先撤回批次。",
                    "Withdraw the batch first."};
        case StepRefusal::not_enough_funds:
            return {"run.step/not_enough_funds", "{0}资金不足：待发 {2} 元，可用 {3} 元。",
                    "Not enough funds for {1}: {2} yuan to send, {3} held.",
                    "请先登记到账资金：mingzhang funds receive。",
                    "Record the funds received first: mingzhang funds receive."};
        case StepRefusal::not_settled:
            return {"run.step/not_settled", "第 {0} 次发放还有 {1} 元待发、{2} 元在途。",
                    "Run {0} still has {1} yuan to send and {2} in transit.", "请先发完批次并登记回盘。",
                    "Send its batches and post the banks' results first."};
    }
    return {};
}

Result<Answer, Refusal> take_step(Desk& desk, const Actor& actor, const CommandKind& kind, const StepCall& call,
                                  std::initializer_list<RunState> from, const StepWork& work) {
    DivisionScope place;
    auto found = reading(desk.store(), [&]() -> Result<void, Refusal> {
        auto run = find_run(desk.store().sql(), call.county, call.run);
        if (!run) return pass_on(run);
        place = run->division;  // A run's division never changes, so it may be read before the command begins.
        return {};
    });
    if (!found) return pass_on(found);
    const std::string request = Canonical{"run.step/1"}.add("run", call.run).add("reason", call.reason).bytes();
    return desk.carry_out(actor, kind, {call.county, place, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto run = find_run(context.sql(), call.county, call.run);
                              if (!run) return pass_on(run);
                              const RunState state = run->state();
                              if (std::find(from.begin(), from.end(), state) == from.end())
                                  return refuse(StepRefusal::wrong_state, run->number, name(state).zh, name(state).en,
                                                name(*from.begin()).zh, name(*from.begin()).en);
                              return work(context, *run);
                          });
}

}  // namespace mingzhang::runs
