// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/worklist/worklist.hpp"

#include "console/cli/invocation.hpp"
#include "console/cli/verbs.hpp"

namespace mingzhang::console {

namespace {

Table items_table(store::Store& store, County county, bool only_open) {
    return {{{"待办", "Worklist"},
             {},
             {{"item", {"编号", "Item"}, CellKind::whole_number},
              {"kind", {"事项", "Kind"}},
              {"subject", {"对象", "Subject"}},
              {"amount", {"金额", "Amount"}, CellKind::money, /*summed=*/true},
              {"owner", {"由谁办", "Owner"}},
              {"opened", {"发生时间", "Opened"}},
              {"detail", {"情况", "Detail"}},
              {"decision", {"处理", "Decision"}}}},
            [&store, county, only_open](RowSink& sink) -> Result<void, Refusal> {
                return reading(store, [&]() -> Result<void, Refusal> {
                    Result<void, Refusal> sent;
                    worklist::read_items(store.sql(), county, only_open, [&](const worklist::Item& item) {
                        if (!sent) return;
                        const std::array cells{Cell{item.number},           Cell{worklist::name(item.what.kind)},
                                               Cell{item.what.subject},     Cell{item.what.amount},
                                               Cell{name(item.what.owner)}, Cell{to_office_text(item.opened_at)},
                                               Cell{item.what.detail},      Cell{item.decision}};
                        sent = sink.row(cells);
                    });
                    return sent;
                });
            }};
}

Result<Reply, Refusal> list(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    return listed(invocation, items_table(reading->store(), reading->county, /*only_open=*/!invocation.given("all")));
}

Result<Reply, Refusal> show(Invocation& invocation) {
    const auto reading = reading_in(invocation);
    if (!reading) return tl::unexpected{reading.error()};
    const std::int64_t number = invocation.number("item");
    const auto item = worklist::find_item(reading->sql(), reading->county, number);
    if (!item) return refuse(worklist::DecideRefusal::unknown_item, number);
    const Language language = invocation.language();
    const Text kind = worklist::name(item->what.kind), next = worklist::next_step(item->what.kind),
               owner = name(item->what.owner);
    Text said = say("待办 {0}：{1}，{3}，{4} 元\n{5}\n发生于 {7}，由{8}办\n",
                    "Item {0}: {2}, {3}, {4} yuan\n{6}\nOpened {7}, for the {9}\n", number, kind.zh, kind.en,
                    item->what.subject, to_yuan_grouped(item->what.amount), item->what.detail.zh, item->what.detail.en,
                    to_office_text(item->opened_at), owner.zh, owner.en);
    said = said + (item->open ? say("下一步：{0}", "Next: {1}", next.zh, next.en)
                              : say("已由“{0}”办结：{1}", "Decided by \"{0}\": {1}", item->decided_by, item->decision));
    return answered(Answer{}
                        .set("item", number)
                        .set("kind", kind.in(language))
                        .set("subject", item->what.subject)
                        .set("amount_fen", item->what.amount.fen())
                        .set("owner", std::string{code(item->what.owner)})
                        .set("opened_at", to_utc_text(item->opened_at))
                        .set("detail", item->what.detail.in(language))
                        .set("next", next.in(language))
                        .set("open", std::int64_t{item->open})
                        .set("decision", item->decision)
                        .set("decided_by", item->decided_by),
                    said);
}

Result<Reply, Refusal> decide(Invocation& invocation) {
    const auto with = acting(invocation);
    if (!with) return tl::unexpected{with.error()};
    const std::int64_t number = invocation.number("item");
    auto answer = worklist::decide(with->place.desk(), with->actor, with->county, number, invocation.text("decision"),
                                   invocation.idempotency_key());
    if (!answer) return pass_on(answer);
    return answered(*answer, say("待办 {0} 已办结。", "Item {0} is decided.", number));
}

}  // namespace

std::vector<Verb> worklist_verbs() {
    const Parameter item = argument("item", Kind::number, {"待办编号", "the item"});
    return {
        {{"worklist", "list"},
         {"列出待办", "list what waits for a person"},
         with_list_files({option("--all", Kind::flag, {"连同已办结的", "decided ones as well"})}),
         list},
        {{"worklist", "show"}, {"一项待办的情况和下一步", "an item and what to do about it"}, {item}, show},
        {{"worklist", "decide"},
         {"办结一项待办，写明处理", "decide an item, saying what was decided"},
         {item, required(option("--decision", Kind::text, {"处理意见", "the decision"}))},
         decide},
    };
}

}  // namespace mingzhang::console
