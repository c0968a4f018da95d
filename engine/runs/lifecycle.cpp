// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/lifecycle.hpp"

#include "engine/registry/snapshot.hpp"
#include "engine/runs/approval.hpp"
#include "engine/runs/run_events.hpp"
#include "engine/runs/settlement.hpp"
#include "engine/runs/step.hpp"

namespace mingzhang::runs {

namespace {

using enum Role;

constexpr CommandKind submit_kind{"run.submit", {"提交", "submit a run"}, {officer}};
constexpr CommandKind review_kind{"run.review", {"复核", "review a run"}, {reviewer}};
constexpr CommandKind approve_kind{"run.approve", {"审批", "approve a run"}, {approver}};
constexpr CommandKind send_back_kind{"run.send_back", {"退回", "send a run back"}, {reviewer, approver}};
constexpr CommandKind withdraw_kind{"run.withdraw", {"撤回发放", "withdraw a run"}, {officer, reviewer, approver}};
constexpr CommandKind release_kind{"run.release", {"放行", "release a run"}, {officer, approver}};
constexpr CommandKind close_kind{"run.close", {"发放关账", "close a run"}, {officer, approver}};

// Nobody signs twice, nor what he prepared: whoever took a step towards the run so far may not take the next.
Result<void, Refusal> check_signer(const Run& run, const Actor& actor) {
    for (const RunEvent& event : run.events)
        if (event.actor == actor.name) return refuse(StepRefusal::signed_before, run.number, actor.name);
    return {};
}

Result<void, Refusal> check_current(CommandContext& context, const Run& run) {
    if (registry::touched_since(context.sql(), {run.county, run.import}, run.division))
        return refuse(StepRefusal::stale, run.number);
    return {};
}

Answer stepped(const Run& run, RunState state) {
    return Answer{}.set("run", run.number).set("month", to_string(run.month)).set("state", std::string{code(state)});
}

}  // namespace

Result<Answer, Refusal> submit(Desk& desk, const Actor& actor, const StepCall& call) {
    return take_step(desk, actor, submit_kind, call, {RunState::calculated},
                     [&](CommandContext& context, const Run& run) -> Result<Answer, Refusal> {
                         if (auto fit = check_current(context, run); !fit) return pass_on(fit);
                         record_event(context, run.number, RunEventKind::submitted);
                         return stepped(run, RunState::submitted);
                     });
}

Result<Answer, Refusal> review(Desk& desk, const Actor& actor, const StepCall& call) {
    return take_step(desk, actor, review_kind, call, {RunState::submitted},
                     [&](CommandContext& context, const Run& run) -> Result<Answer, Refusal> {
                         if (auto fit = check_signer(run, actor); !fit) return pass_on(fit);
                         if (auto fit = check_current(context, run); !fit) return pass_on(fit);
                         record_event(context, run.number, RunEventKind::reviewed);
                         return stepped(run, RunState::reviewed);
                     });
}

Result<Answer, Refusal> approve(Desk& desk, const Actor& actor, const StepCall& call) {
    return take_step(desk, actor, approve_kind, call, {RunState::reviewed},
                     [&](CommandContext& context, const Run& run) -> Result<Answer, Refusal> {
                         if (auto fit = check_signer(run, actor); !fit) return pass_on(fit);
                         if (auto fit = check_current(context, run); !fit) return pass_on(fit);
                         return make_due(context, run);
                     });
}

Result<Answer, Refusal> send_back(Desk& desk, const Actor& actor, const StepCall& call) {
    return take_step(desk, actor, send_back_kind, call, {RunState::submitted, RunState::reviewed},
                     [&](CommandContext& context, const Run& run) -> Result<Answer, Refusal> {
                         if (call.reason.empty()) return refuse(StepRefusal::reason_needed);
                         record_event(context, run.number, RunEventKind::sent_back, call.reason);
                         return stepped(run, RunState::sent_back);
                     });
}

Result<Answer, Refusal> withdraw(Desk& desk, const Actor& actor, const StepCall& call) {
    return take_step(desk, actor, withdraw_kind, call, {RunState::approved},
                     [&](CommandContext& context, const Run& run) -> Result<Answer, Refusal> {
                         if (call.reason.empty()) return refuse(StepRefusal::reason_needed);
                         return take_back(context, run, call.reason);
                     });
}

Result<Answer, Refusal> release(Desk& desk, const Actor& actor, const StepCall& call) {
    return take_step(desk, actor, release_kind, call, {RunState::approved},
                     [&](CommandContext& context, const Run& run) -> Result<Answer, Refusal> {
                         record_event(context, run.number, RunEventKind::released);
                         if (auto funded = check_funds(context, run.county); !funded) return pass_on(funded);
                         return stepped(run, RunState::released);
                     });
}

Result<Answer, Refusal> close(Desk& desk, const Actor& actor, const StepCall& call) {
    return take_step(desk, actor, close_kind, call, {RunState::released},
                     [&](CommandContext& context, const Run& run) -> Result<Answer, Refusal> {
                         if (auto settled = check_settled(context.sql(), run); !settled) return pass_on(settled);
                         record_event(context, run.number, RunEventKind::closed);
                         return stepped(run, RunState::closed);
                     });
}

}  // namespace mingzhang::runs
