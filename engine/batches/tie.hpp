// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/store/store.hpp"
#include "base/values/identifiers.hpp"
#include "base/values/money.hpp"
#include "base/values/refusal.hpp"

namespace mingzhang::batches {

// One instruction on which the three do not agree.
struct TieRow {
    std::string serial;
    Money roster;
    Money voucher;
    Money bank;
};

// The three-way tie of a batch (三方对账): what the roster owes, what the voucher paid out, what the bank answers for.
struct Tie {
    Money roster;   // The payables drawn, as approved, less what was offset or withdrawn of them before.
    Money voucher;  // Event 3, less reversals.
    Money bank;     // Paid, returned and in transit together.
    Money paid;
    Money returned;
    Money in_transit;  // Without a final outcome yet.
    std::vector<TieRow> differing;

    [[nodiscard]] bool holds() const noexcept { return differing.empty() && roster == voucher && voucher == bank; }
};

// Of a withdrawn batch nothing is left on any side.
[[nodiscard]] Result<Tie, Refusal> tie_batch(soci::session& sql, County county, std::int64_t batch);

}  // namespace mingzhang::batches
