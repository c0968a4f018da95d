// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/roster_holds.hpp"

#include <soci/soci.h>

#include "engine/registry/taken_back.hpp"
#include "engine/runs/hold_rows.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/run.hpp"
#include "engine/runs/run_events.hpp"

namespace mingzhang::runs {

namespace {

using registry::Question;
using registry::QuestionKind;

HoldReason reason_of(QuestionKind kind) {
    return kind == QuestionKind::account_changed ? HoldReason::account_unverified : HoldReason::missing_from_roster;
}

// A changed account holds what would go to it; a missing household everything.
bool holds(const Question& question, const std::string& bank_code, const std::optional<registry::AccountId>& account,
           const std::string& account_name) {
    if (question.kind == QuestionKind::missing_from_roster) return true;
    const registry::Payee& to = question.payee;
    return account && account->number == to.account && bank_code == to.bank_code && account_name == to.account_name;
}

struct Waiting {
    std::int64_t hold = 0;
    Line line;
};

// The holds of a question that were not lifted, with their lines.
std::vector<Waiting> waiting_for(soci::session& sql, County county, std::int64_t item) {
    std::vector<Waiting> waiting;
    LineRow row;
    std::int64_t hold = 0;
    soci::statement query{sql};
    row.bind(query);
    query.exchange(soci::into(hold));
    query.exchange(soci::use(county.number));
    query.exchange(soci::use(item));
    query.alloc();
    query.prepare("SELECT " + std::string{LineRow::columns} +
                  ", h.number FROM hold h JOIN run_line t ON t.county = h.county AND t.run = h.run AND t.line = h.line "
                  "WHERE h.county = :county AND h.item = :item AND h.reason IN (3, 4) AND NOT EXISTS (SELECT 1 FROM "
                  "hold_lift l WHERE l.county = h.county AND l.hold = h.number AND l.kind = 2) ORDER BY h.number");
    query.define_and_bind();
    query.execute();
    while (query.fetch()) waiting.push_back({hold, row.line()});
    return waiting;
}

}  // namespace

RosterHolds::RosterHolds(soci::session& sql, registry::KnownAt at) {
    for (Question& question : registry::open_questions(sql, at))
        open_[question.household_no].push_back(std::move(question));
}

HoldReason RosterHolds::of(const HouseholdNo& household, const registry::HouseholdVersion& version) const {
    const auto found = open_.find(household.text());
    if (found == open_.end()) return HoldReason::none;
    for (const Question& question : found->second)
        if (holds(question, version.bank_code, version.account, version.account_name)) return reason_of(question.kind);
    return HoldReason::none;
}

std::vector<Question> RosterHolds::holding(const Line& line) const {
    std::vector<Question> questions;
    const auto found = open_.find(line.household.text());
    if (found == open_.end()) return questions;
    for (const Question& question : found->second)
        if (holds(question, line.bank_code, line.account, line.account_name)) questions.push_back(question);
    return questions;
}

void hold_for(CommandContext& context, const Line& line, const Question& question) {
    insert_hold(context, line.key, reason_of(question.kind), {}, question.item);
}

std::int64_t lift_answered(CommandContext& context, const Question& question, const std::string& reason,
                           const std::optional<Month>& up_to) {
    std::int64_t lifted = 0;
    for (const Waiting& waiting : waiting_for(context.sql(), context.county(), question.item)) {
        if (up_to && waiting.line.month > *up_to) continue;
        if (question.kind == QuestionKind::account_changed) pay_as_of_today(context, waiting.line);
        insert_lift(context, waiting.hold, LiftStep::lifted, reason, question.item);
        ++lifted;
    }
    return lifted;
}

void pay_as_of_today(CommandContext& context, const Line& line) {
    const auto rows = registry::rows_of(context.sql(), registry::known_now(context.county()), line.household.text());
    const registry::HouseholdRow* row = registry::row_in(rows, Month::of(context.today()));
    if (row == nullptr || holds({0, 0, {}, QuestionKind::account_changed, row->payee, {}, {}}, line.bank_code,
                                line.account, line.account_name))
        return;
    const std::int64_t county = context.county().number;
    context.sql() << "INSERT INTO line_payee (county, run, line, from_month, import) VALUES (:county, :run, :line, "
                     ":from_month, :import)",
        soci::use(county), soci::use(line.key.run), soci::use(line.key.line), soci::use(row->from_month),
        soci::use(row->import);
}

registry::LastPaid last_paid(CommandContext& context, const std::string& household_no) {
    const std::string accrued = accrued_run_numbers(all_runs(context.sql(), context.county()));
    const std::int64_t county = context.county().number;
    const int regular = static_cast<int>(LineKind::regular);
    std::int64_t month = 0, amount = 0;
    context.sql() << "SELECT month, amount FROM run_line WHERE county = :county AND household_no = :no AND kind = "
                     ":kind AND run IN ("
                  << accrued << ") ORDER BY month DESC, run DESC LIMIT 1",
        soci::use(county), soci::use(household_no), soci::use(regular), soci::into(month), soci::into(amount);
    if (!context.sql().got_data()) return {};
    return {Money::fen(amount), Month::from_index(static_cast<std::int32_t>(month))};
}

}  // namespace mingzhang::runs
