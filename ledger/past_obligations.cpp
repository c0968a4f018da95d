// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "ledger/past_obligations.hpp"

#include <soci/soci.h>

#include <map>
#include <unordered_map>

#include "base/store/bulk_insert.hpp"
#include "base/values/check.hpp"

namespace mingzhang::ledger {

namespace {

constexpr std::int64_t before_the_books = 0;  // The run such a payable carries.

using Runs =
    std::unordered_map<std::string, std::int64_t>;  // Of the regular payables of a month, by program and household.

std::string key_of(const std::string& household, int program) {
    return std::to_string(program) + ' ' + household;
}

}  // namespace

struct PastObligations::State {
    explicit State(CommandContext& c)
        : context{c},
          insert{c.tx(), "payable", {"county", "household", "month", "program", "backpay_run", "run", "line"}} {}

    // A month's payables are read when it is first named.
    Runs& of(Month month) {
        const auto [entry, is_new] = months.try_emplace(month);
        if (!is_new) return entry->second;
        std::string household;
        int program = 0;
        std::int64_t run = 0;
        const std::int64_t county = context.county().number;
        const std::int64_t index = month.index();
        soci::statement query =
            (context.sql().prepare << "SELECT household, program, run FROM payable WHERE "
                                      "county = :county AND month = :month AND backpay_run = 0",
             soci::use(county), soci::use(index), soci::into(household), soci::into(program), soci::into(run));
        query.execute();
        while (query.fetch()) entry->second.emplace(key_of(household, program), run);
        return entry->second;
    }

    CommandContext& context;
    store::BulkInsert insert;
    std::map<Month, Runs> months;
};

PastObligations::PastObligations(CommandContext& context) : state_{std::make_unique<State>(context)} {}
PastObligations::~PastObligations() = default;

PastObligations::Standing PastObligations::of(const std::string& household, Program program, Month month) {
    const Runs& runs = state_->of(month);
    const auto found = runs.find(key_of(household, static_cast<int>(program)));
    if (found == runs.end()) return Standing::free;
    return found->second == before_the_books ? Standing::met_before : Standing::owed_here;
}

void PastObligations::take(const std::string& household, Program program, Month month) {
    const auto [entry, is_new] =
        state_->of(month).try_emplace(key_of(household, static_cast<int>(program)), before_the_books);
    MINGZHANG_CHECK(entry->second == before_the_books);
    if (is_new)
        state_->insert.row(state_->context.county().number, std::string_view{household}, month.index(),
                           static_cast<int>(program), /*backpay_run=*/0, before_the_books, /*line=*/0);
}

}  // namespace mingzhang::ledger
