// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/reconciliation/reason_words.hpp"

#include <soci/soci.h>

#include <array>

#include "base/commands/canonical.hpp"
#include "base/commands/read_table.hpp"
#include "base/store/bulk_insert.hpp"
#include "base/values/check.hpp"
#include "engine/batches/bank_accounts.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::reconciliation {

RefusalWords words(MapReasonRefusal reason) {
    switch (reason) {
        case MapReasonRefusal::text_missing:
            return {"bank.reasons/text_missing", "没有写银行的原文。", "The bank's words are missing.",
                    "请照回盘原样写，一字不差。", "Give them as the bank wrote them, to the letter."};
        case MapReasonRefusal::no_meaning:
            return {"bank.reasons/no_meaning", "“{0}”不能归为“未识别的原因”。",
                    "\"{0}\" cannot be mapped to \"not mapped\".", "请从 mingzhang bank reasons 中选一项。",
                    "Choose one of mingzhang bank reasons."};
        case MapReasonRefusal::means_that:
            return {"bank.reasons/means_that", "第 {1} 号账户的“{0}”已归为“{2}”。",
                    "\"{0}\" of bank account {1} means \"{3}\" already.", "无需再办。", "Nothing is left to do."};
    }
    return {};
}

namespace {

constexpr CommandKind map_kind{
    "bank.reasons", {"归类失败原因", "map a bank's words to a reason"}, {Role::liaison, Role::officer}};

// The worklist item these words asked for; zero: they never came.
std::int64_t item_of(soci::session& sql, const ReasonMapping& mapping) {
    std::int64_t item = 0;
    sql << "SELECT item FROM unmapped_text WHERE county = :county AND bank_account = :account AND text = :text",
        soci::use(mapping.county.number), soci::use(mapping.bank_account), soci::use(mapping.text), soci::into(item);
    return item;
}

Result<Answer, Refusal> map_in(CommandContext& context, const ReasonMapping& mapping) {
    auto account = batches::find_bank_account(context.sql(), mapping.county, mapping.bank_account);
    if (!account) return pass_on(account);
    auto layout = batches::layout_of(*account);
    if (!layout) return pass_on(layout);
    apply_mapped_words(context.sql(), mapping.county, mapping.bank_account, layout->answers);
    const Text meaning = bank::name(mapping.reason);
    if (layout->answers.reason_for(mapping.text) == mapping.reason)
        return refuse(MapReasonRefusal::means_that, mapping.text, mapping.bank_account, meaning.zh, meaning.en);

    store::BulkInsert{context.tx(), "mapped_text", {"county", "bank_account", "command", "text", "reason"}}.row(
        mapping.county.number, mapping.bank_account, context.id().number, mapping.text,
        static_cast<int>(mapping.reason));
    const std::int64_t item = item_of(context.sql(), mapping);
    if (auto ended = worklist::end_if_open(context, item, "归类为“" + meaning.zh + "”"); !ended) return pass_on(ended);
    return Answer{}
        .set("bank_account", mapping.bank_account)
        .set("reason", std::string{bank::code(mapping.reason)})
        .set("item", item);
}

}  // namespace

Result<Answer, Refusal> map_reason(Desk& desk, const Actor& actor, const ReasonMapping& mapping,
                                   const std::string& key) {
    if (mapping.text.empty()) return refuse(MapReasonRefusal::text_missing);
    if (mapping.reason == bank::Reason::unmapped) return refuse(MapReasonRefusal::no_meaning, mapping.text);
    const std::string request = Canonical{"bank.reasons/1"}
                                    .add("bank_account", mapping.bank_account)
                                    .add("text", mapping.text)
                                    .add("reason", bank::code(mapping.reason))
                                    .bytes();
    return desk.carry_out(actor, map_kind, {mapping.county, {}, key, request},
                          [&](CommandContext& context) { return map_in(context, mapping); });
}

void apply_mapped_words(soci::session& sql, County county, std::int64_t bank_account, bank::layouts::Answers& answers) {
    std::string text;
    int number = 0;
    soci::statement query = (sql.prepare << "SELECT text, reason FROM mapped_text WHERE county = :county AND "
                                            "bank_account = :account ORDER BY command",
                             soci::use(county.number), soci::use(bank_account), soci::into(text), soci::into(number));
    query.execute();
    while (query.fetch()) {
        const auto reason = bank::reason_from_number(number);
        MINGZHANG_CHECK(reason);
        answers.reasons.insert_or_assign(text, *reason);
    }
}

UnmappedWords::UnmappedWords(CommandContext& context, std::int64_t bank_account)
    : context_{context}, bank_account_{bank_account} {
    std::string text;
    soci::statement query =
        (context.sql().prepare << "SELECT text FROM unmapped_text WHERE county = :county AND bank_account = :account",
         soci::use(context.county().number), soci::use(bank_account), soci::into(text));
    query.execute();
    while (query.fetch()) known_.insert(text);
}

bool UnmappedWords::meet(const std::string& text, std::size_t place) {
    if (!known_.insert(text).second) return false;
    met_.emplace_back(text, place);
    return true;
}

void UnmappedWords::keep(std::int64_t first_item) {
    store::BulkInsert rows{context_.tx(), "unmapped_text", {"county", "bank_account", "text", "item", "command"}};
    for (const auto& [text, place] : met_)
        rows.row(context_.county().number, bank_account_, text, first_item + static_cast<std::int64_t>(place),
                 context_.id().number);
    met_.clear();
}

namespace {

void push_unmapped_words(soci::session& sql, County county, Language language, RowPusher& rows) {
    std::int64_t account = 0, item = 0;
    std::string text;
    int number = 0;
    soci::statement query =
        (sql.prepare << "SELECT u.bank_account, u.text, u.item, coalesce(m.reason, 0) FROM unmapped_text u "
                        "LEFT JOIN mapped_text m ON m.county = u.county AND m.bank_account = u.bank_account "
                        "AND m.text = u.text AND m.command = (SELECT max(n.command) FROM mapped_text n "
                        "WHERE n.county = u.county AND n.bank_account = u.bank_account AND n.text = u.text) "
                        "WHERE u.county = :county ORDER BY u.item",
         soci::use(county.number), soci::into(account), soci::into(text), soci::into(item), soci::into(number));
    query.execute();
    while (query.fetch()) {
        const auto reason = bank::reason_from_number(number);
        rows.push(std::array<Cell, 4>{account, text, item, reason ? bank::name(*reason).in(language) : std::string{}});
    }
}

}  // namespace

Table unmapped_words_table(store::Store& store, County county, Language language) {
    TableHead head{{"银行用过的、未归类的失败原因", "Reasons of banks that nobody had mapped"},
                   {},
                   {{"bank_account", {"账户", "Account"}, CellKind::whole_number},
                    {"text", {"银行原文", "The bank's words"}},
                    {"item", {"待办", "Worklist item"}, CellKind::whole_number},
                    {"reason", {"已归为", "Mapped to"}}}};
    return read_table(store, std::move(head),
                      [county, language](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
                          push_unmapped_words(sql, county, language, rows);
                          return {};
                      });
}

}  // namespace mingzhang::reconciliation
