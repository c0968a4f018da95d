// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/roster/retract.hpp"

#include <soci/soci.h>

#include <algorithm>

#include "base/commands/canonical.hpp"
#include "engine/registry/account_changes.hpp"
#include "engine/registry/archive.hpp"
#include "engine/registry/list_file.hpp"
#include "engine/registry/questions.hpp"
#include "engine/registry/row_key.hpp"
#include "engine/registry/taken_back.hpp"
#include "engine/roster/retracted_rows.hpp"
#include "engine/runs/roster_holds.hpp"

namespace mingzhang::roster {

using registry::ImportKind;
using registry::Question;
using registry::QuestionKind;
using registry::Verdict;

RefusalWords words(RetractRefusal reason) {
    switch (reason) {
        case RetractRefusal::nothing_named:
            return {"import.retract/nothing_named", "没有说明撤销哪一次导入。", "Nothing says which import is meant.",
                    "请给出文件，或 --import 导入号。", "Give the file, or --import N."};
        case RetractRefusal::unknown_import:
            return {"import.retract/unknown_import", "没有第 {0} 次导入。", "There is no import {0}.",
                    "请用 mingzhang import list 查看。", "See mingzhang import list."};
        case RetractRefusal::unknown_file:
            return {"import.retract/unknown_file", "没有导入过内容与“{0}”相同的文件。",
                    "No file with the content of \"{0}\" was imported.",
                    "文件改过就不再相同；请用 mingzhang import list 找到导入号，再用 --import 撤销。",
                    "An edited file is another one; find the number by mingzhang import list, then use --import."};
        case RetractRefusal::not_a_list:
            return {"import.retract/not_a_list", "第 {0} 次导入不是名册文件，不能这样撤销。",
                    "Import {0} is no list and is not taken back this way.",
                    "认定的死亡日期由新的死亡信息取代；账户请重新导入；期初数用 mingzhang opening reverse。",
                    "A new death row replaces a settled date; import the account again; opening entries: mingzhang "
                    "opening reverse."};
        case RetractRefusal::past_payments_stand:
            return {"import.retract/past_payments_stand", "第 {0} 次导入是往期发放，已占用所列月份，不能撤销。",
                    "Import {0} is past payments, which took their months; it cannot be taken back.",
                    "请导入更正后的行；没有发过的，金额填 0.00。",
                    "Import corrected rows; an amount of 0.00 says nothing was paid."};
        case RetractRefusal::retracted_before:
            return {"import.retract/retracted_before", "第 {0} 次导入已由第 {1} 次导入撤销。",
                    "Import {0} was taken back by import {1}.", "无需再办。", "Nothing remains to be done."};
        case RetractRefusal::unknown_row:
            return {"import.retract/unknown_row", "文件没有第 {0} 行可以撤销。",
                    "The file has no row {0} to take back.", "第 1 行是表头；政策包没有行，整份撤销。",
                    "The heading is row 1; a rule pack has no rows and is taken back whole."};
        case RetractRefusal::nothing_left:
            return {"import.retract/nothing_left", "第 {0} 次导入没有留下可撤销的内容。",
                    "Nothing of import {0} is left to be taken back.",
                    "与已知相同的行不算新内容，由更早的导入带来；请撤销那一次。",
                    "Rows equal to what was known came with an earlier import; take that one back."};
        case RetractRefusal::division_in_use:
            return {"import.retract/division_in_use", "区划 {0} 还有家庭（如 {1}），不能撤销。",
                    "Division {0} has households, such as {1}.", "请先更正或撤销这些家庭。",
                    "Correct those households, or take them back, first."};
        case RetractRefusal::pack_in_use:
            return {"import.retract/pack_in_use", "第 {1} 次发放按政策包“{0}”计算并已审批，不能撤销。",
                    "Run {1} was calculated by the rule pack \"{0}\" and is approved.",
                    "请以同一编号、同一生效月导入改好的政策包；或先撤回第 {1} 次发放。",
                    "Import the corrected pack under the same id and month, or withdraw run {1} first."};
        case RetractRefusal::household_was_paid:
            return {
                "import.retract/household_was_paid", "户 {0} 已在第 {2} 次发放中计发 {1}，撤销后该月就没有名册可依。",
                "Household {0} was accrued for {1} in run {2}; without the row nothing would say why.",
                "请导入该户的更正行，填停保日期和原因，多发部分会自动列出；或先撤回第 {2} 次发放。",
                "Import its corrected row with the date and reason it ended, and the overpayment follows; or withdraw "
                "run {2} first."};
    }
    return {};
}

namespace {

constexpr CommandKind retract_kind{"registry.retract", {"撤销导入", "take an import back"}, {Role::officer}};

// Which imports are meant: one by its number, or every one of a file.
Result<std::vector<Imported>, Refusal> imports_meant(CommandContext& context, const RetractCall& call,
                                                     const std::string& digest) {
    if (call.import) {
        const auto found = find_import(context.sql(), call.county, *call.import);
        if (!found) return refuse(RetractRefusal::unknown_import, *call.import);
        return std::vector{*found};
    }
    auto found = imports_with(context.sql(), call.county, digest);
    if (found.empty()) return refuse(RetractRefusal::unknown_file, call.file->filename().string());
    return found;
}

Result<void, Refusal> check_kind(const std::vector<Imported>& imports) {
    for (const Imported& import : imports) {
        const auto list = list_of(import.kind);
        if (!list) return refuse(RetractRefusal::not_a_list, import.number);
        if (*list == ImportKind::past_payments) return refuse(RetractRefusal::past_payments_stand, import.number);
    }
    const auto stands = [](const Imported& import) { return import.retracted_by == 0; };
    if (std::none_of(imports.begin(), imports.end(), stands))
        return refuse(RetractRefusal::retracted_before, imports.back().number, imports.back().retracted_by);
    return {};
}

// The key of the row meant; empty when all of the import is.
Result<std::string, Refusal> key_meant(CommandContext& context, const crypto::Sealer& sealer, const RetractCall& call,
                                       const Imported& import) {
    if (!call.row) return std::string{};
    const auto digest = crypto::Digest::from_hex(import.digest);
    if (!digest) return refuse(RetractRefusal::unknown_row, *call.row);
    auto bytes = registry::from_archive(context.sql(), sealer, call.county, *digest);
    if (!bytes) return pass_on(bytes);
    auto key = registry::key_of_row(context.sql(), sealer, call.county, *list_of(import.kind), *bytes, *call.row);
    if (!key) return refuse(RetractRefusal::unknown_row, *call.row);
    return *key;
}

// A full roster may have asked about households although its own rows said nothing new.
bool asked_or_answered(CommandContext& context, std::int64_t import) {
    std::int64_t asked = 0, answered = 0;
    const std::int64_t county = context.county().number;
    context.sql() << "SELECT count(*) FROM roster_question WHERE county = :county AND import = :import",
        soci::use(county), soci::use(import), soci::into(asked);
    context.sql() << "SELECT count(*) FROM roster_answer WHERE county = :county AND import = :import",
        soci::use(county), soci::use(import), soci::into(answered);
    return asked + answered > 0;
}

Result<std::vector<Rows>, Refusal> rows_meant(CommandContext& context, const crypto::Sealer& sealer,
                                              const RetractCall& call, const std::vector<Imported>& imports) {
    auto key = key_meant(context, sealer, call, imports.back());
    if (!key) return pass_on(key);
    std::vector<Rows> meant;
    for (const Imported& import : imports) {
        const Rows rows{import.number, *list_of(import.kind), *key};
        if (import.retracted_by != 0) continue;
        if (counting(context, rows) > 0 || (key->empty() && asked_or_answered(context, import.number)))
            meant.push_back(rows);
    }
    if (meant.empty()) return refuse(RetractRefusal::nothing_left, imports.back().number);
    return meant;
}

// The questions about missing households that an import answered: by listing them again, or by ending them.
std::vector<std::string> answered_by(CommandContext& context, std::int64_t import) {
    std::vector<std::string> households;
    std::string no;
    const std::int64_t county = context.county().number;
    const int kind = static_cast<int>(QuestionKind::missing_from_roster);
    soci::statement query =
        (context.sql().prepare << "SELECT DISTINCT q.household_no FROM roster_answer a JOIN roster_question q ON "
                                  "q.county = a.county AND q.item = a.item WHERE a.county = :county AND a.import = "
                                  ":import AND q.kind = :kind ORDER BY q.household_no",
         soci::use(county), soci::use(import), soci::use(kind), soci::into(no));
    query.execute();
    while (query.fetch()) households.push_back(no);
    return households;
}

// What the import asked about households it did not list is not asked any more.
Result<void, Refusal> end_questions_of(CommandContext& context, const Rows& rows, std::int64_t retraction) {
    for (const Question& question : registry::open_questions(context.sql(), registry::known_now(context.county()))) {
        if (question.kind != QuestionKind::missing_from_roster) continue;
        const bool asked_here = question.import == rows.import && rows.key.empty();
        const bool unknown_now =
            registry::rows_of(context.sql(), registry::known_now(context.county()), question.household_no).empty();
        if (!asked_here && !unknown_now) continue;
        if (auto ended = registry::answer(context, question, retraction, Verdict::overtaken, {}); !ended) return ended;
    }
    return {};
}

// What the import answered is asked again.
void ask_again(CommandContext& context, const Rows& rows, std::int64_t retraction) {
    if (!rows.key.empty()) return;
    for (const std::string& no : answered_by(context, rows.import)) {
        const auto left = registry::rows_of(context.sql(), registry::known_now(context.county()), no);
        if (left.empty()) continue;
        const Text detail{"第 " + std::to_string(rows.import) + " 次导入已撤销，需重新决定",
                          "import " + std::to_string(rows.import) + " was taken back; to be decided again"};
        registry::ask(context, {0, retraction, no, QuestionKind::missing_from_roster, {}, {}, {}},
                      left.rbegin()->second.division, runs::last_paid(context, no).amount, detail);
    }
}

Result<void, Refusal> look_again(CommandContext& context, const Rows& rows, std::int64_t retraction) {
    if (rows.list != ImportKind::households) return {};
    if (auto done = registry::ask_about_accounts_again(context, retraction, rows.import); !done) return done;
    if (auto done = end_questions_of(context, rows, retraction); !done) return done;
    ask_again(context, rows, retraction);
    return {};
}

Result<Answer, Refusal> carry_out_retract(CommandContext& context, const crypto::Sealer& sealer,
                                          const RetractCall& call, const std::string& digest) {
    const auto imports = imports_meant(context, call, digest);
    if (!imports) return tl::unexpected{imports.error()};
    if (auto fit = check_kind(*imports); !fit) return pass_on(fit);
    const auto meant = rows_meant(context, sealer, call, *imports);
    if (!meant) return tl::unexpected{meant.error()};
    for (const Rows& rows : *meant)
        if (auto free = check_free(context, rows); !free) return pass_on(free);

    const std::int64_t retraction = context.take_number("import");
    std::int64_t count = 0;
    for (const Rows& rows : *meant) {
        count += counting(context, rows);
        take_back(context, rows, retraction, call.reason);
    }
    for (const Rows& rows : *meant)
        if (auto done = look_again(context, rows, retraction); !done) return pass_on(done);
    registry::record_import(context, {retraction, "retraction", imports->back().file, std::nullopt, count, count});
    return Answer{}.set("import", retraction).set("of_import", meant->back().import).set("rows", count);
}

}  // namespace

Result<Answer, Refusal> retract(Desk& desk, const crypto::Sealer& sealer, const Actor& actor, const RetractCall& call) {
    std::string digest;
    if (!call.import && !call.file) return refuse(RetractRefusal::nothing_named);
    if (!call.import) {
        const auto bytes = registry::list_file_bytes(*call.file);
        if (!bytes) return tl::unexpected{bytes.error()};
        digest = crypto::sha256(*bytes).hex();
    }
    const std::string request = Canonical{"registry.retract/1"}
                                    .add("import", call.import.value_or(0))
                                    .add("digest", digest)
                                    .add("row", call.row.value_or(0))
                                    .add("reason", call.reason)
                                    .bytes();
    return desk.carry_out(actor, retract_kind, {call.county, {}, call.key, request},
                          [&](CommandContext& context) { return carry_out_retract(context, sealer, call, digest); });
}

}  // namespace mingzhang::roster
