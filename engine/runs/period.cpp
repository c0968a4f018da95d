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

constexpr CommandKind ask_kind{
    "period.reopen.ask", {"申请重开账期", "ask for a period to be reopened"}, {Role::officer, Role::approver}};
constexpr CommandKind confirm_kind{
    "period.reopen.confirm", {"确认重开账期", "confirm that a period is reopened"}, {Role::approver}};
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

Result<Answer, Refusal> ask_reopening(Desk& desk, const Actor& actor, County county, Month month,
                                      const std::string& reason, const std::string& key) {
    const std::string request =
        Canonical{"period.reopen.ask/1"}.add("month", to_string(month)).add("reason", reason).bytes();
    return desk.carry_out(actor, ask_kind, {county, {}, key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              if (auto asked = ledger::ask_reopening(context, month, reason); !asked)
                                  return pass_on(asked);
                              return Answer{}.set("month", to_string(month)).set("reason", reason);
                          });
}

Result<Answer, Refusal> confirm_reopening(Desk& desk, const Actor& actor, County county, Month month,
                                          const std::string& key) {
    const std::string request = Canonical{"period.reopen.confirm/1"}.add("month", to_string(month)).bytes();
    return desk.carry_out(actor, confirm_kind, {county, {}, key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              if (auto opened = ledger::reopen_period(context, month); !opened) return pass_on(opened);
                              return Answer{}.set("month", to_string(month));
                          });
}

}  // namespace mingzhang::runs
