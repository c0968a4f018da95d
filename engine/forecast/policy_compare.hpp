// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"
#include "base/values/month.hpp"
#include "base/values/program.hpp"
#include "base/values/progress.hpp"
#include "base/values/text.hpp"
#include "engine/policy/pack.hpp"

// What a place would owe in a month had one pack ruled it instead of another (政策测算). Reads and changes nothing.
namespace mingzhang::forecast {

// Why two packs were not compared, beside what two_books refuses.
enum class CompareRefusal : std::uint8_t { stopped };
[[nodiscard]] RefusalWords words(CompareRefusal reason);

struct CompareCall {
    policy::Pack before;
    policy::Pack now;
    DivisionScope division;      // Households that live there in the month.
    std::optional<Month> month;  // Absent: the first in which both are in force.
};

// What becomes of a household that is owed something under either pack.
enum class Change : std::uint8_t {
    same,
    up,
    down,
    in,   // Owed nothing before, something now.
    out,  // Owed something before, nothing now.
};
inline constexpr std::array all_changes{Change::same, Change::up, Change::down, Change::in, Change::out};
[[nodiscard]] Word word(Change change);

struct CompareSums {
    std::array<std::int64_t, all_changes.size()> by_change = {};
    Money before;  // For the month.
    Money now;

    [[nodiscard]] std::int64_t of(Change change) const { return by_change[static_cast<std::size_t>(change)]; }
    [[nodiscard]] std::int64_t households() const;  // Owed something under either.
    void add(Change change, Money owed_before, Money owed_now);
    friend bool operator==(const CompareSums&, const CompareSums&) = default;
};

struct ComparedHousehold {
    HouseholdNo no;
    DivisionCode division;
    Program program;
    std::int64_t covered_before = 0;
    std::int64_t covered_now = 0;
    Money before;
    Money now;
    Change change;
};

// A household whose month cannot be worked out under one of the packs; it is in no sum.
struct NotCompared {
    HouseholdNo no;
    DivisionCode division;
    Program program;
    bool under_now = false;  // False: under the pack before.
    Text why;
};

struct Comparison {
    Month month{1900, 1};
    std::map<Program, CompareSums> programs;
    std::map<DivisionCode, CompareSums> villages;
    CompareSums total;
    std::int64_t owed_nothing = 0;  // Households that live there and are owed nothing under either.
    std::int64_t ruled_by_now = 0;  // Households whose place the pack now rules in the month.
    std::vector<NotCompared> not_compared;
};

// Works out the month of every household twice, one household at a time, within one reading. `each` is given those
// owed something under either pack, in order of household_no.
[[nodiscard]] Result<Comparison, Refusal> compare_packs(soci::session& sql, County county, const CompareCall& call,
                                                        LongWork work,
                                                        const std::function<void(const ComparedHousehold&)>& each = {});
// For who is in no reading: a store that fails is a refusal.
[[nodiscard]] Result<Comparison, Refusal> compare_packs(store::Store& store, County county, const CompareCall& call,
                                                        LongWork work,
                                                        const std::function<void(const ComparedHousehold&)>& each = {});

}  // namespace mingzhang::forecast
