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

// What became of whom one household is paid to, in any month a row begins in; gives how many accounts it asked about.
std::int64_t compare(CommandContext& context, std::int64_t import, const std::string& household,
                     const RowsInForce& before, const RowsInForce& after, std::vector<Question>& open) {
    if (before.empty() || after.empty()) return 0;  // Nothing known before, or nothing left: it comes as a new one.
    std::set<std::int64_t> months;
    for (const RowsInForce* rows : {&before, &after})
        for (const auto& [from_month, row] : *rows) months.insert(from_month);
    std::int64_t count = 0;
    for (const std::int64_t month : months) {
        const Payee& was = row_at(before, month).payee;
        const HouseholdRow& row = row_at(after, month);
        if (row.payee.account == 0 || row.payee == was) continue;
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

// The rows of the households a SQL condition selects, as known at an import. Asking writes; reading comes first.
std::map<std::string, RowsInForce> rows_at(CommandContext& context, KnownAt at, const std::string& which) {
    std::map<std::string, RowsInForce> rows;
    read_household_rows(context.sql(), at, which, [&](const std::string& no, std::span<const HouseholdRow> all) {
        rows[no] = in_force(all, at.import);
    });
    return rows;
}

// Households the import wrote rows of; with `condition`, only those of its rows v.
std::string written_by(County county, std::int64_t import, std::string_view condition = {}) {
    return fmt::format(
        " AND t.household_no IN (SELECT v.household_no FROM household_version v WHERE v.county = {} AND v.import = "
        "{}{})",
        county.number, import, condition);
}

}  // namespace

Result<std::int64_t, Refusal> ask_about_accounts(CommandContext& context, std::int64_t import) {
    const std::string known_before =
        written_by(context.county(), import,
                   " AND EXISTS (SELECT 1 FROM household_version o WHERE o.county = v.county AND o.household_no = "
                   "v.household_no AND o.import < v.import)");
    const auto before = rows_at(context, {context.county(), import - 1}, known_before);
    const auto after = rows_at(context, {context.county(), import}, known_before);
    OfHousehold open = open_account_questions(context);
    std::int64_t count = 0;
    for (const auto& [no, rows] : before) {
        count += compare(context, import, no, rows, after.at(no), open[no]);
        if (auto ended = end_overtaken(context, import, after.at(no), open[no]); !ended) return pass_on(ended);
    }
    return count;
}

Result<void, Refusal> ask_about_accounts_again(CommandContext& context, std::int64_t import, std::int64_t of_import) {
    const std::string touched = written_by(context.county(), of_import);
    const auto before = rows_at(context, {context.county(), import - 1}, touched);
    auto after = rows_at(context, {context.county(), import}, touched);
    OfHousehold open = open_account_questions(context);
    for (const auto& [no, rows] : before) {
        compare(context, import, no, rows, after[no], open[no]);
        if (auto ended = end_overtaken(context, import, after[no], open[no]); !ended) return ended;
    }
    return {};
}

}  // namespace mingzhang::registry
