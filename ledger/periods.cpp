// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/periods.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "ledger/balances.hpp"
#include "ledger/log.hpp"
#include "ledger/year_end.hpp"

namespace mingzhang::ledger {

RefusalWords words(CloseRefusal reason) {
    switch (reason) {
        case CloseRefusal::month_not_begun:
            return {"period.close/month_not_begun", "{0} 还没有到，不能关账。",
                    "{0} has not begun; it cannot be closed.", "请核对月份。", "Check the month."};
        case CloseRefusal::closed_before:
            return {"period.close/closed_before", "{0} 已经关账。", "{0} is closed already.", "无需再办。",
                    "Nothing remains to be done."};
        case CloseRefusal::later_month_closed:
            return {"period.close/later_month_closed", "{0} 之后的月份已经关账。",
                    "A month after {0} is closed already.", "请按月份先后关账。", "Close months in their order."};
        case CloseRefusal::trial_balance_differs:
            return {"period.close/trial_balance_differs", "试算不平：借方 {0}，贷方 {1}。",
                    "The trial balance differs: debits {0}, credits {1}.", "请运行 mingzhang verify 查明原因。",
                    "Run mingzhang verify to find the cause."};
    }
    return {};
}

RefusalWords words(ReopenRefusal reason) {
    switch (reason) {
        case ReopenRefusal::reason_missing:
            return {"period.reopen/reason_missing", "申请重开 {0} 没有写明原因。",
                    "No reason was given for reopening {0}.", "请写一句话说明原因。", "Say why in a sentence."};
        case ReopenRefusal::not_closed:
            return {"period.reopen/not_closed", "{0} 没有关账。", "{0} is not closed.", "无需重开。",
                    "Nothing remains to be done."};
        case ReopenRefusal::later_month_closed:
            return {"period.reopen/later_month_closed", "{0} 之后的 {1} 已经关账。",
                    "{1}, after {0}, is closed already.", "请先重开后面的月份。", "Reopen the later month first."};
        case ReopenRefusal::year_closed:
            return {"period.reopen/year_closed", "{0} 所在年度已经年终结账。", "The year of {0} is closed.",
                    "年终结账后不能重开；请在本年度更正。", "A closed year stays closed; correct it in this year."};
        case ReopenRefusal::asked_before:
            return {"period.reopen/asked_before", "{0} 已由“{1}”申请重开。",
                    "\"{1}\" asked already for {0} to be reopened.", "请由另一人确认（--confirm）。",
                    "Another person confirms it (--confirm)."};
        case ReopenRefusal::not_asked:
            return {"period.reopen/not_asked", "没有人申请重开 {0}。", "Nobody asked for {0} to be reopened.",
                    "请先由一人申请并写明原因。", "One person asks first and says why."};
        case ReopenRefusal::same_person:
            return {"period.reopen/same_person", "申请重开 {0} 的是“{1}”本人，不能自己确认。",
                    "\"{1}\" asked for {0} to be reopened and cannot confirm it too.", "请由另一人确认。",
                    "Another person must confirm it."};
    }
    return {};
}

Text name(PeriodStep step) {
    switch (step) {
        case PeriodStep::closed:
            return {"关账", "closed"};
        case PeriodStep::reopening_asked:
            return {"申请重开", "reopening asked for"};
        case PeriodStep::reopened:
            return {"重开", "reopened"};
    }
    return {};
}

namespace {

void record(CommandContext& context, Month month, PeriodStep step, const std::string& reason, const std::string& root,
            const std::string& balances) {
    const std::int64_t index = month.index(), county = context.county().number, command = context.id().number;
    const int kind = static_cast<int>(step);
    context.sql() << "INSERT INTO period_event (county, command, month, kind, actor, reason, log_root, balances) "
                     "VALUES (:county, :command, :month, :kind, :actor, :reason, :root, :balances)",
        soci::use(county), soci::use(command), soci::use(index), soci::use(kind), soci::use(context.actor().name),
        soci::use(reason), soci::use(root), soci::use(balances);
}

// The last request to reopen the month that nobody has answered yet.
std::optional<PeriodEvent> open_request(soci::session& sql, County county, Month month) {
    std::optional<PeriodEvent> request;
    for (const PeriodEvent& event : period_events(sql, county)) {
        if (event.month != month) continue;
        request = event.step == PeriodStep::reopening_asked ? std::optional{event} : std::nullopt;
    }
    return request;
}

Result<void, Refusal> check_reopening(CommandContext& context, Month month) {
    const auto last = last_closed(context.sql(), context.county());
    if (!last || *last < month) return refuse(ReopenRefusal::not_closed, to_string(month));
    if (*last > month) return refuse(ReopenRefusal::later_month_closed, to_string(month), to_string(*last));
    if (is_year_closed(context.sql(), context.county(), month.year()))
        return refuse(ReopenRefusal::year_closed, to_string(month));
    return {};
}

}  // namespace

std::vector<PeriodEvent> period_events(soci::session& sql, County county) {
    std::vector<PeriodEvent> events;
    PeriodEvent event{Month{2000, 1}, PeriodStep::closed, 0, {}, {}, {}, {}};
    std::int64_t month = 0;
    int kind = 0;
    soci::statement query =
        (sql.prepare << "SELECT command, month, kind, actor, reason, log_root, balances FROM period_event "
                        "WHERE county = :county ORDER BY command",
         soci::use(county.number), soci::into(event.command), soci::into(month), soci::into(kind),
         soci::into(event.actor), soci::into(event.reason), soci::into(event.log_root), soci::into(event.balances));
    query.execute();
    while (query.fetch()) {
        event.month = Month::from_index(static_cast<std::int32_t>(month));
        event.step = static_cast<PeriodStep>(kind);
        events.push_back(event);
    }
    return events;
}

std::optional<Month> last_closed(soci::session& sql, County county) {
    std::vector<Month> closed;  // A month that reopens gives its place back to the one closed before it.
    for (const PeriodEvent& event : period_events(sql, county)) {
        if (event.step == PeriodStep::closed) closed.push_back(event.month);
        if (event.step == PeriodStep::reopened && !closed.empty()) closed.pop_back();
    }
    return closed.empty() ? std::nullopt : std::optional{closed.back()};
}

bool is_closed(soci::session& sql, County county, Month month) {
    const auto last = last_closed(sql, county);
    return last && *last >= month;
}

crypto::Digest balances_digest(soci::session& sql, County county) {
    Canonical bytes{"balances/1"};
    for (const TrialBalanceLine& line : trial_balance(sql, county))
        bytes.add("account", static_cast<std::int64_t>(line.account))
            .add("debits", line.totals.debits.fen())
            .add("credits", line.totals.credits.fen());
    return crypto::sha256(bytes.bytes());
}

Result<std::string, Refusal> close_period(CommandContext& context, Month month) {
    soci::session& sql = context.sql();
    if (month > Month::of(context.today())) return refuse(CloseRefusal::month_not_begun, to_string(month));
    const auto last = last_closed(sql, context.county());
    if (last == month) return refuse(CloseRefusal::closed_before, to_string(month));
    if (last && *last > month) return refuse(CloseRefusal::later_month_closed, to_string(month));

    Totals all;
    for (const TrialBalanceLine& line : trial_balance(sql, context.county())) {
        all.debits = sum(all.debits, line.totals.debits);
        all.credits = sum(all.credits, line.totals.credits);
    }
    if (all.debits != all.credits)
        return refuse(CloseRefusal::trial_balance_differs, to_yuan(all.debits), to_yuan(all.credits));

    const crypto::Digest balances = balances_digest(sql, context.county());
    const std::string root = log_head(sql, context.county()).root.hex();
    const std::string seal = balances.hex();
    record(context, month, PeriodStep::closed, "", root, seal);
    context.add_fact("balances", balances);
    return seal;
}

Result<void, Refusal> ask_reopening(CommandContext& context, Month month, const std::string& reason) {
    if (reason.empty()) return refuse(ReopenRefusal::reason_missing, to_string(month));
    if (auto may = check_reopening(context, month); !may) return may;
    if (const auto asked = open_request(context.sql(), context.county(), month))
        return refuse(ReopenRefusal::asked_before, to_string(month), asked->actor);
    record(context, month, PeriodStep::reopening_asked, reason, "", "");
    return {};
}

Result<void, Refusal> reopen_period(CommandContext& context, Month month) {
    if (auto may = check_reopening(context, month); !may) return may;
    const auto asked = open_request(context.sql(), context.county(), month);
    if (!asked) return refuse(ReopenRefusal::not_asked, to_string(month));
    if (asked->actor == context.actor().name) return refuse(ReopenRefusal::same_person, to_string(month), asked->actor);
    record(context, month, PeriodStep::reopened, asked->reason, "", "");
    return {};
}

}  // namespace mingzhang::ledger
