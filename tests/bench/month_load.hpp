// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "engine/policy/pack_book.hpp"
#include "engine/registry/household.hpp"
#include "tests/support/office.hpp"

namespace mingzhang::bench {

// Invented counties in the month before their nth: people, incomes, deaths and rule packs as imports would have left
// them, and an approved run for every month before, its lines worked out by the program's own rules. All is a function
// of the numbers given. A part of what is known now became known late, so that the month has backpay and overpayments.
class MonthLoad {
public:
    struct Size {
        int counties = 1;
        std::int64_t households = 0;  // A county.
        int age = 13;                 // The month to be calculated is the office's nth.
    };
    explicit MonthLoad(Size size);

    [[nodiscard]] Month month() const noexcept { return first_month + (size_.age - 1); }
    [[nodiscard]] static County county(int index) noexcept { return {999901 + index}; }
    [[nodiscard]] std::int64_t households() const noexcept { return size_.counties * size_.households; }

    // Straight into the tables; commands, the log and the ledger's entries of those months are left out, since a
    // calculation reads none of them.
    void write(test::Office& office) const;

private:
    static constexpr Month first_month{2021, 10};

    // `late`: with what became known after last month's run.
    void fill(registry::Household& household, County county, std::int64_t number, bool late) const;
    void write_registry(store::Tx& tx, County county) const;
    void write_runs(store::Tx& tx, County county) const;
    [[nodiscard]] std::int64_t known_at(Month month) const noexcept;  // The import of a month.

    Size size_;
    policy::PackBook packs_;
};

}  // namespace mingzhang::bench
