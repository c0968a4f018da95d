// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/look_back.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

#include "engine/runs/run_events.hpp"

namespace mingzhang::runs {

Coverage::Coverage(const std::vector<Run>& runs, std::vector<registry::PastMonth> past) : past_{std::move(past)} {
    for (const Run& run : runs)
        if (run.kind == RunKind::regular && is_accrued(run.state()) && !run.is_opening()) accrued_.push_back(run);
}

bool Coverage::covers(Month month, const DivisionCode& division, Program program) const {
    return std::any_of(accrued_.begin(), accrued_.end(),
                       [&](const Run& run) {
                           return run.month == month && run.division.covers(division) &&
                                  (!run.program || *run.program == program);
                       }) ||
           std::any_of(past_.begin(), past_.end(), [&](const registry::PastMonth& past) {
               return past.month == month && past.program == program && past.town.covers(division);
           });
}

struct AccrualReader::Stream {
    Stream(soci::session& sql, registry::KnownAt at, const std::vector<Run>& runs, Month month) : statement{sql} {
        const std::int64_t first = (month - months_looked_back).index();
        const std::string openings = opening_run_numbers(runs);
        const std::string of_runs = fmt::format("WHERE county = {} AND run IN ({}) AND month >= {} AND month <= {}",
                                                at.county.number, accrued_run_numbers(runs), first, month.index());
        statement.exchange(soci::into(household_no));
        statement.exchange(soci::into(of_month));
        statement.exchange(soci::into(amount));
        statement.exchange(soci::into(paid_before));
        statement.alloc();
        statement.prepare(fmt::format(
            "SELECT household_no, month, sum(amount), max(past) FROM (SELECT household_no, month, amount, "
            "CASE WHEN run IN ({1}) THEN 1 ELSE 0 END AS past FROM run_line {0} UNION ALL "
            "SELECT household_no, month, -amount, 0 FROM run_overpayment {0} UNION ALL "
            "SELECT household_no, month, amount, 1 FROM {2} AS before WHERE month >= {3} AND month <= {4}) AS accrued "
            "GROUP BY household_no, month ORDER BY household_no, month",
            of_runs, openings, registry::past_payments_in_force(at), first, month.index()));
        statement.define_and_bind();
        statement.execute();
        advance();
    }
    void advance() { done = !statement.fetch(); }

    soci::statement statement;
    std::string household_no;
    std::int64_t of_month = 0, amount = 0;
    int paid_before = 0;
    bool done = false;
};

AccrualReader::AccrualReader(soci::session& sql, registry::KnownAt at, const std::vector<Run>& runs, Month month)
    : stream_{std::make_unique<Stream>(sql, at, runs, month)} {}

AccrualReader::~AccrualReader() = default;

const std::vector<Accrued>& AccrualReader::of(const HouseholdNo& household) {
    Stream& s = *stream_;
    found_.clear();
    while (!s.done && s.household_no < household.text()) s.advance();
    while (!s.done && s.household_no == household.text()) {
        found_.push_back(
            {Month::from_index(static_cast<std::int32_t>(s.of_month)), Money::fen(s.amount), s.paid_before != 0});
        s.advance();
    }
    return found_;
}

}  // namespace mingzhang::runs
