// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/forecast/budget_forecast.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/commands/command.hpp"
#include "engine/batches/funds.hpp"
#include "engine/entitlement/assess.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/forecast/pack_books.hpp"
#include "engine/registry/past_payments.hpp"
#include "engine/registry/snapshot.hpp"
#include "engine/runs/look_back.hpp"
#include "ledger/budget.hpp"
#include "ledger/items.hpp"

namespace mingzhang::forecast {

namespace {

constexpr std::uint64_t households_between_reports = 1'000;

// From which month of the year on a place's program is still to be paid.
class MonthsToCome {
public:
    MonthsToCome(const runs::Coverage& coverage, int year, Date today)
        : coverage_{coverage}, first_{year, 1}, last_{year, 12}, today_{Month::of(today)} {}

    [[nodiscard]] Month first(const DivisionCode& division, Program program) {
        const auto [known, is_new] = first_of_.try_emplace(division.text() + std::string{code(program)}, last_);
        if (is_new) known->second = std::max(first_, after_last_covered(division, program));
        return known->second;
    }

private:
    [[nodiscard]] Month after_last_covered(const DivisionCode& division, Program program) const {
        for (Month month = last_; month >= first_ - runs::months_looked_back; month = month - 1)
            if (coverage_.covers(month, division, program)) return month + 1;
        return today_;
    }

    const runs::Coverage& coverage_;
    Month first_;
    Month last_;
    Month today_;
    std::unordered_map<std::string, Month> first_of_;
};

Result<void, Refusal> add_needs(BudgetForecast& forecast, soci::session& sql, registry::KnownAt at,
                                const policy::PackBook& packs, const ForecastCall& call, LongWork& work) {
    const runs::Coverage coverage{runs::all_runs(sql, at.county), registry::past_months(sql, at)};
    MonthsToCome to_come{coverage, call.year, call.today};
    registry::SnapshotReader households{sql, at};
    entitlement::Assessment assessment;
    std::uint64_t seen = 0;
    while (const registry::Household* household = households.next()) {
        if (seen++ % households_between_reports == 0) {
            work.progress.at({"预测", "forecasting"}, seen, 0);
            if (work.stop.stop_requested()) return refuse(ForecastRefusal::stopped);
        }
        bool named = false;
        for (Month month{call.year, 1}; month <= Month{call.year, 12}; month = month + 1) {
            const auto* version = entitlement::version_in_force(*household, month);
            if (version == nullptr || !call.division.covers(version->division)) continue;
            if (month < to_come.first(version->division, version->program)) continue;
            if (const auto done = entitlement::assess_into(assessment, *household, packs, month); !done) {
                if (!named)
                    forecast.not_worked_out.push_back({household->no, version->division, version->program, month,
                                                       entitlement::to_refusal(*household, done.error()).what()});
                named = true;
                continue;
            }
            if (assessment.total.is_zero()) continue;
            Need& need = forecast.needs[{month, version->program}];
            ++need.households;
            need.amount = sum(need.amount, assessment.total);
        }
    }
    return {};
}

void add_owed(BudgetForecast& forecast, soci::session& sql, County county, const DivisionScope& division) {
    ledger::read_items(sql, county, 0, [&](const ledger::Item& item) {
        const auto place = DivisionCode::parse(std::to_string(item.division));
        if (item.waiting.is_zero() || (place && !division.covers(*place))) return;
        Need& owed = forecast.owed[item.program];
        ++owed.households;
        owed.amount = sum(owed.amount, item.waiting);
    });
}

// The year's lines by program and source: as granted, or as received where nothing was recorded as granted.
std::map<std::pair<Program, ledger::FundSource>, LineForecast> lines_of(soci::session& sql, County county, int year) {
    std::map<std::pair<Program, ledger::FundSource>, LineForecast> lines;
    for (const ledger::BudgetLine& line : ledger::budget_lines(sql, county))
        if (line.budget_year == year)
            lines.emplace(std::pair{line.program, line.source},
                          LineForecast{line.program, line.source, line.granted, difference(line.received, line.left),
                                       Money{}, std::nullopt});
    const auto granted = lines;
    for (const batches::FundsLine& funds : batches::read_funds(sql, county)) {
        const std::pair key{funds.program, funds.source};
        if (funds.budget_year != year || granted.contains(key)) continue;
        LineForecast& line =
            lines.emplace(key, LineForecast{funds.program, funds.source, {}, {}, {}, std::nullopt}).first->second;
        line.allotted = sum(line.allotted, funds.received);
        line.used = sum(line.used, difference(funds.received, funds.held));
    }
    return lines;
}

// Draws an amount from the program's lines, which stand in the order of drawing.
void draw(std::vector<LineForecast*>& lines, Month month, Money amount) {
    for (LineForecast* line : lines) {
        const Money given = std::clamp(line->left(), Money{}, amount);
        line->to_come = sum(line->to_come, given);
        amount = difference(amount, given);
        if (amount.is_positive() && !line->dry_in) line->dry_in = month;
    }
    if (amount.is_positive()) lines.back()->to_come = sum(lines.back()->to_come, amount);
}

std::vector<LineForecast> drawn_lines(const BudgetForecast& forecast, soci::session& sql, County county,
                                      const ForecastCall& call) {
    auto known = lines_of(sql, county, call.year);
    std::vector<LineForecast> lines;
    for (const Program program : all_programs) {
        std::vector<std::pair<Month, Money>> asked;
        if (const auto owed = forecast.owed.find(program); owed != forecast.owed.end())
            asked.emplace_back(Month::of(call.today), owed->second.amount);
        for (const auto& [when, need] : forecast.needs)
            if (when.second == program) asked.emplace_back(when.first, need.amount);

        LineForecast nobody_granted{program, std::nullopt, {}, {}, {}, std::nullopt};
        std::vector<LineForecast*> of_program;
        for (auto& [key, line] : known)
            if (key.first == program) of_program.push_back(&line);
        if (of_program.empty() && !asked.empty()) of_program.push_back(&nobody_granted);
        for (const auto& [month, amount] : asked) draw(of_program, month, amount);
        for (const LineForecast* line : of_program) lines.push_back(*line);
    }
    return lines;
}

}  // namespace

RefusalWords words(ForecastRefusal reason) {
    switch (reason) {
        case ForecastRefusal::year_over:
            return {"policy.forecast/year_over", "{0} 年已经过去，没有可预测的。",
                    "{0} is over; nothing of it is to come.", "已用多少见 mingzhang funds lines。",
                    "What was used: mingzhang funds lines."};
        case ForecastRefusal::stopped:
            return {"policy.forecast/stopped", "预测已按要求停止，什么也没有改动。",
                    "The forecast was stopped as asked; nothing was changed.", "需要时重新预测。",
                    "Start it again when it suits."};
    }
    return {};
}

Money LineForecast::left() const {
    return difference(difference(allotted, used), to_come);
}

Money BudgetForecast::to_come() const {
    Money all;
    for (const auto& [program, need] : owed) all = sum(all, need.amount);
    for (const auto& [when, need] : needs) all = sum(all, need.amount);
    return all;
}

Result<BudgetForecast, Refusal> forecast_budget(store::Store& store, County county, const ForecastCall& call,
                                                LongWork work) {
    const int this_year = static_cast<int>(call.today.year());
    if (call.year < this_year) return refuse(ForecastRefusal::year_over, call.year);
    BudgetForecast forecast;
    auto read = reading(store, [&, &sql = store.sql()]() -> Result<void, Refusal> {
        const registry::KnownAt at{county, registry::last_import(sql, county)};
        policy::PackBook packs = registry::pack_book(sql, at);
        if (call.pack) packs = book_with(packs, *call.pack);
        if (auto added = add_needs(forecast, sql, at, packs, call, work); !added) return added;
        // What is owed by now is drawn from this year's quota, whatever month it is owed for.
        if (call.year == this_year) add_owed(forecast, sql, county, call.division);
        if (call.is_whole_county()) forecast.lines = drawn_lines(forecast, sql, county, call);
        return {};
    });
    if (!read) return pass_on(read);
    return forecast;
}

}  // namespace mingzhang::forecast
