// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/period.hpp"

#include "base/commands/canonical.hpp"
#include "engine/runs/run.hpp"
#include "ledger/periods.hpp"

namespace mingzhang::runs {

RefusalWords words(ClosePeriodRefusal reason) {
    switch (reason) {
        case ClosePeriodRefusal::run_open:
            return {"period.close/run_open", "第 {0} 次发放还没有关账（{1}）。", "Run {0} is not closed yet ({2}).",
                    "请先办完这次发放：mingzhang run show {0}", "Finish that run first: mingzhang run show {0}"};
    }
    return {};
}

namespace {

constexpr CommandKind close_kind{"period.close", {"账期关账", "close a period"}, {Role::officer, Role::approver}};

}  // namespace

Result<Answer, Refusal> close_period(Desk& desk, const Actor& actor, County county, Month month,
                                     const std::string& key) {
    const std::string request = Canonical{"period.close/1"}.add("month", to_string(month)).bytes();
    return desk.carry_out(actor, close_kind, {county, {}, key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              for (const Run& run : all_runs(context.sql(), county)) {
                                  const RunState state = run.state();
                                  if (run.month != month || !is_accrued(state) || state == RunState::closed) continue;
                                  const Text what = name(state);
                                  return refuse(ClosePeriodRefusal::run_open, run.number, what.zh, what.en);
                              }
                              auto seal = ledger::close_period(context, month);
                              if (!seal) return pass_on(seal);
                              return Answer{}.set("month", to_string(month)).set("seal", *seal);
                          });
}

}  // namespace mingzhang::runs
