// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/overpayments.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "engine/runs/line_rows.hpp"
#include "engine/runs/posting.hpp"
#include "engine/runs/run_events.hpp"
#include "engine/worklist/worklist.hpp"
#include "ledger/items.hpp"

namespace mingzhang::runs {

namespace {

// A case that stood when the books began is recoverable (1201) already; what was proposed is not before it is
// confirmed.
enum class PartKind : std::uint8_t { withdrawn = 1, returned = 2, proposed = 3, opened = 4 };

// What an entry about a payable of an overpaid household and month is about: the payable as it was made due.
ledger::Dimensions about(const ledger::Item& of, const std::string& household, Month month, int budget_year) {
    ledger::Dimensions d;
    d.program = of.program;
    d.budget_year = budget_year;
    d.division = of.division;
    d.run = of.run;
    d.line = of.line;
    d.month = month;
    d.household = household;
    return d;
}

// Writes what became of overpayments, part by part.
class PartWriter {
public:
    PartWriter(CommandContext& context, std::int64_t run) : context_{context}, run_{run} {}

    void write(const OverpaymentRow& over, PartKind kind, Money amount, const ledger::Item& of, std::int64_t item) {
        if (over.ordinal != ordinal_) part_ = 0;
        ordinal_ = over.ordinal;
        ++part_;
        const int kind_number = static_cast<int>(kind);
        const std::int64_t county = context_.county().number;
        const std::int64_t fen = amount.fen();
        context_.sql()
            << "INSERT INTO overpayment_part (county, run, ordinal, part, kind, amount, of_run, of_line, item) "
               "VALUES (:county, :run, :ordinal, :part, :kind, :amount, :of_run, :of_line, :item)",
            soci::use(county), soci::use(run_), soci::use(ordinal_), soci::use(part_), soci::use(kind_number),
            soci::use(fen), soci::use(of.run), soci::use(of.line), soci::use(item);
    }

private:
    CommandContext& context_;
    std::int64_t run_;
    std::int64_t ordinal_ = 0;
    std::int64_t part_ = 0;
};

// A proposal for recovery that earlier backpay has not settled.
struct OpenProposal {
    std::int64_t run = 0;
    std::int64_t ordinal = 0;
    std::int64_t line = 0;  // The backpay line of this run that meets it.
    std::string household;
    std::int64_t month = 0;
    int program = 0;
    std::string division;
    std::int64_t backpay = 0;
    std::int64_t open = 0;
    int is_case = 0;
};

// Proposals of accrued runs for the household and month of a backpay line of this run, by line, the oldest first.
std::vector<OpenProposal> proposals_met(soci::session& sql, const Run& run, const std::string& accrued) {
    std::vector<OpenProposal> list;
    OpenProposal row;
    soci::statement query =
        (sql.prepare
             << "SELECT o.run, o.ordinal, b.line, b.household_no, b.month, b.program, b.division, b.amount, "
                "(SELECT coalesce(sum(p.amount), 0) FROM overpayment_part p WHERE p.county = o.county AND "
                "p.run = o.run AND p.ordinal = o.ordinal AND (p.kind = 3 OR (p.kind = 4 AND o.program = b.program AND "
                "o.division = b.division))) - "
                "(SELECT coalesce(sum(s.amount), 0) FROM overpayment_settlement s WHERE s.county = o.county AND "
                "s.of_run = o.run AND s.of_ordinal = o.ordinal AND s.run IN ("
             << accrued
             << ")) AS open, (SELECT count(*) FROM overpayment_part q WHERE q.county = o.county AND q.run = o.run AND "
                "q.ordinal = o.ordinal AND q.kind = 4) FROM run_line b JOIN run_overpayment o ON o.county = b.county "
                "AND "
                "o.household_no = b.household_no AND o.month = b.month WHERE b.county = :county AND b.run = :run "
                "AND b.kind = 2 AND o.run IN ("
             << accrued << ") ORDER BY b.line, o.run, o.ordinal",
         soci::use(run.county.number), soci::use(run.number), soci::into(row.run), soci::into(row.ordinal),
         soci::into(row.line), soci::into(row.household), soci::into(row.month), soci::into(row.program),
         soci::into(row.division), soci::into(row.backpay), soci::into(row.open), soci::into(row.is_case));
    query.execute();
    while (query.fetch())
        if (row.open > 0) list.push_back(row);
    return list;
}

}  // namespace

Result<void, Refusal> Overpayments::settle_by_backpay() {
    using enum ledger::Account;
    const int year = Month::of(context_.today()).year();
    std::int64_t line = 0, left = 0;
    for (const OpenProposal& proposal : proposals_met(context_.sql(), run_, accrued_run_numbers(runs_))) {
        if (proposal.line != line) left = proposal.backpay;
        line = proposal.line;
        const Money amount = Money::fen(std::min(left, proposal.open));
        if (!amount.is_positive()) continue;
        left -= amount.fen();
        ledger::Item of;
        of.run = run_.number;
        of.line = line;
        of.division = std::stoll(proposal.division);
        of.program = static_cast<Program>(proposal.program);
        const auto dimensions =
            about(of, proposal.household, Month::from_index(static_cast<std::int32_t>(proposal.month)), year);
        if (proposal.is_case == 0)
            if (auto opened = journal_.post(
                    {ledger::Event::overpayment_confirmed, recoverable, assistance_expense, amount, dimensions});
                !opened)
                return pass_on(opened);
        if (auto offset = journal_.post({ledger::Event::offset, payable, recoverable, amount, dimensions}); !offset)
            return pass_on(offset);
        const std::int64_t fen = amount.fen();
        context_.sql() << "INSERT INTO overpayment_settlement (county, run, line, of_run, of_ordinal, amount) "
                          "VALUES (:county, :run, :line, :of_run, :of_ordinal, :amount)",
            soci::use(run_.county.number), soci::use(run_.number), soci::use(line), soci::use(proposal.run),
            soci::use(proposal.ordinal), soci::use(fen);
    }
    return {};
}

Result<TakenBack, Refusal> Overpayments::take_back_or_propose() {
    using enum ledger::Account;
    TakenBack taken;
    const int year = Month::of(context_.today()).year();
    PartWriter parts{context_, run_.number};
    for (const OverpaymentRow& over : overpayments_of(context_.sql(), run_.county, run_.number)) {
        Money left = over.amount;
        auto items = ledger::items_of(context_.sql(), run_.county, over.household, over.month);
        std::erase_if(items, [&](const ledger::Item& of) { return is_one_off(of.run); });
        const auto take = [&](PartKind kind, const ledger::Item& of, Money there, ledger::Event event,
                              ledger::Account from) -> Result<void, Refusal> {
            const Money amount = std::min(left, there);
            if (!amount.is_positive()) return {};
            auto posted =
                journal_.post({event, from, assistance_expense, amount, about(of, over.household, over.month, year)});
            if (!posted) return pass_on(posted);
            parts.write(over, kind, amount, of, 0);
            left = difference(left, amount);
            taken.withdrawn = sum(taken.withdrawn, amount);
            return {};
        };
        for (const ledger::Item& of : items)
            if (auto done = take(PartKind::withdrawn, of, of.waiting, ledger::Event::withdrawn, payable); !done)
                return pass_on(done);
        for (const ledger::Item& of : items)
            if (auto done =
                    take(PartKind::returned, of, of.returned, ledger::Event::returned_to_treasury, returned_open);
                !done)
                return pass_on(done);
        if (!left.is_positive()) continue;
        const std::int64_t item =
            worklist::open_item(context_, {worklist::Kind::overpayment,
                                           *DivisionScope::parse(over.division),
                                           left,
                                           over.household,
                                           {to_string(over.month) + " 多发，已付，待追缴",
                                            "overpaid for " + to_string(over.month) + ", to be recovered"},
                                           Role::officer});
        parts.write(over, PartKind::proposed, left, {}, item);
        taken.proposed = sum(taken.proposed, left);
    }
    return taken;
}

// What was paid once is no part of what the month owed, and gives nothing back for it.
bool Overpayments::is_one_off(std::int64_t number) const {
    return std::any_of(runs_.begin(), runs_.end(),
                       [&](const Run& run) { return run.number == number && run.kind != RunKind::regular; });
}

void open_cases(CommandContext& context, const Run& run, const std::map<std::int64_t, Money>& open) {
    PartWriter parts{context, run.number};
    for (const OverpaymentRow& over : overpayments_of(context.sql(), run.county, run.number)) {
        const Money amount = open.at(over.ordinal);
        const std::int64_t item =
            worklist::open_item(context, {worklist::Kind::overpayment,
                                          *DivisionScope::parse(over.division),
                                          amount,
                                          over.household,
                                          {to_string(over.month) + " 多发，期初在追缴",
                                           "overpaid for " + to_string(over.month) + ", under recovery from the start"},
                                          Role::officer});
        parts.write(over, PartKind::opened, amount, {}, item);
    }
}

Result<void, Refusal> withdraw_proposals(CommandContext& context, const Run& run, const std::string& reason) {
    std::vector<std::int64_t> items;
    std::int64_t item = 0;
    soci::statement query = (context.sql().prepare << "SELECT item FROM overpayment_part WHERE county = :county AND "
                                                      "run = :run AND item > 0 ORDER BY item",
                             soci::use(run.county.number), soci::use(run.number), soci::into(item));
    query.execute();
    while (query.fetch()) items.push_back(item);
    for (const std::int64_t number : items)
        if (auto ended = worklist::end_if_open(context, number, "发放已撤回：" + reason); !ended) return ended;
    return {};
}

}  // namespace mingzhang::runs
