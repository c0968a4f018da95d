// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include <map>

#include "base/commands/canonical.hpp"
#include "engine/custody/agreements.hpp"
#include "engine/opening/items.hpp"
#include "engine/opening/opening.hpp"
#include "engine/opening/row.hpp"
#include "engine/runs/overpayments.hpp"
#include "engine/runs/run_events.hpp"
#include "ledger/journal.hpp"
#include "ledger/past_obligations.hpp"

namespace mingzhang::opening {

namespace {

constexpr CommandKind confirm_kind{"opening.confirm", {"确认期初数", "confirm opening entries"}, {Role::approver}};

Result<void, Refusal> check_free(CommandContext& context, const std::vector<Row>& rows) {
    ledger::PastObligations obligations{context};
    std::vector<Finding> taken;
    for (const Row& row : rows)
        if (row.kind == RowKind::returned &&
            obligations.of(row.household, row.program, *row.month) != ledger::PastObligations::Standing::free)
            taken.push_back({"",
                             static_cast<std::size_t>(row.number),
                             "month",
                             row.household,
                             {to_string(*row.month) + " 已有应付或往期发放",
                              to_string(*row.month) + " is owed or was paid by now"}});
    if (taken.empty()) return {};
    const std::size_t count = taken.size();
    return tl::unexpected{refusal(ConfirmOpeningRefusal::paid_here_by_now, count).with(std::move(taken))};
}

Result<void, Refusal> post(CommandContext& context, std::int64_t run, const std::vector<Row>& rows) {
    ledger::Journal journal{context};
    for (const Row& row : rows)
        for (const Entry& entry : entries_of(row.kind))
            if (auto posted = journal.post({ledger::Event::opening, entry.debit, entry.credit, row.amount,
                                            dimensions_of(row, context.county(), run)});
                !posted)
                return pass_on(posted);
    return journal.close();
}

// Returns wait for somebody like every other; cases too.
void open_returns(CommandContext& context, std::int64_t run, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        if (row.kind != RowKind::returned) continue;
        const std::string note = row.note.empty() ? std::string{} : "；" + row.note;
        const std::string note_en = row.note.empty() ? std::string{} : "; " + row.note;
        keep_item(context, run,
                  worklist::open_item(context, {worklist::Kind::returned_payment,
                                                *DivisionScope::parse(row.division),
                                                row.amount,
                                                row.household,
                                                {to_string(*row.month) + " 期初退汇" + note,
                                                 to_string(*row.month) + ", returned before the books began" + note_en},
                                                Role::officer}));
    }
}

std::map<std::int64_t, Money> open_of_cases(const std::vector<Row>& rows) {
    std::map<std::int64_t, Money> open;
    for (const Row& row : rows)
        if (row.kind == RowKind::recovery) open[row.ordinal] = row.amount;
    return open;
}

Money total(const std::vector<Row>& rows, RowKind kind) {
    Money all;
    for (const Row& row : rows)
        if (row.kind == kind) all = sum(all, row.amount);
    return all;
}

Result<Answer, Refusal> carry_out_confirm(CommandContext& context) {
    const auto run = standing_opening(context.sql(), context.county());
    if (!run || run->state() != runs::RunState::opened) return refuse(ConfirmOpeningRefusal::none_waiting);
    if (run->prepared_by() == context.actor().name)
        return refuse(ConfirmOpeningRefusal::same_person, run->prepared_by());
    const std::vector<Row> rows = read_rows(context.sql(), context.county(), run->number);
    if (auto fit = check_free(context, rows); !fit) return pass_on(fit);
    if (auto ended = end_items(context, run->number, "已确认"); !ended) return pass_on(ended);
    if (auto posted = post(context, run->number, rows); !posted) return pass_on(posted);
    runs::record_event(context, run->number, runs::RunEventKind::approved);
    runs::record_event(context, run->number, runs::RunEventKind::released);  // Its lines may be paid once they can be.
    runs::open_cases(context, *run, open_of_cases(rows));
    open_returns(context, run->number, rows);
    const std::int64_t cards = custody::confirm_opening(context, run->number);
    touch_county(context, "opening-confirmed");
    return Answer{}
        .set("opening", run->number)
        .set("returned_fen", total(rows, RowKind::returned).fen())
        .set("recoverable_fen", total(rows, RowKind::recovery).fen())
        .set("used_fen", total(rows, RowKind::budget_used).fen())
        .set("treasury_fen", total(rows, RowKind::due_to_treasury).fen())
        .set("entrusted_cards", cards);
}

}  // namespace

Result<Answer, Refusal> confirm_opening(Desk& desk, const Actor& actor, const OpeningCall& call) {
    const std::string request = Canonical{"opening.confirm/1"}.bytes();
    return desk.carry_out(actor, confirm_kind, {call.county, {}, call.key, request}, carry_out_confirm);
}

}  // namespace mingzhang::opening
