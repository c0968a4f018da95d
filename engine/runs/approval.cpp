// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/approval.hpp"

#include <soci/soci.h>

#include <utility>
#include <vector>

#include "base/values/check.hpp"
#include "engine/runs/holds.hpp"
#include "engine/runs/lifecycle.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/overpayments.hpp"
#include "engine/runs/posting.hpp"
#include "engine/runs/roster_holds.hpp"
#include "engine/runs/run_events.hpp"
#include "engine/worklist/worklist.hpp"
#include "ledger/items.hpp"
#include "ledger/journal.hpp"
#include "ledger/read_transfers.hpp"

namespace mingzhang::runs {

namespace {

// What an entry that makes a line due is about. A month is owed once; what is paid beside it, once a run.
ledger::Event due_event(LineKind kind) {
    switch (kind) {
        case LineKind::regular:
        case LineKind::price_subsidy:
            return ledger::Event::due;
        case LineKind::backpay:
            return ledger::Event::back_due;
        case LineKind::funeral:
        case LineKind::temporary:
            return ledger::Event::one_off_due;
    }
    MINGZHANG_CHECK(false);
    return ledger::Event::due;
}

// Runs not yet approved that overlap this one, or precede its month, stood on other ground. So an approved run never
// overlaps another of its month: whichever was calculated before is stale, and none is calculated after.
void outdate_others(CommandContext& context, const std::vector<Run>& runs, const Run& run) {
    for (const Run& other : runs) {
        const RunState state = other.state();
        const bool open = state == RunState::calculated || state == RunState::submitted || state == RunState::reviewed;
        if (open && other.number != run.number && other.kind == run.kind &&
            (overlap(other, run) || other.month < run.month))
            record_event(context, other.number, RunEventKind::outdated);
    }
}

struct Due {
    std::int64_t lines = 0;
    Money total;
};

Result<Due, Refusal> post_lines(CommandContext& context, ledger::Journal& journal, const Run& run) {
    Due due;
    const int year = Month::of(context.today()).year();
    // What was confirmed since the run was calculated is held no more.
    const RosterHolds roster{context.sql(), {run.county, registry::last_import(context.sql(), run.county)}};
    std::vector<Line> held;                                                   // Few: conflicts of dates of death.
    std::vector<std::pair<Line, std::vector<registry::Question>>> undecided;  // Few as well.
    Result<void, Refusal> posted;
    read_lines(context.sql(), run.county, run.number, [&](const Line& line) {
        if (!posted) return;
        auto entry = journal.post({due_event(line.kind), ledger::Account::assistance_expense, ledger::Account::payable,
                                   line.amount, dimensions_of(line, year)});
        if (!entry) posted = pass_on(entry);
        ++due.lines;
        due.total = sum(due.total, line.amount);
        if (line.held == HoldReason::death_conflict) held.push_back(line);
        if (auto questions = roster.holding(line); !questions.empty())
            undecided.emplace_back(line, std::move(questions));
    });
    if (!posted) return pass_on(posted);
    for (const Line& line : held) hold_at_approval(context, line);
    for (const auto& [line, questions] : undecided)
        for (const registry::Question& question : questions) hold_for(context, line, question);
    return due;
}

// The command that approved the run, whose entries stand to be reversed.
std::int64_t approving_command(soci::session& sql, const Run& run) {
    std::int64_t command = 0;
    const int approved = static_cast<int>(RunEventKind::approved);
    sql << "SELECT command FROM run_event WHERE county = :county AND run = :run AND kind = :kind ORDER BY seq DESC "
           "LIMIT 1",
        soci::use(run.county.number), soci::use(run.number), soci::use(approved), soci::into(command);
    return command;
}

bool is_on_its_way(soci::session& sql, const Run& run) {
    bool moved = false;
    ledger::read_items(sql, run.county, run.number, [&](const ledger::Item& item) {
        moved = moved || !item.in_transit.is_zero() || !item.paid.is_zero() || !item.returned.is_zero();
    });
    return moved;
}

}  // namespace

Result<Answer, Refusal> make_due(CommandContext& context, const Run& run) {
    const std::vector<Run> runs = all_runs(context.sql(), run.county);
    ledger::Journal journal{context};
    auto due = post_lines(context, journal, run);
    if (!due) return pass_on(due);
    Overpayments overpayments{context, journal, run, runs};
    if (auto settled = overpayments.settle_by_backpay(); !settled) return pass_on(settled);
    auto taken = overpayments.take_back_or_propose();
    if (!taken) return pass_on(taken);
    if (auto closed = journal.close(); !closed) return pass_on(closed);
    record_event(context, run.number, RunEventKind::approved);
    outdate_others(context, runs, run);
    Answer answer;
    answer.set("run", run.number)
        .set("month", to_string(run.month))
        .set("state", std::string{code(RunState::approved)})
        .set("lines", due->lines)
        .set("due_fen", due->total.fen())
        .set("withdrawn_fen", taken->withdrawn.fen())
        .set("to_recover_fen", taken->proposed.fen());
    return answer;
}

Result<Answer, Refusal> take_back(CommandContext& context, const Run& run, const std::string& reason) {
    if (is_on_its_way(context.sql(), run)) return refuse(StepRefusal::has_batches, run.number);
    const std::int64_t command = approving_command(context.sql(), run);
    std::vector<ledger::StoredTransfer> entries;
    ledger::read_transfers_of(context.sql(), {run.county, command},
                              [&](const ledger::StoredTransfer& entry) { entries.push_back(entry); });
    ledger::Journal journal{context};
    for (const ledger::StoredTransfer& entry : entries)
        if (auto posted = journal.post(reversal_of(entry)); !posted) return pass_on(posted);
    if (auto closed = journal.close(); !closed) return pass_on(closed);
    if (auto ended = withdraw_proposals(context, run, reason); !ended) return pass_on(ended);
    record_event(context, run.number, RunEventKind::withdrawn, reason);
    outdate_others(context, all_runs(context.sql(), run.county), run);
    Answer answer;
    answer.set("run", run.number)
        .set("month", to_string(run.month))
        .set("state", std::string{code(RunState::withdrawn)})
        .set("reversed", static_cast<std::int64_t>(entries.size()));
    return answer;
}

}  // namespace mingzhang::runs
