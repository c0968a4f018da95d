// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/worklist/worklist.hpp"

#include <soci/soci.h>

#include "base/commands/canonical.hpp"
#include "base/store/bulk_insert.hpp"

namespace mingzhang::worklist {

RefusalWords words(DecideRefusal reason) {
    switch (reason) {
        case DecideRefusal::decision_missing:
            return {"worklist.decide/decision_missing", "第 {0} 号待办没有写处理意见。",
                    "No decision was given for item {0}.", "请写一句话说明如何处理、依据是什么。",
                    "Say in a sentence what is decided and on what ground."};
        case DecideRefusal::unknown_item:
            return {"worklist.decide/unknown_item", "没有第 {0} 号待办。", "There is no item {0} on the worklist.",
                    "请用 mingzhang worklist list 查看。", "See mingzhang worklist list."};
        case DecideRefusal::decided_before:
            return {"worklist.decide/decided_before", "第 {0} 号待办已由“{1}”办结。",
                    "Item {0} was decided by \"{1}\".", "如需补充，请在新的待办中说明。",
                    "What is to be added belongs into a new item."};
        case DecideRefusal::has_its_own_command:
            return {"worklist.decide/has_its_own_command", "第 {0} 号待办“{1}”有专门的办理命令，不能只写意见。",
                    "Item {0}, {2}, has a command of its own and is not decided by a sentence.",
                    "请用 mingzhang worklist show {0} 查看办法。", "See mingzhang worklist show {0}."};
    }
    return {};
}

namespace {

constexpr CommandKind decide_kind{"worklist.decide",
                                  {"处理待办", "decide a worklist item"},
                                  {Role::officer, Role::reviewer, Role::approver, Role::liaison}};

bool has_its_own_command(Kind kind) {
    return kind == Kind::account_changed || kind == Kind::missing_from_roster || kind == Kind::sending_unknown;
}

std::int64_t seconds(Instant at) {
    return at.time_since_epoch().count();
}

// The columns of an item with its decision, as every reading of this file selects them.
struct ItemRow {
    std::int64_t number = 0, amount = 0, opened_at = 0;
    int kind = 0, owner = 0, decided = 0;
    std::string division, subject, detail_zh, detail_en, opened_by, decision, decided_by;

    [[nodiscard]] Item item() const {
        return {number,
                {static_cast<Kind>(kind),
                 DivisionScope::parse(division).value_or(DivisionScope{}),
                 Money::fen(amount),
                 subject,
                 {detail_zh, detail_en},
                 static_cast<Role>(owner)},
                Instant{std::chrono::seconds{opened_at}},
                opened_by,
                decided == 0,
                decision,
                decided_by};
    }
};

constexpr std::string_view select_items =
    "SELECT i.number, i.kind, i.division, i.amount, i.subject, i.detail_zh, i.detail_en, i.owner, i.opened_at, "
    "i.opened_by, CASE WHEN d.number IS NULL THEN 0 ELSE 1 END, coalesce(d.decision, ''), coalesce(d.decided_by, '') "
    "FROM worklist_item i LEFT JOIN worklist_decision d ON d.county = i.county AND d.number = i.number "
    "WHERE i.county = :county AND (:number = 0 OR i.number = :number_again) "
    "AND (:all = 1 OR d.number IS NULL) ORDER BY i.number";

}  // namespace

std::int64_t open_items(CommandContext& context, std::span<const NewItem> items) {
    if (items.empty()) return 0;
    const std::int64_t first = context.take_number("worklist", static_cast<std::int64_t>(items.size()));
    store::BulkInsert insert{context.tx(),
                             "worklist_item",
                             {"county", "number", "kind", "division", "amount", "subject", "detail_zh", "detail_en",
                              "owner", "opened_at", "opened_by", "command"}};
    std::int64_t number = first;
    for (const NewItem& item : items)
        insert.row(context.county().number, number++, static_cast<int>(item.kind), item.division.text(),
                   item.amount.fen(), item.subject, item.detail.zh, item.detail.en, static_cast<int>(item.owner),
                   seconds(context.now()), context.actor().name, context.id().number);
    return first;
}

std::int64_t open_item(CommandContext& context, const NewItem& item) {
    return open_items(context, {&item, 1});
}

Result<void, Refusal> decide(CommandContext& context, std::int64_t number, const std::string& decision) {
    if (decision.empty()) return refuse(DecideRefusal::decision_missing, number);
    const auto item = find_item(context.sql(), context.county(), number);
    if (!item) return refuse(DecideRefusal::unknown_item, number);
    if (!item->open) return refuse(DecideRefusal::decided_before, number, item->decided_by);
    store::BulkInsert{
        context.tx(), "worklist_decision", {"county", "number", "decision", "decided_by", "decided_at", "command"}}
        .row(context.county().number, number, decision, context.actor().name, seconds(context.now()),
             context.id().number);
    return {};
}

Result<void, Refusal> end_if_open(CommandContext& context, std::int64_t number, const std::string& decision) {
    const auto item = find_item(context.sql(), context.county(), number);
    if (!item || !item->open) return {};
    return decide(context, number, decision);
}

Result<Answer, Refusal> decide(Desk& desk, const Actor& actor, County county, std::int64_t number,
                               const std::string& decision, const std::string& key) {
    const std::string request = Canonical{"worklist.decide/1"}.add("item", number).add("decision", decision).bytes();
    return desk.carry_out(actor, decide_kind, {county, {}, key, request},
                          [&](CommandContext& context) -> Result<Answer, Refusal> {
                              const auto item = find_item(context.sql(), county, number);
                              if (item && item->open && has_its_own_command(item->what.kind))
                                  return refuse(DecideRefusal::has_its_own_command, number, name(item->what.kind).zh,
                                                name(item->what.kind).en);
                              auto decided = decide(context, number, decision);
                              if (!decided) return pass_on(decided);
                              return Answer{}.set("item", number);
                          });
}

void read_items(soci::session& sql, County county, bool only_open, const std::function<void(const Item&)>& each) {
    ItemRow row;
    const std::int64_t any = 0;
    const int all = only_open ? 0 : 1;
    soci::statement query =
        (sql.prepare << select_items, soci::use(county.number), soci::use(any), soci::use(any), soci::use(all),
         soci::into(row.number), soci::into(row.kind), soci::into(row.division), soci::into(row.amount),
         soci::into(row.subject), soci::into(row.detail_zh), soci::into(row.detail_en), soci::into(row.owner),
         soci::into(row.opened_at), soci::into(row.opened_by), soci::into(row.decided), soci::into(row.decision),
         soci::into(row.decided_by));
    query.execute();
    while (query.fetch()) each(row.item());
}

std::optional<Item> find_item(soci::session& sql, County county, std::int64_t number) {
    if (number <= 0) return std::nullopt;
    ItemRow row;
    const int all = 1;
    sql << select_items, soci::use(county.number), soci::use(number), soci::use(number), soci::use(all),
        soci::into(row.number), soci::into(row.kind), soci::into(row.division), soci::into(row.amount),
        soci::into(row.subject), soci::into(row.detail_zh), soci::into(row.detail_en), soci::into(row.owner),
        soci::into(row.opened_at), soci::into(row.opened_by), soci::into(row.decided), soci::into(row.decision),
        soci::into(row.decided_by);
    if (!sql.got_data()) return std::nullopt;
    return row.item();
}

store::Part worklist_part() {
    return {"worklist",
            {{1,
              {"CREATE TABLE worklist_item (county BIGINT NOT NULL, number BIGINT NOT NULL, kind SMALLINT NOT NULL, "
               "division TEXT NOT NULL, amount BIGINT NOT NULL, subject TEXT NOT NULL, detail_zh TEXT NOT NULL, "
               "detail_en TEXT NOT NULL, owner SMALLINT NOT NULL, opened_at BIGINT NOT NULL, opened_by TEXT NOT NULL, "
               "command BIGINT NOT NULL, PRIMARY KEY (county, number))",
               "CREATE TABLE worklist_decision (county BIGINT NOT NULL, number BIGINT NOT NULL, "
               "decision TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at BIGINT NOT NULL, command BIGINT NOT NULL, "
               "PRIMARY KEY (county, number))"}}},
            {{"worklist_item", "county, number", true}, {"worklist_decision", "county, number", true}},
            {}};
}

}  // namespace mingzhang::worklist
