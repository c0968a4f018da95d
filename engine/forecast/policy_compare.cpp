// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#include "engine/forecast/policy_compare.hpp"

#include <algorithm>

#include "base/commands/command.hpp"
#include "engine/entitlement/assess.hpp"
#include "engine/entitlement/presence.hpp"
#include "engine/forecast/pack_books.hpp"
#include "engine/registry/snapshot.hpp"

namespace mingzhang::forecast {

namespace {

constexpr std::uint64_t households_between_reports = 1'000;

Change change_between(Money before, Money now) {
    if (before.is_zero() && now.is_positive()) return Change::in;
    if (before.is_positive() && now.is_zero()) return Change::out;
    if (now > before) return Change::up;
    return now < before ? Change::down : Change::same;
}

// One household's month under two books.
class TwoAssessments {
public:
    TwoAssessments(const TwoBooks& books, Month month) : books_{books}, month_{month} {}

    [[nodiscard]] std::optional<NotCompared> assess(const registry::Household& household,
                                                    const registry::HouseholdVersion& version) {
        for (const bool under_now : {false, true}) {
            auto& out = under_now ? now_ : before_;
            const auto& book = under_now ? books_.now : books_.before;
            if (const auto done = entitlement::assess_into(out, household, book, month_); !done)
                return NotCompared{household.no, version.division, version.program, under_now,
                                   entitlement::to_refusal(household, done.error()).what()};
        }
        return std::nullopt;
    }
    [[nodiscard]] const entitlement::Assessment& before() const { return before_; }
    [[nodiscard]] const entitlement::Assessment& now() const { return now_; }

private:
    const TwoBooks& books_;
    Month month_;
    entitlement::Assessment before_;
    entitlement::Assessment now_;
};

}  // namespace

RefusalWords words(CompareRefusal) {
    return {"policy/stopped", "测算已按要求停止，什么也没有改动。",
            "The calculation was stopped as asked; nothing was changed.", "需要时重新测算。",
            "Start it again when it suits."};
}

Word word(Change change) {
    switch (change) {
        case Change::same:
            return {"same", {"不变", "same"}};
        case Change::up:
            return {"up", {"增加", "up"}};
        case Change::down:
            return {"down", {"减少", "down"}};
        case Change::in:
            return {"in", {"新进", "in"}};
        case Change::out:
            return {"out", {"退出", "out"}};
    }
    return {};
}

std::int64_t CompareSums::households() const {
    std::int64_t all = 0;
    for (const std::int64_t some : by_change) all += some;
    return all;
}

void CompareSums::add(Change change, Money owed_before, Money owed_now) {
    ++by_change[static_cast<std::size_t>(change)];
    before = sum(before, owed_before);
    now = sum(now, owed_now);
}

Result<Comparison, Refusal> compare_packs(store::Store& store, County county, const CompareCall& call, LongWork work,
                                          const std::function<void(const ComparedHousehold&)>& each) {
    Comparison compared;
    auto read = reading(store, [&]() -> Result<void, Refusal> {
        auto done = compare_packs(store.sql(), county, call, work, each);
        if (!done) return pass_on(done);
        compared = std::move(*done);
        return {};
    });
    if (!read) return pass_on(read);
    return compared;
}

Result<Comparison, Refusal> compare_packs(soci::session& sql, County county, const CompareCall& call, LongWork work,
                                          const std::function<void(const ComparedHousehold&)>& each) {
    const registry::KnownAt at{county, registry::last_import(sql, county)};
    Comparison compared;
    compared.month = call.month.value_or(std::max(call.before.effective_from, call.now.effective_from));
    const auto books = two_books(registry::pack_book(sql, at), call.before, call.now, compared.month);
    if (!books) return tl::unexpected{books.error()};

    TwoAssessments owed{*books, compared.month};
    registry::SnapshotReader households{sql, at};
    std::uint64_t seen = 0;
    while (const registry::Household* household = households.next()) {
        if (seen++ % households_between_reports == 0) {
            work.progress.at({"测算", "working out"}, seen, 0);
            if (work.stop.stop_requested()) return refuse(CompareRefusal::stopped);
        }
        const auto* version = entitlement::version_in_force(*household, compared.month);
        if (version == nullptr || !call.division.covers(version->division)) continue;
        if (auto not_compared = owed.assess(*household, *version)) {
            compared.not_compared.push_back(std::move(*not_compared));
            continue;
        }
        const policy::Pack* ruling = books->now.in_force(version->division, compared.month);
        if (ruling != nullptr && ruling->id == call.now.id && ruling->effective_from == call.now.effective_from)
            ++compared.ruled_by_now;
        const Money before = owed.before().total, now = owed.now().total;
        if (before.is_zero() && now.is_zero()) {
            ++compared.owed_nothing;
            continue;
        }
        const Change change = change_between(before, now);
        compared.programs[version->program].add(change, before, now);
        compared.villages[version->division].add(change, before, now);
        compared.total.add(change, before, now);
        if (each)
            each({household->no, version->division, version->program, owed.before().covered, owed.now().covered, before,
                  now, change});
    }
    return compared;
}

}  // namespace mingzhang::forecast
