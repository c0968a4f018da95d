// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/questions.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <array>

#include "base/commands/read_table.hpp"
#include "base/values/check.hpp"
#include "engine/worklist/worklist.hpp"

namespace mingzhang::registry {

Text name(QuestionKind kind) {
    switch (kind) {
        case QuestionKind::account_changed:
            return {"账户变更待核验", "changed account to be confirmed"};
        case QuestionKind::missing_from_roster:
            return {"名册缺户", "household missing from the roster"};
    }
    return {};
}

Text name(Verdict verdict) {
    switch (verdict) {
        case Verdict::confirmed:
            return {"核验无误", "confirmed"};
        case Verdict::refused:
            return {"核验不符", "refused"};
        case Verdict::ended:
            return {"停保", "ended"};
        case Verdict::kept:
            return {"保留", "kept"};
        case Verdict::overtaken:
            return {"已由名册更正", "overtaken"};
    }
    return {};
}

namespace {

worklist::Kind item_kind(QuestionKind kind) {
    return kind == QuestionKind::account_changed ? worklist::Kind::account_changed
                                                 : worklist::Kind::missing_from_roster;
}

// Who takes the next step: a changed account is checked by somebody who does not import.
Role owner_of(QuestionKind kind) {
    return kind == QuestionKind::account_changed ? Role::reviewer : Role::officer;
}

}  // namespace

std::vector<Question> open_questions(soci::session& sql, KnownAt at) {
    std::vector<Question> open;
    Question row;
    int kind = 0;
    soci::statement query =
        (sql.prepare
             << "SELECT q.item, q.import, q.household_no, q.kind, q.bank_code, q.account, q.account_name, "
                "q.old_bank_code, q.old_account, q.old_account_name, coalesce(i.actor, '') FROM roster_question q "
                "LEFT JOIN registry_import i ON i.county = q.county AND i.import = q.import "
                "WHERE q.county = :county AND q.import <= :import AND NOT EXISTS (SELECT 1 FROM roster_answer "
                "a WHERE a.county = q.county AND a.item = q.item AND a.import <= :import) ORDER BY q.item",
         soci::use(at.county.number, "county"), soci::use(at.import, "import"), soci::into(row.item),
         soci::into(row.import), soci::into(row.household_no), soci::into(kind), soci::into(row.payee.bank_code),
         soci::into(row.payee.account), soci::into(row.payee.account_name), soci::into(row.before.bank_code),
         soci::into(row.before.account), soci::into(row.before.account_name), soci::into(row.asked_by));
    query.execute();
    while (query.fetch()) {
        row.kind = static_cast<QuestionKind>(kind);
        open.push_back(row);
    }
    return open;
}

std::vector<Question> open_questions_of(soci::session& sql, County county, const std::string& household,
                                        QuestionKind kind) {
    std::vector<Question> of_household = open_questions(sql, {county, last_import(sql, county)});
    std::erase_if(of_household, [&](const Question& q) { return q.household_no != household || q.kind != kind; });
    return of_household;
}

void ask(CommandContext& context, Question question, const std::string& division, Money amount, const Text& detail) {
    const auto place = DivisionScope::parse(division);
    MINGZHANG_CHECK(place.has_value());
    question.item = worklist::open_item(
        context, {item_kind(question.kind), *place, amount, question.household_no, detail, owner_of(question.kind)});
    const std::int64_t county = context.county().number;
    const int kind = static_cast<int>(question.kind);
    const Payee &to = question.payee, &before = question.before;
    context.sql() << "INSERT INTO roster_question (county, item, import, household_no, kind, bank_code, account, "
                     "account_name, old_bank_code, old_account, old_account_name) VALUES (:county, :item, :import, "
                     ":household, :kind, :bank, :account, :name, :old_bank, :old_account, :old_name)",
        soci::use(county), soci::use(question.item), soci::use(question.import), soci::use(question.household_no),
        soci::use(kind), soci::use(to.bank_code), soci::use(to.account), soci::use(to.account_name),
        soci::use(before.bank_code), soci::use(before.account), soci::use(before.account_name);
}

Result<void, Refusal> answer(CommandContext& context, const Question& question, std::int64_t import, Verdict verdict,
                             const std::string& reason) {
    const std::int64_t county = context.county().number;
    const int number = static_cast<int>(verdict);
    context.sql() << "INSERT INTO roster_answer (county, item, import, verdict, reason) VALUES (:county, :item, "
                     ":import, :verdict, :reason)",
        soci::use(county), soci::use(question.item), soci::use(import), soci::use(number), soci::use(reason);
    return worklist::end_if_open(context, question.item, name(verdict).zh + (reason.empty() ? "" : "：" + reason));
}

Table questions_table(store::Store& store, County county, bool only_open) {
    TableHead head{{"名册待定", "Roster questions"},
                   {},
                   {{"item", {"待办", "Item"}, CellKind::whole_number},
                    {"household_no", {"户编号", "Household"}},
                    {"question", {"事项", "Question"}},
                    {"import", {"导入号", "Import"}, CellKind::whole_number},
                    {"imported_by", {"导入人", "Imported by"}},
                    {"imported_at", {"导入时间", "Imported at"}},
                    {"verdict", {"结论", "Verdict"}},
                    {"reason", {"理由", "Reason"}},
                    {"decided_by", {"办理人", "Decided by"}},
                    {"decided_at", {"办理时间", "Decided at"}}}};
    return read_table(
        store, std::move(head), [county, only_open](soci::session& sql, RowPusher& rows) -> Result<void, Refusal> {
            std::int64_t item = 0, import = 0;
            int kind = 0, verdict = 0;
            std::string household, by, at, reason, decided_by, decided_at;
            soci::statement query =
                (sql.prepare
                     << "SELECT q.item, q.household_no, q.kind, q.import, i.actor, i.at, coalesce(a.verdict, 0), "
                        "coalesce(a.reason, ''), coalesce(d.actor, ''), coalesce(d.at, '') FROM roster_question q "
                        "JOIN registry_import i ON i.county = q.county AND i.import = q.import "
                        "LEFT JOIN roster_answer a ON a.county = q.county AND a.item = q.item "
                        "LEFT JOIN registry_import d ON d.county = a.county AND d.import = a.import "
                        "WHERE q.county = :county ORDER BY q.item",
                 soci::use(county.number), soci::into(item), soci::into(household), soci::into(kind),
                 soci::into(import), soci::into(by), soci::into(at), soci::into(verdict), soci::into(reason),
                 soci::into(decided_by), soci::into(decided_at));
            query.execute();
            while (query.fetch()) {
                if (only_open && verdict != 0) continue;
                const Cell decided = verdict == 0 ? Cell{} : Cell{name(static_cast<Verdict>(verdict))};
                rows.push(std::array{Cell{item}, Cell{household}, Cell{name(static_cast<QuestionKind>(kind))},
                                     Cell{import}, Cell{by}, Cell{at}, decided, Cell{reason}, Cell{decided_by},
                                     Cell{decided_at}});
            }
            return {};
        });
}

}  // namespace mingzhang::registry
