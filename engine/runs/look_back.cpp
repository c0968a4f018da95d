// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/look_back.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/store/row_reader.hpp"

namespace mingzhang::runs {

Coverage::Coverage(const std::vector<Run>& runs, const std::vector<registry::PastMonth>& past) {
    for (const Run& run : runs)
        if (is_accrued(run.state()) && !run.is_opening()) add(run.month, {run.division, run.program});
    for (const registry::PastMonth& paid : past) add(paid.month, {paid.town, paid.program});
}

void Coverage::add(Month month, Place place) {
    if (by_month_.empty()) first_ = month;
    if (month < first_) {
        by_month_.insert(by_month_.begin(), static_cast<std::size_t>(first_ - month), {});
        first_ = month;
    }
    const auto at = static_cast<std::size_t>(month - first_);
    if (at >= by_month_.size()) by_month_.resize(at + 1);
    by_month_[at].push_back(std::move(place));
}

bool Coverage::covers(Month month, const DivisionCode& division, Program program) const {
    if (month < first_ || month - first_ >= static_cast<int>(by_month_.size())) return false;
    const auto& places = by_month_[static_cast<std::size_t>(month - first_)];
    return std::any_of(places.begin(), places.end(), [&](const Place& place) {
        return place.division.covers(division) && (!place.program || *place.program == program);
    });
}

namespace {

// Which runs' amounts count, by number.
class Counted {
public:
    explicit Counted(const std::vector<Run>& runs) {
        for (const Run& run : runs) {
            if (!is_accrued(run.state())) continue;
            const auto number = static_cast<std::size_t>(run.number);
            if (number >= how_.size()) how_.resize(number + 1, How::not_at_all);
            how_[number] = run.is_opening() ? How::before_the_books : How::accrued;
        }
    }
    [[nodiscard]] bool any() const { return !how_.empty(); }
    [[nodiscard]] bool counts(std::int64_t run) const { return of(run) != How::not_at_all; }
    [[nodiscard]] bool is_before_the_books(std::int64_t run) const { return of(run) == How::before_the_books; }

private:
    enum class How : std::uint8_t { not_at_all, accrued, before_the_books };
    [[nodiscard]] How of(std::int64_t run) const {
        const auto number = static_cast<std::size_t>(run);
        return number < how_.size() ? how_[number] : How::not_at_all;
    }
    std::vector<How> how_;
};

// Amounts of one kind in order of household_no: each row household_no, month, run, amount.
class Amounts {
public:
    Amounts(soci::session& sql, const std::string& select, int sign) : rows_{sql, select}, sign_{sign} { advance(); }

    // Calls with every row of the household; those before it are passed over.
    template <class Each>
    void take(std::string_view household, const Each& each) {
        while (!done_ && household_ < household) advance();
        for (; !done_ && household_ == household; advance())
            each(rows_.number(1), rows_.number(2), sign_ * rows_.number(3));
    }

private:
    void advance() {
        done_ = !rows_.next();
        if (!done_) household_ = rows_.text(0);
    }
    store::RowReader rows_;
    std::string_view household_;  // Of the row reached, where the database put it.
    int sign_;
    bool done_ = false;
};

constexpr std::int64_t past_payment = -1;  // In place of a run.

}  // namespace

// One stream a month and kind, so that each walks an index in its order.
struct AccrualReader::Streams {
    Streams(soci::session& sql, registry::KnownAt at, const std::vector<Run>& runs, Month month)
        : first{month - months_looked_back}, counted{runs} {
        const std::int64_t from = first.index(), to = month.index();
        for (std::int64_t of = from; of <= to && counted.any(); ++of) {
            const auto select = [&](std::string_view table) {
                return fmt::format(
                    "SELECT household_no, month, run, amount FROM {} WHERE county = {} AND month = {} "
                    "ORDER BY household_no",
                    table, at.county.number, of);
            };
            amounts.emplace_back(sql, select("run_line"), 1);
            amounts.emplace_back(sql, select("run_overpayment"), -1);
        }
        amounts.emplace_back(sql,
                             fmt::format("SELECT household_no, month, {}, amount FROM {} AS before WHERE month >= {} "
                                         "AND month <= {} ORDER BY household_no",
                                         past_payment, registry::past_payments_in_force(at), from, to),
                             1);
    }

    struct Sum {
        std::int64_t amount = 0;
        bool any = false;
        bool paid_before = false;
    };
    void add(std::int64_t month, std::int64_t run, std::int64_t amount) {
        const bool past = run == past_payment;
        if (!past && !counted.counts(run)) return;
        Sum& sum = sums[static_cast<std::size_t>(month - first.index())];
        sum.amount += amount;
        sum.any = true;
        // An opening's lines are returns of what was paid then; its overpayments are cases opened since.
        sum.paid_before = sum.paid_before || past || (amount > 0 && counted.is_before_the_books(run));
    }

    Month first;
    Counted counted;
    std::vector<Amounts> amounts;
    std::array<Sum, months_looked_back + 1> sums;
};

AccrualReader::AccrualReader(soci::session& sql, registry::KnownAt at, const std::vector<Run>& runs, Month month)
    : streams_{std::make_unique<Streams>(sql, at, runs, month)} {}

AccrualReader::~AccrualReader() = default;

const std::vector<Accrued>& AccrualReader::of(const HouseholdNo& household) {
    Streams& s = *streams_;
    s.sums.fill({});
    for (Amounts& amounts : s.amounts)
        amounts.take(household.text(),
                     [&](std::int64_t month, std::int64_t run, std::int64_t amount) { s.add(month, run, amount); });
    found_.clear();
    for (std::size_t i = 0; i < s.sums.size(); ++i)
        if (s.sums[i].any)
            found_.push_back({s.first + static_cast<int>(i), Money::fen(s.sums[i].amount), s.sums[i].paid_before});
    return found_;
}

}  // namespace mingzhang::runs
