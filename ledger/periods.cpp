// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/periods.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "ledger/balances.hpp"
#include "ledger/log.hpp"

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

namespace {

std::int64_t last_closed(soci::session& sql, County county) {
    std::int64_t month = 0;
    sql << "SELECT coalesce(max(month), 0) FROM period_close WHERE county = :county", soci::use(county.number),
        soci::into(month);
    return month;
}

}  // namespace

bool is_closed(soci::session& sql, County county, Month month) {
    return last_closed(sql, county) >= month.index();
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
    const std::int64_t last = last_closed(sql, context.county());
    if (last == month.index()) return refuse(CloseRefusal::closed_before, to_string(month));
    if (last > month.index()) return refuse(CloseRefusal::later_month_closed, to_string(month));

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
    const std::int64_t index = month.index();
    const std::int64_t county = context.county().number;
    const std::int64_t command = context.id().number;
    sql << "INSERT INTO period_close (county, month, command, log_root, balances) "
           "VALUES (:county, :month, :command, :root, :balances)",
        soci::use(county), soci::use(index), soci::use(command), soci::use(root), soci::use(seal);
    context.add_fact("balances", balances);
    return seal;
}

}  // namespace mingzhang::ledger
