// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/registry/account_changes.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <map>
#include <set>

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

// The row in force in a month; before the first, that one.
const HouseholdRow& row_at(const RowsInForce& rows, std::int64_t month) {
    const auto after = rows.upper_bound(month);
    return (after == rows.begin() ? after : std::prev(after))->second;
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

// One household around an import.
struct Around {
    std::string household_no;
    RowsInForce before, after;
};

// The months in which whom the household is paid to is another now. None when nothing was known of it before, or
// nothing is left: then it comes as a new one.
std::vector<std::int64_t> months_changed(const RowsInForce& before, const RowsInForce& after) {
    if (before.empty() || after.empty()) return {};
    std::set<std::int64_t> months;
    for (const RowsInForce* rows : {&before, &after})
        for (const auto& [from_month, row] : *rows)
            if (row_at(before, from_month).payee != row_at(after, from_month).payee) months.insert(from_month);
    return {months.begin(), months.end()};
}

// Asks about each account the household is paid to now and was not before; gives how many.
std::int64_t compare(CommandContext& context, std::int64_t import, const Around& of, std::vector<Question>& open) {
    std::int64_t count = 0;
    for (const std::int64_t month : months_changed(of.before, of.after)) {
        const Payee& was = row_at(of.before, month).payee;
        const HouseholdRow& row = row_at(of.after, month);
        if (row.payee.account == 0) continue;
        const Question* waiting = about(open, was);
        const Payee checked = waiting != nullptr ? waiting->before : was;  // The last one that needs no question.
        if (row.payee == checked || about(open, row.payee) != nullptr) continue;
        ask_about(context, import, of.household_no, row.division, row.payee, checked);
        open.push_back({0, import, of.household_no, QuestionKind::account_changed, row.payee, checked, {}});
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

// Households the import wrote rows of; with `condition`, only those of its rows v.
std::string written_by(County county, std::int64_t import, std::string_view condition = {}) {
    return fmt::format(
        " AND t.household_no IN (SELECT v.household_no FROM household_version v WHERE v.county = {} AND v.import = "
        "{}{})",
        county.number, import, condition);
}

// The first list of households changes nothing that was known.
bool is_first_list(CommandContext& context, std::int64_t import) {
    std::int64_t earlier = 0;
    const std::int64_t county = context.county().number;
    context.sql() << "SELECT count(*) FROM registry_import WHERE county = :county AND import < :import AND kind = "
                     "'households'",
        soci::use(county), soci::use(import), soci::into(earlier);
    return earlier == 0;
}

Result<std::int64_t, Refusal> settle(CommandContext& context, std::int64_t import, const std::vector<Around>& around,
                                     OfHousehold& open) {
    std::int64_t count = 0;
    for (const Around& of : around) {
        std::vector<Question>& questions = open[of.household_no];
        count += compare(context, import, of, questions);
        if (auto ended = end_overtaken(context, import, of.after, questions); !ended) return pass_on(ended);
    }
    return count;
}

}  // namespace

Result<std::int64_t, Refusal> ask_about_accounts(CommandContext& context, std::int64_t import) {
    if (is_first_list(context, import)) return 0;
    const std::string known_before =
        written_by(context.county(), import,
                   " AND EXISTS (SELECT 1 FROM household_version o WHERE o.county = v.county AND o.household_no = "
                   "v.household_no AND o.import < v.import)");
    OfHousehold open = open_account_questions(context);
    std::vector<Around>
        around;  // Asking writes; reading comes first, and keeps those few there is something to ask of.
    read_household_rows(context.sql(), {context.county(), import}, known_before,
                        [&](const std::string& no, std::span<const HouseholdRow> rows) {
                            Around of{no, in_force(rows, import - 1), in_force(rows, import)};
                            if (open.contains(no) || !months_changed(of.before, of.after).empty())
                                around.push_back(std::move(of));
                        });
    return settle(context, import, around, open);
}

Result<void, Refusal> ask_about_accounts_again(CommandContext& context, std::int64_t import, std::int64_t of_import) {
    const std::string touched = written_by(context.county(), of_import);
    std::map<std::string, Around> around;
    const auto note = [&](std::int64_t at, RowsInForce Around::*rows) {
        read_household_rows(context.sql(), {context.county(), at}, touched,
                            [&](const std::string& no, std::span<const HouseholdRow> all) {
                                Around& of = around[no];
                                of.household_no = no;
                                of.*rows = in_force(all, at);
                            });
    };
    note(import - 1, &Around::before);
    note(import, &Around::after);
    OfHousehold open = open_account_questions(context);
    std::vector<Around> all;
    for (auto& [no, of] : around) all.push_back(std::move(of));
    auto settled = settle(context, import, all, open);
    if (!settled) return pass_on(settled);
    return {};
}

}  // namespace mingzhang::registry
