// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include "base/commands/command.hpp"
#include "base/store/bulk_insert.hpp"
#include "engine/runs/household_lines.hpp"
#include "engine/runs/line_digest.hpp"

namespace mingzhang::runs {

struct RunTotals {
    std::int64_t lines = 0;
    std::int64_t backpay_lines = 0;
    std::int64_t held_lines = 0;
    std::int64_t overpayments = 0;
    Money payable;
    Money held;
    Money overpaid;
};

// Writes the lines and overpayments of a run as they are worked out, sums them, and keeps the digest of all of them for
// the leaf of the log.
class LineWriter {
public:
    LineWriter(CommandContext& context, const Run& run);

    // `version` says where the household lives and how it is paid in the run's month, `on_roster` whether a roster left
    // something to be decided about it.
    void write(const registry::Household& household, const registry::HouseholdVersion& version, const Owed& owed,
               HoldReason on_roster);

    // One of them as it is; numbered from 1, in order.
    void write_line(const Line& line);
    void write_overpayment(const OverpaymentRow& overpayment);

    [[nodiscard]] const RunTotals& totals() const noexcept { return totals_; }
    // Puts the digests of all of them into the leaf of the command.
    void finish();

private:
    CommandContext& context_;
    std::int64_t run_;
    store::BulkInsert insert_line_;
    store::BulkInsert insert_overpayment_;
    RunTotals totals_;
    crypto::Sha256 lines_;
    crypto::Sha256 overpayments_;
};

}  // namespace mingzhang::runs
