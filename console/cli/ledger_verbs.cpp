// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"
#include "engine/runs/period.hpp"
#include "engine/runs/year.hpp"
#include "reports/open_items.hpp"
#include "reports/trial_balance.hpp"

namespace mingzhang::console {

namespace {

Result<Reply, Refusal> close_month(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const Month month = invocation.month("month");
    auto answer =
        runs::close_period(with->place.desk(), with->actor, with->county, month, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer, say("{0}已关账，余额已封存：{2}", "{1} is closed and its balances are sealed: {2}",
                                 to_chinese(month), to_string(month), answer->text("seal")));
}

// With a reason it is asked for; without one it is confirmed what another person asked for.
Result<Reply, Refusal> reopen_month(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const Month month = invocation.month("month");
    const std::string key = invocation.idempotency_key();
    if (!invocation.given("confirm")) {
        auto asked =
            runs::ask_reopening(with->place.desk(), with->actor, with->county, month, invocation.text("reason"), key);
        if (!asked) return pass_on(asked);
        return answered(*asked, say("已申请重开{0}，请由另一位审批人确认（--confirm）。",
                                    "Reopening of {1} is asked for; another approver confirms it (--confirm).",
                                    to_chinese(month), to_string(month)));
    }
    auto opened = runs::confirm_reopening(with->place.desk(), with->actor, with->county, month, key);
    if (!opened) return pass_on(opened);
    return answered(*opened,
                    say("{0}已重开。更正后请再次关账。", "{1} is open again. Close it once more when corrected.",
                        to_chinese(month), to_string(month)));
}

std::string yuan_of(const Answer& answer, std::string_view name) {
    return to_yuan_grouped(Money::fen(answer.number(name)));
}

Result<Reply, Refusal> close_year(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const int year = static_cast<int>(invocation.number("year"));
    auto answer = runs::close_year(with->place.desk(), with->actor, with->county, year, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer, say("{0} 年已结账：收入 {1} 元，支出 {2} 元，结转 {3} 元。",
                                 "{0} is closed: received {1}, spent {2}, carried forward {3} yuan.", year,
                                 yuan_of(*answer, "appropriation_fen"), yuan_of(*answer, "expense_fen"),
                                 yuan_of(*answer, "carried_fen")));
}

Result<Reply, Refusal> take_back(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const int year = static_cast<int>(invocation.number("year"));
    auto answer =
        runs::take_back_unspent(with->place.desk(), with->actor, with->county, year, invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer, say("财政已收回 {0} 年结余 {1} 元。", "Finance took back {1} yuan left of {0}.", year,
                                 yuan_of(*answer, "taken_fen")));
}

// The moment --at asks for: the end of that day in China; now when it is not given.
struct AsOf {
    ledger::Moment moment;
    std::string called;
};
AsOf as_of(const Invocation& invocation, const Reading& reading) {
    if (!invocation.given("at")) return {};
    const Date day = invocation.date("at");
    const Instant end = std::chrono::sys_days{day} + std::chrono::hours{16} - std::chrono::seconds{1};
    return {ledger::moment_at(reading.sql(), reading.county, end), to_string(day)};
}

using TableAsOf = Table (*)(store::Store&, County, ledger::Moment, const std::string&);

std::function<Result<Reply, Refusal>(Invocation&)> list_as_of(TableAsOf table_of) {
    return [table_of](Invocation& invocation) -> Result<Reply, Refusal> {
        const auto reading = reading_in(invocation);
        if (!reading) return tl::unexpected{reading.error()};
        const AsOf at = as_of(invocation, *reading);
        return listed(invocation, table_of(reading->store(), reading->county, at.moment, at.called));
    };
}

std::vector<Parameter> with_moment() {
    return with_list_files(
        {option("--at", Kind::date, {"截至哪一天，默认现在", "as of the end of which day; now when not given"})});
}

}  // namespace

std::vector<Verb> ledger_verbs() {
    return {
        {{"ledger", "balance"},
         {"试算平衡表，可查任一过去日期", "the trial balance, as of any past day"},
         with_moment(),
         list_as_of(reports::trial_balance_table)},
        {{"ledger", "items"},
         {"未结清款项，可查任一过去日期", "open items, as of any past day"},
         with_moment(),
         list_as_of(reports::open_items_table)},
        {{"period", "close"},
         {"月度关账：此后不能再记该月的账", "close a month: nothing can be posted in it any more"},
         {argument("month", Kind::month, {"月份", "the month"})},
         close_month},
        {{"period", "reopen"},
         {"重开已关账的月份：一人申请，另一人确认", "reopen a closed month: one person asks, another confirms"},
         {argument("month", Kind::month, {"月份", "the month"}),
          option("--reason", Kind::text, {"申请的原因", "why it is asked for"}),
          option("--confirm", Kind::flag, {"确认别人的申请", "confirm what another asked for"})},
         reopen_month},
        {{"year", "close"},
         {"年终结账：收支结转，此后不能再记该年收支", "close a year: income and expense are carried forward"},
         {argument("year", Kind::year, {"年度", "the year"})},
         close_year},
        {{"year", "take-back"},
         {"连续两年未用完的指标由财政收回", "finance takes back what was not spent in two years"},
         {argument("year", Kind::year, {"指标年度", "the budget year"})},
         take_back},
    };
}

}  // namespace mingzhang::console
