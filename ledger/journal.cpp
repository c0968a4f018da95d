// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/journal.hpp"

#include <soci/soci.h>

#include <set>
#include <string_view>

#include "base/store/bulk_insert.hpp"
#include "base/values/check.hpp"
#include "ledger/balances.hpp"
#include "ledger/entry_digest.hpp"
#include "ledger/periods.hpp"

namespace mingzhang::ledger {

RefusalWords words(PostRefusal reason) {
    switch (reason) {
        case PostRefusal::amount_not_positive:
            return {"ledger.post/amount_not_positive", "记账金额必须大于零：{0}。",
                    "The amount of an entry must be above zero: {0}.", "请核对金额。", "Check the amount."};
        case PostRefusal::event_does_not_move:
            return {"ledger.post/event_does_not_move", "“{0}”不能借记 {2}、贷记 {3}。",
                    "\"{1}\" does not move money from {3} to {2}.", "请按会计科目表办理。", "Follow the account plan."};
        case PostRefusal::period_closed:
            return {"ledger.post/period_closed", "{0} 已关账，不能再记账。",
                    "{0} is closed; nothing more can be posted in it.",
                    "请记入未关账的月份；需要更正的，在以后月份冲正。",
                    "Post it in an open month; correct a closed one by a reversal in a later month."};
        case PostRefusal::obligation_exists:
            return {"ledger.post/obligation_exists", "户 {0} {1} 的{2}已有应付，不能再记一次。",
                    "Household {0} already has a payable for {1} ({2}); it cannot be owed twice.",
                    "请核对是否已审批过同月的发放；差额应作补发。",
                    "Check whether that month was approved already; a difference is backpay."};
        case PostRefusal::limit_exceeded:
            return {"ledger.post/limit_exceeded", "{0}（{1}）余额不足：差 {3} 元。",
                    "{0} ({2}) does not hold enough: {3} yuan are missing.", "请先到账资金，或减少本次金额。",
                    "Receive funds first, or take less this time."};
        case PostRefusal::item_overdrawn:
            return {"ledger.post/item_overdrawn", "第 {0} 次发放第 {1} 行的应付不够冲减。",
                    "Line {1} of run {0} does not owe that much.", "该笔款项已经结清，请核对是否重复记账。",
                    "It is settled already; check whether this was posted before."};
    }
    return {};
}

namespace {

using ItemSet = std::set<std::int64_t>;  // Runs whose payables were settled by this command.

// The first open item of a run that owes less than nothing, if there is one.
std::optional<std::int64_t> overdrawn_line(soci::session& sql, County county, std::int64_t run) {
    std::int64_t line = 0;
    sql << "SELECT line FROM transfer WHERE county = :county AND run = :run AND line > 0 "
           "GROUP BY line HAVING sum(CASE WHEN credit = 2001 THEN amount WHEN debit = 2001 THEN -amount ELSE 0 END) < "
           "0 "
           "ORDER BY line LIMIT 1",
        soci::use(county.number), soci::use(run), soci::into(line);
    if (!sql.got_data()) return std::nullopt;
    return line;
}

}  // namespace

struct Journal::State {
    State(CommandContext& c)
        : context{c},
          insert{c.tx(), "transfer", {"county",
                                      "command",
                                      "ordinal",
                                      "event",
                                      "debit",
                                      "credit",
                                      "amount",
                                      "bank_account",
                                      "source",
                                      "program",
                                      "budget_year",
                                      "division",
                                      "run",
                                      "line",
                                      "month",
                                      "household",
                                      "batch",
                                      "instruction",
                                      "reverses_command",
                                      "reverses_ordinal"}},
          insert_payable{c.tx(), "payable", {"county", "household", "month", "program", "backpay_run", "run", "line"}},
          month_closed{is_closed(c.sql(), c.county(), Month::of(c.today()))} {}

    void write(const Transfer& t) {
        const Dimensions& d = t.dimensions;
        insert.row(context.county().number, context.id().number, ordinal, static_cast<int>(t.event),
                   static_cast<int>(t.debit), static_cast<int>(t.credit), t.amount.fen(), d.bank_account,
                   d.source ? static_cast<int>(*d.source) : 0, d.program ? static_cast<int>(*d.program) : 0,
                   d.budget_year, d.division, d.run, d.line, to_number(d.month), std::string_view{d.household}, d.batch,
                   d.instruction, t.reverses_command, t.reverses_ordinal);
    }

    // A payable comes into being with the entry that makes it due, and leaves with the reversal of that entry.
    void keep_payable(const Transfer& t) {
        const Dimensions& d = t.dimensions;
        const std::int64_t month = to_number(d.month);
        const int program = d.program ? static_cast<int>(*d.program) : 0;
        const std::int64_t backpay_run = t.event == Event::back_due ? d.run : 0;
        if (t.reverses_command == 0) {
            insert_payable.row(context.county().number, std::string_view{d.household}, month, program, backpay_run,
                               d.run, d.line);
            return;
        }
        const std::int64_t county = context.county().number;
        context.sql() << "DELETE FROM payable WHERE county = :county AND household = :household AND month = :month "
                         "AND program = :program AND backpay_run = :backpay_run",
            soci::use(county), soci::use(d.household), soci::use(month), soci::use(program), soci::use(backpay_run);
    }

    CommandContext& context;
    store::BulkInsert insert;
    store::BulkInsert insert_payable;
    bool month_closed;
    bool closed = false;
    std::int64_t ordinal = 0;
    NettedBalances balances;
    ItemSet settled_runs;
};

Journal::Journal(CommandContext& context) : state_{std::make_unique<State>(context)} {}
Journal::~Journal() = default;

Result<std::int64_t, Refusal> Journal::post(const Transfer& t) {
    State& s = *state_;
    MINGZHANG_CHECK(!s.closed);
    if (!t.amount.is_positive()) return refuse(PostRefusal::amount_not_positive, to_yuan(t.amount));
    const bool reversal = t.reverses_command != 0;
    if (!(reversal ? moves(t.event, t.credit, t.debit) : moves(t.event, t.debit, t.credit)))
        return refuse(PostRefusal::event_does_not_move, name(t.event).zh, name(t.event).en, static_cast<int>(t.debit),
                      static_cast<int>(t.credit));
    if (s.month_closed) return refuse(PostRefusal::period_closed, to_string(Month::of(s.context.today())));
    ++s.ordinal;
    s.write(t);
    if (t.event == Event::due || t.event == Event::back_due) try {
            s.keep_payable(t);
        } catch (const soci::soci_error& error) {
            if (std::string_view{error.what()}.find("payable.household") == std::string_view::npos) throw;
            return refuse(PostRefusal::obligation_exists, t.dimensions.household,
                          t.dimensions.month ? to_string(*t.dimensions.month) : "",
                          t.dimensions.program ? chinese(*t.dimensions.program) : "");
        }
    s.balances.add(t);
    if (t.debit == Account::payable && t.dimensions.run != 0) s.settled_runs.insert(t.dimensions.run);
    s.context.add_entry(entry_digest(s.context.salt_secret(), s.context.id(), s.ordinal, t, s.context.log_hash()));
    return s.ordinal;
}

Result<void, Refusal> Journal::close() {
    State& s = *state_;
    MINGZHANG_CHECK(!s.closed);
    s.closed = true;
    if (const auto over = s.balances.write(s.context.sql(), s.context.county()))
        return refuse(PostRefusal::limit_exceeded, static_cast<int>(over->account), info(over->account).name.zh,
                      info(over->account).name.en, to_yuan(over->missing));
    for (const std::int64_t run : s.settled_runs)
        if (const auto line = overdrawn_line(s.context.sql(), s.context.county(), run))
            return refuse(PostRefusal::item_overdrawn, run, *line);
    return {};
}

}  // namespace mingzhang::ledger
