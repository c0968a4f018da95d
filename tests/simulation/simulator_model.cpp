// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "tests/simulation/simulator_model.hpp"

#include <algorithm>

namespace mingzhang::test::model {

bool overlap(const Run& a, const Run& b) {
    const bool divisions = a.division.starts_with(b.division) || b.division.starts_with(a.division);
    return divisions && (!a.program || !b.program || *a.program == *b.program);
}

bool Office::is_stale(const Run& run) const {
    return std::any_of(last_touch.begin(), last_touch.end(), [&](const auto& touch) {
        return touch.first.starts_with(run.division) && touch.second > run.imports_seen;
    });
}

std::int64_t Office::accrued(const std::string& household, Month month) const {
    std::int64_t all = 0;
    for (const Run& run : runs)
        if (run.is_accrued())
            for (const Line& line : run.lines)
                if (line.household == household && line.month == month) all += line.due;
    return all;
}

bool Office::was_run(const Household& household, Month month) const {
    return std::any_of(runs.begin(), runs.end(),
                       [&](const Run& run) { return run.is_accrued() && run.month == month && run.covers(household); });
}

std::vector<Line> Office::lines_of(const Run& wanted, bool& nobody) const {
    constexpr int months_looked_back = 12;
    std::vector<Line> lines;
    nobody = true;
    for (const auto& [no, household] : households) {
        if (!wanted.covers(household)) continue;
        nobody = false;
        for (Month month = wanted.month - months_looked_back; month < wanted.month; month = month + 1) {
            if (!was_run(household, month)) continue;
            const std::int64_t missing = household.owed(month) - accrued(no, month);
            if (missing > 0) lines.push_back({no, month, runs::LineKind::backpay, missing});
        }
        const std::int64_t left = household.owed(wanted.month) - accrued(no, wanted.month);
        if (left > 0) lines.push_back({no, wanted.month, runs::LineKind::regular, left});
    }
    return lines;
}

std::map<Program, std::vector<LineKey>> Office::sendable() const {
    std::map<Program, std::vector<LineKey>> lines;
    for (const Run& run : runs) {
        if (!run.may_be_sent()) continue;
        for (std::size_t i = 0; i < run.lines.size(); ++i) {
            const Line& line = run.lines[i];
            if (line.held || line.waiting() <= 0) continue;
            lines[households.at(line.household).program].push_back({run.number, static_cast<std::int64_t>(i) + 1});
        }
    }
    return lines;
}

std::int64_t Office::sum_of(const std::vector<LineKey>& lines) {
    std::int64_t sum = 0;
    for (const LineKey key : lines) sum += line(key).waiting();
    return sum;
}

std::int64_t Office::quota_of(Program program) const {
    std::int64_t all = 0;
    for (const auto& [key, fen] : quota)
        if (key.first == program) all += fen;
    return all;
}

bool Office::has_account(LineKey key) {
    return !households.at(line(key).household).account.empty();
}

std::map<int, std::int64_t> Office::balances() const {
    std::map<int, std::int64_t> sums;
    for (const auto& [key, fen] : quota) sums[1001] += fen;
    sums[3001] -= received;
    for (const Run& run : runs) {
        if (!run.is_accrued()) continue;
        for (const Line& line : run.lines) {
            sums[1002] += line.in_transit;
            sums[1003] += line.returned;
            sums[2001] -= line.waiting() + line.in_transit;
            sums[2002] -= line.returned;
            sums[5001] += line.due;
        }
    }
    return sums;
}

}  // namespace mingzhang::test::model
