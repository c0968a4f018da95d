// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/crypto/digest.hpp"
#include "engine/registry/household.hpp"
#include "engine/registry/past_payments.hpp"
#include "engine/runs/run.hpp"

namespace mingzhang::runs {

// Where nothing has to be looked for in the months before. An approved run of the last month made what was accrued
// equal to what was owed, for every month it looked back on and its own. While nothing changed since, it still is: no
// row of the household, no pack, nothing taken back, no run approved or withdrawn, not the program. Then all twelve
// months need neither be read nor worked out again, and a run finds what it would have found.
class SinceLastRun {
public:
    // `run` is the one to be calculated; `runs`, which must outlive this, are all of the county.
    SinceLastRun(soci::session& sql, const Run& run, const std::vector<Run>& runs,
                 const std::vector<registry::PastMonth>& past);

    // There is no such run: every household is to be looked back on.
    [[nodiscard]] bool none() const noexcept { return grounds_.empty(); }

    // Whether the household, a row or death of which was last added by `last_change`, is as last month's run left it.
    [[nodiscard]] bool is_unchanged(const registry::Household& household, std::int64_t last_change) const;

private:
    Month last_month_;
    std::vector<const Run*> grounds_;  // Last month's runs that still hold, of divisions and programs apart.
};

// What the log keeps of the program that calculated a run: the next release looks back on everything once, since it may
// work out another amount.
[[nodiscard]] crypto::Digest program_digest();
inline constexpr std::string_view program_fact = "run.program";

}  // namespace mingzhang::runs
