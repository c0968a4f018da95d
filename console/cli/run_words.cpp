// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/run_words.hpp"

#include "engine/registry/place_name.hpp"

namespace mingzhang::console {

Text heading_of(store::Store& store, const runs::Run& run) {
    const std::string place = registry::place_name(store, run.division);
    const Text program = run.program ? name(*run.program) : Text{};
    Text heading = say("第 {0} 次发放，{1}，{3}", "Run {0}, {2}, {3}", run.number, to_chinese(run.month),
                       to_string(run.month), place);
    if (run.kind != runs::RunKind::regular) {
        const Text kind = name(run.kind);
        heading = heading + say("，{0}", ", {1}", kind.zh, kind.en);
    }
    if (run.program) heading = heading + say("，{0}", ", {1}", program.zh, program.en);
    return heading;
}

Answer fields_of(const runs::Run& run) {
    return Answer{}
        .set("run", run.number)
        .set("month", to_string(run.month))
        .set("division", run.division.text())
        .set("program", run.program ? std::string{code(*run.program)} : std::string{})
        .set("kind", std::string{runs::code(run.kind)})
        .set("state", std::string{runs::code(run.state())})
        .set("import", run.import);
}

Text next_step_of(const runs::Run& run) {
    const auto next = [&](std::string_view verb) {
        return say("下一步：mingzhang run {1} {0}", "Next: mingzhang run {1} {0}", run.number, verb);
    };
    if (run.is_opening() && run.state() != runs::RunState::opened) return {};  // Its months are not calculated.
    switch (run.state()) {
        case runs::RunState::calculated:
            return next("submit");
        case runs::RunState::submitted:
            return next("review");
        case runs::RunState::reviewed:
            return next("approve");
        case runs::RunState::approved:
            return next("release");
        case runs::RunState::released:
            return say("下一步：mingzhang batch create；回盘对平后 mingzhang run close {0}",
                       "Next: mingzhang batch create; when the bank's answers tie, mingzhang run close {0}",
                       run.number);
        case runs::RunState::sent_back:
        case runs::RunState::withdrawn:
        case runs::RunState::stale: {
            const std::string division = run.division.text();
            const std::string kind =
                run.kind == runs::RunKind::regular ? "" : " --kind " + std::string{runs::code(run.kind)};
            return say("下一步：重新计算，mingzhang run calculate {0} --division {1}{2}",
                       "Next: calculate it anew, mingzhang run calculate {0} --division {1}{2}", to_string(run.month),
                       division, kind);
        }
        case runs::RunState::opened:
            return say("下一步：由审批人员办理 mingzhang opening confirm",
                       "Next: an approver gives mingzhang opening confirm");
        case runs::RunState::closed:
            return {};
    }
    return {};
}

}  // namespace mingzhang::console
