// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/look_back.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>

#include "engine/runs/run_events.hpp"

namespace mingzhang::runs {

Coverage::Coverage(const std::vector<Run>& runs) {
    for (const Run& run : runs)
        if (is_accrued(run.state())) accrued_.push_back(run);
}

bool Coverage::covers(Month month, const DivisionCode& division, Program program) const {
    return std::any_of(accrued_.begin(), accrued_.end(), [&](const Run& run) {
        return run.month == month && run.division.covers(division) && (!run.program || *run.program == program);
    });
}

struct AccrualReader::Stream {
    Stream(soci::session& sql, County county, const std::vector<Run>& runs, Month month,
           const std::optional<HouseholdNo>& only)
        : statement{sql},
          county_number{county.number},
          first{(month - months_looked_back).index()},
          last{month.index()},
          only_household{only ? only->text() : std::string{}} {
        const std::string part =
            fmt::format("WHERE county = :county AND run IN ({}) AND month >= :first AND month <= :last{}",
                        accrued_run_numbers(runs), only_household.empty() ? "" : " AND household_no = :household");
        statement.exchange(soci::into(household_no));
        statement.exchange(soci::into(of_month));
        statement.exchange(soci::into(amount));
        statement.exchange(soci::use(county_number, "county"));
        statement.exchange(soci::use(first, "first"));
        statement.exchange(soci::use(last, "last"));
        if (!only_household.empty()) statement.exchange(soci::use(only_household, "household"));
        statement.alloc();
        statement.prepare(
            fmt::format("SELECT household_no, month, sum(amount) FROM (SELECT household_no, month, amount "
                        "FROM run_line {0} UNION ALL SELECT household_no, month, -amount FROM "
                        "run_overpayment {0}) AS accrued GROUP BY household_no, month "
                        "ORDER BY household_no, month",
                        part));
        statement.define_and_bind();
        statement.execute();
        advance();
    }
    void advance() { done = !statement.fetch(); }

    soci::statement statement;
    std::int64_t county_number, first, last;
    std::string only_household;
    std::string household_no;
    std::int64_t of_month = 0, amount = 0;
    bool done = false;
};

AccrualReader::AccrualReader(soci::session& sql, County county, const std::vector<Run>& runs, Month month,
                             const std::optional<HouseholdNo>& only)
    : stream_{std::make_unique<Stream>(sql, county, runs, month, only)} {}

AccrualReader::~AccrualReader() = default;

const std::vector<Accrued>& AccrualReader::of(const HouseholdNo& household) {
    Stream& s = *stream_;
    found_.clear();
    while (!s.done && s.household_no < household.text()) s.advance();
    while (!s.done && s.household_no == household.text()) {
        found_.push_back({Month::from_index(static_cast<std::int32_t>(s.of_month)), Money::fen(s.amount)});
        s.advance();
    }
    return found_;
}

}  // namespace mingzhang::runs
