// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/invocation.hpp"
#include "console/cli/run_words.hpp"
#include "console/cli/verbs.hpp"
#include "engine/runs/lifecycle.hpp"

namespace mingzhang::console {

namespace {

// The steps of a run differ in word, help and command alone.
struct Step {
    std::string_view word;
    Result<Answer, Refusal> (*command)(Desk&, const Actor&, const runs::StepCall&);
    bool with_reason;
    Text help;
};

Result<Reply, Refusal> take(const Step& step, Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const runs::StepCall call{with->county, invocation.number("run"), invocation.text("reason"),
                              invocation.idempotency_key()};
    auto answer = step.command(with->place.desk(), with->actor, call);
    if (!answer) return pass_on(answer);
    store::Store& store = with->place.store();
    auto run = runs::find_run(store.sql(), with->county, call.run);
    if (!run) return pass_on(run);
    const Text state = runs::name(run->state());
    return answered(*answer,
                    heading_of(store, *run) + say("：{0}。\n", ": {1}.\n", state.zh, state.en) + next_step_of(*run));
}

}  // namespace

std::vector<Verb> run_step_verbs() {
    const std::vector<Step> steps{
        {"submit", runs::submit, false, {"制单人提交复核", "hand a run on to the reviewer"}},
        {"review", runs::review, false, {"复核签字", "sign as the reviewer"}},
        {"approve", runs::approve, false, {"审批签字：各行从此应付", "sign as the approver: every line becomes owed"}},
        {"send-back", runs::send_back, true, {"退回制单人", "give it back to the preparer"}},
        {"withdraw", runs::withdraw, true, {"放行前撤回已审批的发放", "take an approved run back before release"}},
        {"release", runs::release, false, {"放行：核对资金，可以出盘", "check the funds and let it be sent"}},
        {"close", runs::close, false, {"关账：全部有了结果", "close it: nothing is on its way any more"}},
    };
    const Parameter run = argument("run", Kind::number, {"第几次发放", "the number of the run"});
    std::vector<Verb> verbs;
    for (const Step& step : steps) {
        std::vector<Parameter> parameters{run};
        if (step.with_reason) parameters.push_back(required(option("--reason", Kind::text, {"理由", "why"})));
        verbs.push_back({{"run", step.word}, step.help, std::move(parameters), [step](Invocation& invocation) {
                             return take(step, invocation);
                         }});
    }
    return verbs;
}

}  // namespace mingzhang::console
