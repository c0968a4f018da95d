// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/holds.hpp"

#include <soci/soci.h>

#include <algorithm>
#include <array>

#include "base/commands/canonical.hpp"
#include "base/commands/read_table.hpp"
#include "base/values/check.hpp"
#include "engine/registry/questions.hpp"
#include "engine/runs/hold_rows.hpp"
#include "engine/runs/line_rows.hpp"
#include "engine/runs/run.hpp"
#include "engine/worklist/worklist.hpp"
#include "ledger/items.hpp"

namespace mingzhang::runs {

RefusalWords words(HoldRefusal reason) {
    switch (reason) {
        case HoldRefusal::unknown_line:
            return {"hold/unknown_line", "第 {0} 次发放没有第 {1} 行。", "Run {0} has no line {1}.",
                    "请用 mingzhang run lines 查看。", "See mingzhang run lines."};
        case HoldRefusal::not_approved:
            return {"hold/not_approved", "第 {0} 次发放还没有审批，不能单独暂缓。",
                    "Run {0} is not approved yet; single lines cannot be held.", "请退回重算，或审批后再暂缓。",
                    "Send it back, or place the hold after approval."};
        case HoldRefusal::reason_needed:
            return {"hold/reason_needed", "暂缓和解除都要写明理由。", "Placing and lifting a hold need a reason.",
                    "请加 --reason。", "Add --reason."};
        case HoldRefusal::held_already:
            return {"hold/held_already", "第 {0} 次发放第 {1} 行已在暂缓中。",
                    "Line {1} of run {0} is on hold already.", "无需再办。", "Nothing remains to be done."};
        case HoldRefusal::in_a_batch:
            return {"hold/in_a_batch", "第 {0} 次发放第 {1} 行没有待发的款项。",
                    "Line {1} of run {0} has nothing waiting to be sent.",
                    "已入批次的请撤回批次；已到账的请走停发与追缴。",
                    "Withdraw its batch if it is in one; what was paid is a matter of recovery."};
        case HoldRefusal::unknown_hold:
            return {"hold/unknown_hold", "没有第 {0} 号暂缓。", "There is no hold {0}.",
                    "请用 mingzhang hold list 查看。", "See mingzhang hold list."};
        case HoldRefusal::lifted_before:
            return {"hold/lifted_before", "第 {0} 号暂缓已经解除。", "Hold {0} was lifted before.", "无需再办。",
                    "Nothing remains to be done."};
        case HoldRefusal::same_person:
            return {"hold/same_person", "第 {0} 号暂缓由“{1}”提出解除，须另一人确认。",
                    "\"{1}\" asked for hold {0} to be lifted; a second person confirms it.",
                    "请另一名经办、复核或审批人员办理。", "Ask another officer, reviewer or approver."};
        case HoldRefusal::waits_for_answer:
            return {"hold/waits_for_answer", "第 {0} 号暂缓要等户 {1} 的名册事项办完，不能单独解除。",
                    "Hold {0} waits for a decision about household {1} in the roster.",
                    "请用 mingzhang household pending 查看并办理；办完即解除。",
                    "See mingzhang household pending; the decision lifts it."};
    }
    return {};
}

namespace {

constexpr CommandKind place_kind{
    "hold.place", {"暂缓", "place a hold"}, {Role::officer, Role::reviewer, Role::approver}};
constexpr CommandKind lift_kind{
    "hold.lift", {"解除暂缓", "lift a hold"}, {Role::officer, Role::reviewer, Role::approver}};

struct StoredHold {
    LineKey line;
    HoldReason reason = HoldReason::none;
    std::string asked_by;    // Empty until someone asked for it to be lifted.
    std::int64_t item = 0;   // The worklist item of the asking.
    std::int64_t cause = 0;  // The worklist item of the conflict that held the line; zero: an officer placed it.
    bool lifted = false;
};

std::optional<StoredHold> find_hold(soci::session& sql, County county, std::int64_t number) {
    StoredHold hold;
    int reason = 0;
    sql << "SELECT run, line, reason, item FROM hold WHERE county = :county AND number = :number",
        soci::use(county.number), soci::use(number), soci::into(hold.line.run), soci::into(hold.line.line),
        soci::into(reason), soci::into(hold.cause);
    if (!sql.got_data()) return std::nullopt;
    hold.reason = static_cast<HoldReason>(reason);
    int step = 0;
    std::string actor;
    std::int64_t item = 0;
    soci::statement query =
        (sql.prepare << "SELECT kind, actor, item FROM hold_lift WHERE county = :county AND "
                        "hold = :hold ORDER BY seq",
         soci::use(county.number), soci::use(number), soci::into(step), soci::into(actor), soci::into(item));
    query.execute();
    while (query.fetch()) {
        hold.lifted = step == static_cast<int>(LiftStep::lifted);
        hold.asked_by = actor;
        hold.item = item;
    }
    return hold;
}

// Whether what the line waits for is still to be decided in the roster: the answer lifts the hold, and nothing else. A
// later roster may have left nothing to decide; then two people lift it, once the household's account is certain.
bool waits_for_answer(soci::session& sql, County county, const StoredHold& hold, const Line& line) {
    const auto open = registry::open_questions(sql, {county, registry::last_import(sql, county)});
    return std::any_of(open.begin(), open.end(), [&](const registry::Question& question) {
        return question.item == hold.cause || (hold.reason == HoldReason::account_unverified &&
                                               question.kind == registry::QuestionKind::account_changed &&
                                               question.household_no == line.household.text());
    });
}

bool is_of_roster(HoldReason reason) {
    return reason == HoldReason::account_unverified || reason == HoldReason::missing_from_roster;
}

Line line_of(soci::session& sql, County county, LineKey key) {
    std::optional<Line> found;
    read_lines(sql, county, key.run, [&](const Line& line) {
        if (line.key == key) found = line;
    });
    MINGZHANG_CHECK(found.has_value());
    return *found;
}

std::string line_name(LineKey line) {
    return std::to_string(line.run) + "-" + std::to_string(line.line);
}

// The line, once it is owed and its money waits.
Result<Line, Refusal> holdable_line(soci::session& sql, const PlaceHoldCall& call) {
    auto run = find_run(sql, call.county, call.line.run);
    if (!run) return pass_on(run);
    std::optional<Line> found;
    read_lines(sql, call.county, call.line.run, [&](const Line& line) {
        if (line.key == call.line) found = line;
    });
    if (!found) return refuse(HoldRefusal::unknown_line, call.line.run, call.line.line);
    if (!is_accrued(run->state())) return refuse(HoldRefusal::not_approved, call.line.run);
    if (call.reason.empty()) return refuse(HoldRefusal::reason_needed);
    if (held_lines(sql, call.county, call.line.run).contains(call.line.line))
        return refuse(HoldRefusal::held_already, call.line.run, call.line.line);
    const auto items = ledger::items_of(sql, call.county, found->household.text(), found->month);
    const bool waits = std::any_of(items.begin(), items.end(), [&](const ledger::Item& item) {
        return item.run == call.line.run && item.line == call.line.line && item.waiting.is_positive();
    });
    if (!waits) return refuse(HoldRefusal::in_a_batch, call.line.run, call.line.line);
    return *found;
}

}  // namespace

std::int64_t insert_hold(CommandContext& context, LineKey line, HoldReason reason, const std::string& note,
                         std::int64_t item) {
    const std::int64_t number = context.take_number("hold");
    const std::int64_t county = context.county().number;
    const std::int64_t command = context.id().number;
    const int reason_number = static_cast<int>(reason);
    const std::string at = to_office_text(context.now());
    context.sql() << "INSERT INTO hold (county, number, run, line, reason, note, placed_by, at, item, command) "
                     "VALUES (:county, :number, :run, :line, :reason, :note, :by, :at, :item, :command)",
        soci::use(county), soci::use(number), soci::use(line.run), soci::use(line.line), soci::use(reason_number),
        soci::use(note), soci::use(context.actor().name), soci::use(at), soci::use(item), soci::use(command);
    return number;
}

void insert_lift(CommandContext& context, std::int64_t hold, LiftStep step, const std::string& note,
                 std::int64_t item) {
    const std::int64_t county = context.county().number;
    const std::int64_t command = context.id().number;
    const int kind = static_cast<int>(step);
    const std::string at = to_office_text(context.now());
    context.sql() << "INSERT INTO hold_lift (county, hold, seq, kind, actor, at, note, item, command) "
                     "SELECT :county, :hold, coalesce(max(seq), 0) + 1, :kind, :actor, :at, :note, :item, :command "
                     "FROM hold_lift WHERE county = :county AND hold = :hold",
        soci::use(county, "county"), soci::use(hold, "hold"), soci::use(kind, "kind"),
        soci::use(context.actor().name, "actor"), soci::use(at, "at"), soci::use(note, "note"), soci::use(item, "item"),
        soci::use(command, "command");
}

void hold_at_approval(CommandContext& context, const Line& line) {
    const std::int64_t item =
        worklist::open_item(context, {worklist::Kind::death_conflict,
                                      *DivisionScope::parse(line.division.text()),
                                      line.amount,
                                      line.household.text(),
                                      {to_string(line.month) + " 暂缓：死亡日期不一致",
                                       "held for " + to_string(line.month) + ": reported dates of death differ"},
                                      Role::officer});
    insert_hold(context, line.key, line.held, {}, item);
}

std::set<std::int64_t> held_lines(soci::session& sql, County county, std::int64_t run) {
    std::set<std::int64_t> lines;
    std::int64_t line = 0;
    soci::statement query =
        (sql.prepare << "SELECT h.line FROM hold h WHERE h.county = :county AND h.run = :run AND NOT EXISTS "
                        "(SELECT 1 FROM hold_lift l WHERE l.county = h.county AND l.hold = h.number AND l.kind = 2)",
         soci::use(county.number), soci::use(run), soci::into(line));
    query.execute();
    while (query.fetch()) lines.insert(line);
    return lines;
}

Result<Answer, Refusal> place_hold(Desk& desk, const Actor& actor, const PlaceHoldCall& call) {
    const std::string request = Canonical{"hold.place/1"}
                                    .add("run", call.line.run)
                                    .add("line", call.line.line)
                                    .add("reason", call.reason)
                                    .bytes();
    return desk.carry_out(actor, place_kind, {call.county, {}, call.key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              auto line = holdable_line(context.sql(), call);
                              if (!line) return pass_on(line);
                              const std::int64_t number =
                                  insert_hold(context, call.line, HoldReason::placed, call.reason, /*item=*/0);
                              return Answer{}
                                  .set("hold", number)
                                  .set("household", line->household.text())
                                  .set("amount_fen", line->amount.fen());
                          });
}

Result<Answer, Refusal> lift_hold(Desk& desk, const Actor& actor, const LiftHoldCall& call) {
    const std::string request = Canonical{"hold.lift/1"}.add("hold", call.hold).add("reason", call.reason).bytes();
    return desk.carry_out(
        actor, lift_kind, {call.county, {}, call.key, request},
        [&](CommandContext& context) -> Result<Answer, Refusal> {
            if (call.reason.empty()) return refuse(HoldRefusal::reason_needed);
            const auto hold = find_hold(context.sql(), call.county, call.hold);
            if (!hold) return refuse(HoldRefusal::unknown_hold, call.hold);
            if (hold->lifted) return refuse(HoldRefusal::lifted_before, call.hold);
            const Line line = line_of(context.sql(), call.county, hold->line);
            if (is_of_roster(hold->reason) && waits_for_answer(context.sql(), call.county, *hold, line))
                return refuse(HoldRefusal::waits_for_answer, call.hold, line.household.text());
            if (hold->asked_by.empty()) {
                const std::int64_t item = worklist::open_item(
                    context, {worklist::Kind::hold_lift,
                              {},
                              {},
                              line_name(hold->line),
                              {"请求解除第 " + std::to_string(call.hold) + " 号暂缓：" + call.reason,
                               "asked to lift hold " + std::to_string(call.hold) + ": " + call.reason},
                              Role::officer});
                insert_lift(context, call.hold, LiftStep::asked, call.reason, item);
                return Answer{}.set("hold", call.hold).set("lifted", std::int64_t{0}).set("item", item);
            }
            if (hold->asked_by == actor.name) return refuse(HoldRefusal::same_person, call.hold, actor.name);
            insert_lift(context, call.hold, LiftStep::lifted, call.reason, hold->item);
            if (hold->reason == HoldReason::account_unverified) pay_as_of_today(context, line);
            for (const std::int64_t item : {hold->item, hold->cause})
                if (auto ended = worklist::end_if_open(context, item, "解除：" + call.reason); !ended)
                    return pass_on(ended);
            return Answer{}.set("hold", call.hold).set("lifted", std::int64_t{1}).set("item", hold->item);
        });
}

Table holds_table(store::Store& store, County county, bool only_open) {
    TableHead head{{"暂缓", "Holds"},
                   {},
                   {{"hold", {"暂缓号", "Hold"}, CellKind::whole_number},
                    {"run", {"发放", "Run"}, CellKind::whole_number},
                    {"line", {"行", "Line"}, CellKind::whole_number},
                    {"household_no", {"户编号", "Household"}},
                    {"entitlement_month", {"月份", "Month"}, CellKind::month},
                    {"amount", {"金额", "Amount"}, CellKind::money, true},
                    {"reason", {"理由", "Reason"}},
                    {"placed_by", {"办理人", "Placed by"}},
                    {"at", {"时间", "Time"}},
                    {"lift_asked_by", {"提请解除", "Lift asked by"}},
                    {"lifted", {"已解除", "Lifted"}}}};
    return read_table(
        store, std::move(head), [county, only_open](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
            std::int64_t hold = 0, run = 0, line = 0, month = 0, amount = 0;
            int reason = 0, lifted = 0;
            std::string household, note, by, at, asked_by;
            soci::statement query =
                (sql.prepare << "SELECT h.number, h.run, h.line, t.household_no, t.month, t.amount, h.reason, h.note, "
                                "h.placed_by, h.at, coalesce((SELECT max(l.actor) FROM hold_lift l WHERE "
                                "l.county = h.county AND l.hold = h.number AND l.kind = 1), ''), (SELECT count(*) FROM "
                                "hold_lift l WHERE l.county = h.county AND l.hold = h.number AND l.kind = 2) "
                                "FROM hold h JOIN run_line t ON t.county = h.county AND t.run = h.run AND "
                                "t.line = h.line WHERE h.county = :county ORDER BY h.number",
                 soci::use(county.number), soci::into(hold), soci::into(run), soci::into(line), soci::into(household),
                 soci::into(month), soci::into(amount), soci::into(reason), soci::into(note), soci::into(by),
                 soci::into(at), soci::into(asked_by), soci::into(lifted));
            query.execute();
            while (query.fetch()) {
                if (only_open && lifted != 0) continue;
                const auto because = static_cast<HoldReason>(reason);
                const Cell why = because == HoldReason::placed ? Cell{note} : Cell{word(because)};
                rows.push(std::array{Cell{hold}, Cell{run}, Cell{line}, Cell{household},
                                     Cell{Month::from_index(static_cast<std::int32_t>(month))},
                                     Cell{Money::fen(amount)}, why, Cell{by}, Cell{at}, Cell{asked_by},
                                     Cell{lifted != 0 ? Word{"yes", {"是", "yes"}} : Word{"no", {"否", "no"}}}});
            }
            return {};
        });
}

}  // namespace mingzhang::runs
