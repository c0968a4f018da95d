// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/account_changes.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <map>

#include "engine/registry/numbers.hpp"
#include "engine/registry/questions.hpp"
#include "engine/registry/taken_back.hpp"

namespace mingzhang::registry {

namespace {

using OfHousehold = std::map<std::string, std::vector<Question>>;

OfHousehold open_account_questions(CommandContext& context) {
    OfHousehold open;
    for (Question& question : open_questions(context.sql(), known_now(context.county())))
        if (question.kind == QuestionKind::account_changed) open[question.household_no].push_back(std::move(question));
    return open;
}

bool is_in_force(const RowsInForce& rows, const Payee& payee) {
    return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.second.payee == payee; });
}

const Question* about(const std::vector<Question>& questions, const Payee& payee) {
    const auto at = std::find_if(questions.begin(), questions.end(), [&](const auto& q) { return q.payee == payee; });
    return at == questions.end() ? nullptr : &*at;
}

// Whom the household was paid to in the month a row is in force from, before the import that brought the row.
const Payee& payee_before(const RowsInForce& before, std::int64_t from_month) {
    const auto after = before.upper_bound(from_month);
    return (after == before.begin() ? after : std::prev(after))->second.payee;
}

// "rcb ****0008 沈文"; the number itself is nowhere in the list.
std::string shown(CommandContext& context, const Payee& payee) {
    return payee.bank_code + " " + masked_account(context.sql(), context.county(), AccountId{payee.account}) + " " +
           payee.account_name;
}

Text detail_of(CommandContext& context, const Payee& before, const Payee& payee) {
    const std::string now = shown(context, payee);
    if (before.account == 0) return {"原无账户，现登记 " + now, "had no account; now " + now};
    const std::string was = shown(context, before);
    return {"账户变更：" + was + " → " + now, "account changed: " + was + " → " + now};
}

void ask_about(CommandContext& context, std::int64_t import, const std::string& household, const std::string& division,
               const Payee& payee, const Payee& before) {
    Question question{0, import, household, QuestionKind::account_changed, payee, before, context.actor().name};
    ask(context, std::move(question), division, /*amount=*/{}, detail_of(context, before, payee));
}

// What one household's new rows changed of whom it is paid to; gives how many accounts.
std::int64_t compare(CommandContext& context, std::int64_t import, const std::string& household,
                     const RowsInForce& before, const RowsInForce& after, std::vector<Question>& open) {
    std::int64_t count = 0;
    for (const auto& [from_month, row] : after) {
        const Payee& was = payee_before(before, from_month);
        if (row.import != import || row.payee.account == 0 || row.payee == was) continue;
        const Question* waiting = about(open, was);
        const Payee checked = waiting != nullptr ? waiting->before : was;  // The last one that needs no question.
        if (row.payee == checked || about(open, row.payee) != nullptr) continue;
        ask_about(context, import, household, row.division, row.payee, checked);
        open.push_back({0, import, household, QuestionKind::account_changed, row.payee, checked, {}});
        ++count;
    }
    return count;
}

Result<void, Refusal> end_overtaken(CommandContext& context, std::int64_t import, const RowsInForce& rows,
                                    const std::vector<Question>& open) {
    for (const Question& question : open) {
        if (question.item == 0 || is_in_force(rows, question.payee)) continue;
        if (auto ended = answer(context, question, import, Verdict::overtaken, {}); !ended) return ended;
    }
    return {};
}

struct Answered {
    Question question;
    Verdict verdict{};
};

// The last answer about each account of the households an import wrote rows of.
std::map<std::pair<std::string, Payee>, Answered> last_answers(CommandContext& context, std::int64_t of_import) {
    std::map<std::pair<std::string, Payee>, Answered> last;
    Answered row;
    Question& q = row.question;
    int verdict = 0;
    const std::int64_t county = context.county().number;
    const int kind = static_cast<int>(QuestionKind::account_changed);
    soci::statement query =
        (context.sql().prepare
             << "SELECT q.household_no, q.bank_code, q.account, q.account_name, q.old_bank_code, q.old_account, "
                "q.old_account_name, a.verdict FROM roster_question q JOIN roster_answer a ON a.county = q.county AND "
                "a.item = q.item WHERE q.county = :county AND q.kind = :kind AND q.household_no IN (SELECT "
                "v.household_no FROM household_version v WHERE v.county = :county AND v.import = :import) "
                "ORDER BY q.item",
         soci::use(county, "county"), soci::use(kind, "kind"), soci::use(of_import, "import"),
         soci::into(q.household_no), soci::into(q.payee.bank_code), soci::into(q.payee.account),
         soci::into(q.payee.account_name), soci::into(q.before.bank_code), soci::into(q.before.account),
         soci::into(q.before.account_name), soci::into(verdict));
    query.execute();
    while (query.fetch()) {
        row.verdict = static_cast<Verdict>(verdict);
        last.insert_or_assign({q.household_no, q.payee}, row);
    }
    return last;
}

}  // namespace

Result<std::int64_t, Refusal> ask_about_accounts(CommandContext& context, std::int64_t import) {
    const KnownAt now = known_now(context.county());
    OfHousehold open = open_account_questions(context);
    const std::string known_before = fmt::format(
        " AND t.household_no IN (SELECT v.household_no FROM household_version v WHERE v.county = {0} AND v.import = "
        "{1} AND EXISTS (SELECT 1 FROM household_version o WHERE o.county = v.county AND o.household_no = "
        "v.household_no AND o.import < v.import))",
        context.county().number, import);
    std::map<std::string, std::vector<HouseholdRow>> written;  // Asking writes; reading comes first.
    read_household_rows(context.sql(), now, known_before,
                        [&](const std::string& no, std::span<const HouseholdRow> rows) {
                            written[no].assign(rows.begin(), rows.end());
                        });
    std::int64_t count = 0;
    for (const auto& [no, rows] : written) {
        const RowsInForce before = in_force(rows, import - 1), after = in_force(rows, import);
        if (before.empty()) continue;  // All that was known of it was taken back: it comes as a new one.
        count += compare(context, import, no, before, after, open[no]);
        if (auto ended = end_overtaken(context, import, after, open[no]); !ended) return pass_on(ended);
    }
    return count;
}

Result<void, Refusal> ask_about_accounts_again(CommandContext& context, std::int64_t import, std::int64_t of_import) {
    const KnownAt now = known_now(context.county());
    const OfHousehold open = open_account_questions(context);
    for (const auto& [no, questions] : open)
        if (auto ended = end_overtaken(context, import, rows_of(context.sql(), now, no), questions); !ended)
            return ended;
    for (const auto& [of, last] : last_answers(context, of_import)) {
        const auto& [no, payee] = of;
        const RowsInForce rows = rows_of(context.sql(), now, no);
        const auto still_open = open.find(no);
        const bool is_asked = still_open != open.end() && about(still_open->second, payee) != nullptr;
        if (last.verdict == Verdict::confirmed || is_asked || !is_in_force(rows, payee)) continue;
        ask_about(context, import, no, rows.rbegin()->second.division, payee, last.question.before);
    }
    return {};
}

}  // namespace mingzhang::registry
