// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/runs/look_back.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/store/scan.hpp"

namespace mingzhang::runs {

Coverage::Coverage(const std::vector<Run>& runs, const std::vector<registry::PastMonth>& past) {
    for (const Run& run : runs)
        if (run.is_accrued_regular() && !run.is_opening()) add(run.month, {run.division, run.program});
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
            if (!run.is_accrued_regular()) continue;
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

// Amounts of one kind, each row household_no, month, run, amount: in order of household_no, or of the household asked
// for.
class Amounts {
public:
    Amounts(soci::session& sql, const std::string& select, int sign) : rows_{sql, select}, sign_{sign} { advance(); }
    Amounts(soci::session& sql, const std::string& select_of_household, int sign, Asked)
        : rows_{sql, select_of_household, {""}}, sign_{sign}, looks_up_{true} {}

    // Calls with every row of the household; those before it are passed over.
    template <class Each>
    void take(const std::string& household, const Each& each) {
        if (looks_up_) {
            rows_.restart({household});
            advance();
        }
        while (!done_ && household_ < household) advance();
        for (; !done_ && household_ == household; advance())
            each(rows_.number(1), rows_.number(2), sign_ * rows_.number(3));
    }

private:
    void advance() {
        done_ = !rows_.next();
        if (!done_) household_ = rows_.text(0);
    }
    store::Scan rows_;
    std::string_view household_;  // Of the row reached, where the database put it.
    int sign_;
    bool looks_up_ = false;
    bool done_ = false;
};

constexpr std::int64_t past_payment = -1;  // In place of a run.

}  // namespace

struct AccrualReader::Streams {
    Streams(soci::session& sql, registry::KnownAt at, const std::vector<Run>& runs, Month month, Asked asked)
        : first{month - months_looked_back}, counted{runs} {
        const std::int64_t from = first.index(), to = month.index();
        for (const auto& [table, sign] : {std::pair{"run_line", 1}, std::pair{"run_overpayment", -1}}) {
            if (!counted.any()) break;
            const std::string select =
                fmt::format("SELECT household_no, month, run, amount FROM {} WHERE county = {} AND month ", table,
                            at.county.number);
            if (asked == Asked::of_few && sign > 0) {  // Overpayments are few, and cheaper to walk than to look up.
                amounts.emplace_back(sql, select + in(from, to) + " AND household_no = $1", sign, asked);
                continue;
            }
            // One a month, so that each walks the index in its order.
            for (std::int64_t of = from; of <= to; ++of)
                amounts.emplace_back(sql, fmt::format("{}= {} ORDER BY household_no", select, of), sign);
        }
        amounts.emplace_back(sql,
                             fmt::format("SELECT household_no, month, {}, amount FROM {} AS before WHERE month >= {} "
                                         "AND month <= {} ORDER BY household_no",
                                         past_payment, registry::past_payments_in_force(at), from, to),
                             1);
    }

    static std::string in(std::int64_t from, std::int64_t to) {
        std::string list = "IN (" + std::to_string(from);
        for (std::int64_t of = from + 1; of <= to; ++of) list += ", " + std::to_string(of);
        return list + ")";
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

AccrualReader::AccrualReader(soci::session& sql, registry::KnownAt at, const std::vector<Run>& runs, Month month,
                             Asked asked)
    : streams_{std::make_unique<Streams>(sql, at, runs, month, asked)} {}

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
