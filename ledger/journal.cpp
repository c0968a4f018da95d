// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/journal.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <charconv>
#include <map>

#include "base/store/bulk_insert.hpp"
#include "base/values/check.hpp"
#include "ledger/balances.hpp"
#include "ledger/budget.hpp"
#include "ledger/entry_hasher.hpp"
#include "ledger/pending.hpp"
#include "ledger/periods.hpp"
#include "ledger/year_end.hpp"

namespace mingzhang::ledger {

namespace {

// The lines of one run whose payables this command settled: from the first to the last.
struct SettledLines {
    std::int64_t first = 0;
    std::int64_t last = 0;

    void add(std::int64_t line) {
        if (first == 0 || line < first) first = line;
        if (line > last) last = line;
    }
};

// The first open item among those lines that owes less than nothing, if there is one.
std::optional<std::int64_t> overdrawn_line(soci::session& sql, County county, std::int64_t run, SettledLines lines) {
    std::int64_t line = 0;
    sql << "SELECT line FROM transfer WHERE county = :county AND run = :run AND line BETWEEN :first AND :last "
           "GROUP BY line HAVING sum(CASE WHEN credit = 2001 THEN amount WHEN debit = 2001 THEN -amount ELSE 0 END) < "
           "0 ORDER BY line LIMIT 1",
        soci::use(county.number), soci::use(run), soci::use(lines.first), soci::use(lines.last), soci::into(line);
    if (!sql.got_data()) return std::nullopt;
    return line;
}

// What the dimensions say, as the bits of `needs`.
unsigned said(const Dimensions& d) {
    using namespace needs;
    return (d.bank_account != 0 ? bank_account : 0) | (d.source ? source : 0) | (d.program ? program : 0) |
           (d.budget_year != 0 ? budget_year : 0) | (d.division != 0 ? division : 0) |
           (d.run != 0 && d.line != 0 ? item : 0) | (d.month ? month : 0) | (!d.household.empty() ? household : 0) |
           (d.batch != 0 && d.instruction != 0 ? instruction : 0);
}

// The first of the missing ones, in words.
Text called(unsigned missing) {
    using namespace needs;
    if ((missing & bank_account) != 0) return {"银行账户", "bank account"};
    if ((missing & source) != 0) return {"资金来源", "fund source"};
    if ((missing & program) != 0) return {"项目", "program"};
    if ((missing & budget_year) != 0) return {"指标年度", "budget year"};
    if ((missing & division) != 0) return {"区划", "division"};
    if ((missing & item) != 0) return {"发放行次", "run and line"};
    if ((missing & month) != 0) return {"所属月份", "month"};
    if ((missing & household) != 0) return {"户号", "household"};
    return {"批次笔目", "batch and instruction"};
}

bool is_income_or_expense(Account account) {
    return account == Account::appropriation || account == Account::assistance_expense;
}

std::int64_t whole(const std::string& digits) {
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

tl::unexpected<Refusal> obligation_exists(const store::DuplicateKey& payable) {
    const auto month = month_from_number(whole(payable.value("month")));
    const auto program = whole(payable.value("program"));
    return refuse(PostRefusal::obligation_exists, payable.value("household"), month ? to_string(*month) : "",
                  program > 0 ? chinese(static_cast<Program>(program)) : "");
}

}  // namespace

struct Journal::State {
    explicit State(CommandContext& c)
        : context{c},
          county{c.county().number},
          command{c.id().number},
          insert{c.tx(),
                 "transfer",
                 {"county",
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
                  "reverses_ordinal",
                  "pending_command",
                  "pending_ordinal"}},
          insert_payable{c.tx(), "payable", {"county", "household", "month", "program", "backpay_run", "run", "line"}},
          this_month{Month::of(c.today())},
          month_closed{is_closed(c.sql(), c.county(), this_month)},
          closed_year{last_closed_year(c.sql(), c.county()).value_or(0)} {
        insert_payable.sent_by_owner();  // A payable that stands already is for the journal to refuse.
    }

    // What every posting must satisfy, pending or not.
    [[nodiscard]] Result<void, Refusal> check(const Transfer& t) const {
        if (!t.amount.is_positive()) return refuse(PostRefusal::amount_not_positive, to_yuan(t.amount));
        const bool reversal = t.reverses_command != 0;
        if (!(reversal ? moves(t.event, t.credit, t.debit) : moves(t.event, t.debit, t.credit)))
            return refuse(PostRefusal::event_does_not_move, name(t.event).zh, name(t.event).en,
                          static_cast<int>(t.debit), static_cast<int>(t.credit));
        if (const unsigned missing = needed_dimensions(t.event) & ~said(t.dimensions); missing != 0)
            return refuse(PostRefusal::dimension_missing, name(t.event).zh, name(t.event).en, called(missing).zh,
                          called(missing).en);
        if (month_closed) return refuse(PostRefusal::period_closed, to_string(this_month));
        if (t.event != Event::year_end && t.dimensions.budget_year != 0 && t.dimensions.budget_year <= closed_year &&
            (is_income_or_expense(t.debit) || is_income_or_expense(t.credit)))
            return refuse(PostRefusal::year_closed, t.dimensions.budget_year);
        return {};
    }

    void write(const Transfer& t) {
        const Dimensions& d = t.dimensions;
        insert.row(county, command, ordinal, static_cast<int>(t.event), static_cast<int>(t.debit),
                   static_cast<int>(t.credit), t.amount.fen(), d.bank_account,
                   d.source ? static_cast<int>(*d.source) : 0, d.program ? static_cast<int>(*d.program) : 0,
                   d.budget_year, d.division, d.run, d.line, to_number(d.month), std::string_view{d.household}, d.batch,
                   d.instruction, t.reverses_command, t.reverses_ordinal, t.pending.command, t.pending.ordinal);
    }

    void write_pending(const Transfer& t) {
        const Dimensions& d = t.dimensions;
        store::BulkInsert{
            context.tx(),
            "pending",
            {"county", "command", "ordinal", "event", "debit", "credit", "amount", "bank_account", "source", "program",
             "budget_year", "division", "run", "line", "month", "household", "batch", "instruction"}}
            .row(county, command, ordinal, static_cast<int>(t.event), static_cast<int>(t.debit),
                 static_cast<int>(t.credit), t.amount.fen(), d.bank_account, d.source ? static_cast<int>(*d.source) : 0,
                 d.program ? static_cast<int>(*d.program) : 0, d.budget_year, d.division, d.run, d.line,
                 to_number(d.month), std::string_view{d.household}, d.batch, d.instruction);
    }

    // A return that stood when the books began is owed as well: its payable was made due elsewhere.
    [[nodiscard]] static bool makes_payable(const Transfer& t) {
        return t.event == Event::due || t.event == Event::back_due || t.event == Event::one_off_due ||
               (t.event == Event::opening && (t.credit == Account::returned_open || t.debit == Account::returned_open));
    }

    // A payable comes into being with the entry that makes it due, and leaves with the reversal of that entry.
    void keep_payable(const Transfer& t) {
        const Dimensions& d = t.dimensions;
        const std::int64_t month = to_number(d.month);
        const int program = d.program ? static_cast<int>(*d.program) : 0;
        // What is due beside the month stands once a run, not once a month.
        const bool beside = t.event == Event::back_due || t.event == Event::one_off_due;
        const std::int64_t backpay_run = beside ? d.run : 0;
        if (t.reverses_command == 0) {
            insert_payable.row(county, std::string_view{d.household}, month, program, backpay_run, d.run, d.line);
            return;
        }
        insert_payable.send();
        context.sql() << "DELETE FROM payable WHERE county = :county AND household = :household AND month = :month "
                         "AND program = :program AND backpay_run = :backpay_run",
            soci::use(county), soci::use(d.household), soci::use(month), soci::use(program), soci::use(backpay_run);
    }

    // The pending transfer this command ends, read when it is first named.
    struct Ending {
        Transfer transfer;
        Money posted;
    };
    [[nodiscard]] Result<Ending*, Refusal> ending(EntryRef pending) {
        if (const auto known = endings.find(pending); known != endings.end()) return &known->second;
        const auto found = pending.command == command ? std::nullopt  // It ends in a later command.
                                                      : find_pending(context.sql(), context.county(), pending);
        if (!found) return refuse(PostRefusal::pending_unknown, pending.command, pending.ordinal);
        if (!found->open) return refuse(PostRefusal::pending_ended, pending.command, pending.ordinal);
        return &endings.emplace(pending, Ending{found->transfer, {}}).first->second;
    }

    [[nodiscard]] Result<void, Refusal> post_pending(const Transfer& t) {
        auto of = ending(t.pending);
        if (!of) return pass_on(of);
        const Transfer& held = (*of)->transfer;
        if (held.event != t.event || held.debit != t.debit || held.credit != t.credit ||
            balance_key(held.debit, held.dimensions) != balance_key(t.debit, t.dimensions) ||
            balance_key(held.credit, held.dimensions) != balance_key(t.credit, t.dimensions))
            return refuse(PostRefusal::pending_differs, t.pending.command, t.pending.ordinal);
        (*of)->posted = sum((*of)->posted, t.amount);
        if ((*of)->posted > held.amount)
            return refuse(PostRefusal::pending_exceeded, t.pending.command, t.pending.ordinal, to_yuan(held.amount),
                          to_yuan((*of)->posted));
        return {};
    }

    void end_pendings() {
        if (endings.empty()) return;
        store::BulkInsert insert_end{context.tx(),
                                     "pending_end",
                                     {"county", "pending_command", "pending_ordinal", "command", "ordinal", "posted"}};
        for (const auto& [pending, of] : endings) {
            ++ordinal;
            insert_end.row(county, pending.command, pending.ordinal, command, ordinal, of.posted.fen());
            balances.end_pending(of.transfer);
            hasher().add_end(context.id(), ordinal, {pending, of.posted});
        }
    }

    // Funds of a year that has budget lines stay within them.
    [[nodiscard]] Result<void, Refusal> check_budget() const {
        for (const auto& [key, totals] : balances.all()) {
            if (key.account != Account::appropriation || !totals.credits.is_positive()) continue;
            if (!has_budget_lines(context.sql(), context.county(), key.budget_year)) continue;
            const auto program = static_cast<Program>(key.program);
            const auto source = static_cast<FundSource>(key.source);
            const auto line = find_budget_line(context.sql(), context.county(), key.budget_year, program, source);
            const Money granted = line ? line->granted : Money{};
            const Money received = line ? line->received : totals.credits;
            if (received > granted)
                return refuse(PostRefusal::budget_exceeded, key.budget_year, mingzhang::name(program).zh,
                              mingzhang::name(program).en, ledger::name(source).zh, ledger::name(source).en,
                              to_yuan(granted), to_yuan(received));
        }
        return {};
    }

    void tell_balances() {
        std::map<Account, Money> touched;
        for (const auto& [key, totals] : balances.all()) touched[key.account] = {};
        for (const TrialBalanceLine& line : trial_balance(context.sql(), context.county())) {
            if (!touched.contains(line.account)) continue;
            const Money net = difference(line.totals.debits, line.totals.credits);
            context.tell(fmt::format("balance_{}_fen", static_cast<int>(line.account)),
                         info(line.account).normal_side == Side::debit ? net.fen() : -net.fen());
        }
    }

    // Digests are made beside the posting; the secret they are salted with is drawn with the first.
    EntryHasher& hasher() {
        if (!hashing) {
            const std::string& secret = context.salt_secret();
            tree.emplace(context.log_hash());
            hashing.emplace(
                context.log_hash(), [&secret](CommandId) -> const std::string& { return secret; },
                [this](CommandId, const std::optional<crypto::Digest>& digest) { tree->append(digest.value()); });
        }
        return *hashing;
    }

    void finish_digests() {
        if (hashing) hashing->finish();
        if (tree) context.set_entries(std::move(*tree));
    }

    CommandContext& context;
    std::int64_t county;
    std::int64_t command;
    store::BulkInsert insert;
    store::BulkInsert insert_payable;
    Month this_month;
    bool month_closed;
    int closed_year;
    bool closed = false;
    std::int64_t ordinal = 0;
    NettedBalances balances;
    std::map<std::int64_t, SettledLines> settled;  // By run.
    std::map<EntryRef, Ending> endings;
    std::optional<crypto::TreeHasher> tree;  // Of the digests of its entries.
    std::optional<EntryHasher> hashing;      // Last: its thread builds the tree.
};

Journal::Journal(CommandContext& context) : state_{std::make_unique<State>(context)} {}
Journal::~Journal() = default;

Result<std::int64_t, Refusal> Journal::post(const Transfer& t) {
    State& s = *state_;
    MINGZHANG_CHECK(!s.closed);
    if (auto sound = s.check(t); !sound) return pass_on(sound);
    if (t.pending.is_set())
        if (auto fits = s.post_pending(t); !fits) return pass_on(fits);
    ++s.ordinal;
    s.write(t);
    if (State::makes_payable(t)) try {
            s.keep_payable(t);
        } catch (const store::DuplicateKey& payable) {
            return obligation_exists(payable);
        }
    s.balances.add(t);
    if (t.debit == Account::payable && t.dimensions.run != 0) s.settled[t.dimensions.run].add(t.dimensions.line);
    s.hasher().add(s.context.id(), s.ordinal, t);
    return s.ordinal;
}

Result<EntryRef, Refusal> Journal::pend(const Transfer& t) {
    State& s = *state_;
    MINGZHANG_CHECK(!s.closed && t.reverses_command == 0 && !t.pending.is_set());
    if (auto sound = s.check(t); !sound) return pass_on(sound);
    ++s.ordinal;
    s.write_pending(t);
    s.balances.add_pending(t);
    s.hasher().add_pending(s.context.id(), s.ordinal, t);
    return EntryRef{s.command, s.ordinal};
}

Result<void, Refusal> Journal::void_pending(EntryRef pending) {
    MINGZHANG_CHECK(!state_->closed);
    if (state_->month_closed) return refuse(PostRefusal::period_closed, to_string(state_->this_month));
    auto of = state_->ending(pending);
    if (!of) return pass_on(of);
    return {};
}

Result<void, Refusal> Journal::close() {
    State& s = *state_;
    MINGZHANG_CHECK(!s.closed);
    s.closed = true;
    s.end_pendings();
    s.finish_digests();
    try {
        s.insert_payable.send();
    } catch (const store::DuplicateKey& payable) {
        return obligation_exists(payable);
    }
    if (const auto over = s.balances.write(s.context.sql(), s.context.county()))
        return refuse(PostRefusal::limit_exceeded, static_cast<int>(over->account), info(over->account).name.zh,
                      info(over->account).name.en, to_yuan(over->missing));
    if (auto within = s.check_budget(); !within) return within;
    for (const auto& [run, lines] : s.settled)
        if (const auto line = overdrawn_line(s.context.sql(), s.context.county(), run, lines))
            return refuse(PostRefusal::item_overdrawn, run, *line);
    s.tell_balances();
    return {};
}

}  // namespace mingzhang::ledger
