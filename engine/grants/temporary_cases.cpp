// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/grants/temporary_cases.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include "base/calendar/calendar_book.hpp"
#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/entitlement/benefits.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/grants/case_book.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::grants {

namespace {

constexpr CommandKind open_kind{
    "temporary.open", {"登记临时救助", "open a case of temporary assistance"}, {Role::officer}};
constexpr CommandKind decide_kind{
    "temporary.decide", {"审批临时救助", "decide a case of temporary assistance"}, {Role::approver}};
constexpr CommandKind papers_kind{
    "temporary.papers", {"补齐急难救助手续", "complete the papers of an emergency"}, {Role::officer}};

std::optional<DivisionCode> division_of(CommandContext& context, const HouseholdNo& no, Month month) {
    const registry::KnownAt now{context.county(), registry::last_import(context.sql(), context.county())};
    registry::SnapshotReader reader{context.sql(), now, no};
    const registry::Household* household = reader.next();
    const auto* version = household == nullptr ? nullptr : entitlement::version_in_force(*household, month);
    return version == nullptr ? std::nullopt : std::optional{version->division};
}

// What the household's earlier cases say about this one: the year's sum and the last time for the same cause.
entitlement::TemporaryCase facts_of(CommandContext& context, const CaseRow& of, Month decided) {
    entitlement::TemporaryCase facts;
    facts.cause = of.cause;
    facts.people = of.people;
    facts.months = of.months;
    facts.decided = decided;
    facts.emergency = of.emergency;
    for (const CaseRow& earlier : read_cases(context.sql(), context.county())) {
        if (earlier.household != of.household || !earlier.decision || !earlier.decision->granted) continue;
        if (earlier.decision->month.year() == decided.year())
            facts.paid_this_year = sum(facts.paid_this_year, earlier.decision->amount);
        if (earlier.cause != of.cause) continue;
        if (!facts.same_cause_paid || earlier.decision->month > *facts.same_cause_paid)
            facts.same_cause_paid = earlier.decision->month;
    }
    return facts;
}

// What the pack in force grants today.
Result<entitlement::TemporaryGrant, Refusal> granted_by(CommandContext& context, const policy::PackBook& packs,
                                                        const CaseRow& of) {
    const Month month = Month::of(context.today());
    const auto division = division_of(context, HouseholdNo::parse(of.household).value(), month);
    if (!division) return refuse(CaseRefusal::unknown_household, of.household, to_string(month));
    const policy::Pack* pack = packs.in_force(*division, month);
    if (pack == nullptr) return refuse(CaseRefusal::no_pack, division->text(), to_string(month));
    if (of.emergency && pack->temporary && !pack->temporary->emergency)
        return refuse(CaseRefusal::no_emergency_path, pack->id);
    return entitlement::temporary_grant(*pack, facts_of(context, of, month));
}

policy::PackBook packs_now(CommandContext& context) {
    return registry::pack_book(context.sql(),
                               {context.county(), registry::last_import(context.sql(), context.county())});
}

Result<void, Refusal> check_decider(const entitlement::TemporaryGrant& grant, const CaseRow& of, const Actor& actor) {
    if (of.opened_by == actor.name) return refuse(CaseRefusal::same_person, of.number, actor.name);
    constexpr std::size_t county_digits = 6;
    if (grant.decider == entitlement::Decider::county && actor.scope.text().size() > county_digits)
        return refuse(CaseRefusal::beyond_town, to_yuan(grant.amount));
    return {};
}

void write_decision(CommandContext& context, std::int64_t number, const TemporaryDecision& decision,
                    const std::string& reason) {
    store::BulkInsert{context.tx(),
                      "temporary_decision",
                      {"county", "case_number", "granted", "month", "amount", "paid_first", "papers_due", "reason",
                       "decided_by", "item", "command"}}
        .row(context.county().number, number, decision.granted ? 1 : 0, decision.month.index(), decision.amount.fen(),
             decision.paid_first.fen(), to_number(decision.papers_due), reason, context.actor().name, decision.item,
             context.id().number);
}

Answer decided(std::int64_t number, const TemporaryDecision& decision) {
    return Answer{}
        .set("case", number)
        .set("granted", std::int64_t{decision.granted ? 1 : 0})
        .set("amount_fen", decision.amount.fen())
        .set("paid_first_fen", decision.paid_first.fen())
        .set("papers_due", decision.papers_due ? to_string(*decision.papers_due) : std::string{});
}

Text papers_wanted(std::int64_t number, const calendar::DueDay& due) {
    Text text{fmt::format("第 {} 号临时救助，{} 前补齐手续", number, to_string(due.day)),
              fmt::format("case {}, papers due by {}", number, to_string(due.day))};
    if (!due.unknown_year) return text;
    text.zh += fmt::format("（{} 年放假安排未录入，只除去周末）", *due.unknown_year);
    text.en += fmt::format(" (the holidays of {} are not known: only weekends are left out)", *due.unknown_year);
    return text;
}

Result<Answer, Refusal> grant(CommandContext& context, const Actor& actor, const CaseRow& of,
                              const std::string& reason) {
    const policy::PackBook packs = packs_now(context);
    auto worked_out = granted_by(context, packs, of);
    if (!worked_out) return pass_on(worked_out);
    if (auto fit = check_decider(*worked_out, of, actor); !fit) return pass_on(fit);
    TemporaryDecision decision{
        true, Month::of(context.today()), worked_out->amount, worked_out->paid_first, std::nullopt, {}, 0};
    std::optional<int> unknown_year;
    if (worked_out->papers_within_working_days) {
        auto calendar = calendar::calendar_of(context.sql(), context.county());
        if (!calendar) return pass_on(calendar);
        const auto due = calendar->due_after(context.today(), *worked_out->papers_within_working_days);
        unknown_year = due.unknown_year;
        decision.papers_due = due.day;
        decision.item = worklist::open_item(
            context, {worklist::Kind::temporary_papers, of.division, difference(decision.amount, decision.paid_first),
                      of.household, papers_wanted(of.number, due), Role::officer});
    }
    write_decision(context, of.number, decision, reason);
    Answer answer = decided(of.number, decision);
    if (unknown_year) answer.set("papers_due_year", std::int64_t{*unknown_year});
    return answer;
}

}  // namespace

Result<Answer, Refusal> open_case(Desk& desk, const Actor& actor, const OpenCaseCall& call) {
    const std::string request = Canonical{"temporary.open/1"}
                                    .add("household", call.household.text())
                                    .add("cause", call.cause)
                                    .add("people", call.people)
                                    .add("months", call.months)
                                    .add("emergency", call.emergency ? 1 : 0)
                                    .add("note", call.note)
                                    .bytes();
    return desk.carry_out(
        actor, open_kind, {call.county, {}, call.key, request},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            CaseRow row{0,          call.household.text(), {}, call.cause, call.people, call.months, call.emergency,
                        actor.name, std::nullopt,          {}, {}};
            const policy::PackBook packs = packs_now(context);
            auto worked_out = granted_by(context, packs, row);
            if (!worked_out) return pass_on(worked_out);
            const auto division = division_of(context, call.household, Month::of(context.today())).value();
            row.number = context.take_number("temporary_case");
            store::BulkInsert{context.tx(),
                              "temporary_case",
                              {"county", "number", "household_no", "division", "cause", "people", "months", "emergency",
                               "note", "opened_by", "opened_on", "command"}}
                .row(call.county.number, row.number, row.household, division.text(), row.cause, row.people, row.months,
                     row.emergency ? 1 : 0, call.note, actor.name, to_number(context.today()), context.id().number);
            return Answer{}
                .set("case", row.number)
                .set("amount_fen", worked_out->amount.fen())
                .set("paid_first_fen", worked_out->paid_first.fen());
        });
}

Result<Answer, Refusal> decide_case(Desk& desk, const Actor& actor, const DecideCaseCall& call) {
    DivisionScope place;
    auto found = reading(desk.store(), [&]() -> Result<void, Refusal> {
        // A case stays where it was opened, so this may be read before the command begins.
        if (const auto row = find_case(desk.store().sql(), call.county, call.number)) place = row->division;
        return {};
    });
    if (!found) return pass_on(found);
    const std::string request = Canonical{"temporary.decide/1"}
                                    .add("case", call.number)
                                    .add("granted", call.granted ? 1 : 0)
                                    .add("reason", call.reason)
                                    .bytes();
    return desk.carry_out(actor, decide_kind, {call.county, place, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              const auto row = find_case(context.sql(), call.county, call.number);
                              if (!row) return refuse(CaseRefusal::unknown_case, call.number);
                              if (row->decision)
                                  return refuse(CaseRefusal::decided_before, call.number, row->decision->decided_by);
                              if (call.granted) return grant(context, actor, *row, call.reason);
                              if (call.reason.empty()) return refuse(CaseRefusal::reason_needed);
                              if (row->opened_by == actor.name)
                                  return refuse(CaseRefusal::same_person, call.number, actor.name);
                              const TemporaryDecision refused{false, Month::of(context.today()), {}, {}, {}, {}, 0};
                              write_decision(context, call.number, refused, call.reason);
                              return decided(call.number, refused);
                          });
}

Result<Answer, Refusal> complete_papers(Desk& desk, const Actor& actor, const PapersCall& call) {
    const std::string request =
        Canonical{"temporary.papers/1"}.add("case", call.number).add("document", call.document).bytes();
    return desk.carry_out(
        actor, papers_kind, {call.county, {}, call.key, request},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            const auto row = find_case(context.sql(), call.county, call.number);
            if (!row) return refuse(CaseRefusal::unknown_case, call.number);
            if (!row->decision || !row->decision->granted) return refuse(CaseRefusal::not_granted, call.number);
            if (!row->decision->papers_due || row->papers_complete)
                return refuse(CaseRefusal::no_papers_due, call.number);
            if (call.document.empty()) return refuse(CaseRefusal::document_missing);
            store::BulkInsert{context.tx(),
                              "temporary_papers",
                              {"county", "case_number", "document", "recorded_by", "recorded_on", "command"}}
                .row(call.county.number, call.number, call.document, actor.name, to_number(context.today()),
                     context.id().number);
            if (auto ended = worklist::end_if_open(context, row->decision->item, "手续已补齐：" + call.document);
                !ended)
                return pass_on(ended);
            const bool late = context.today() > *row->decision->papers_due;
            return Answer{}.set("case", call.number).set("late", std::int64_t{late ? 1 : 0});
        });
}

}  // namespace mingzhang::grants
