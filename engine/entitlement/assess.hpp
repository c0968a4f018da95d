// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "base/values/refusal.hpp"
#include "base/values/result.hpp"
#include "engine/entitlement/assessment.hpp"
#include "engine/policy/pack_book.hpp"
#include "engine/registry/household.hpp"

namespace mingzhang::entitlement {

// Why an active household's month cannot be computed. Checked in this order.
enum class AssessError : std::uint8_t { no_pack, no_standard, no_care_amount, no_tier };
[[nodiscard]] RefusalWords words(AssessError reason) noexcept;

struct AssessRefusal {
    AssessError reason;
    Month month;
    const policy::Pack* pack = nullptr;  // Null when there is none.
};
// In words, naming household, month and pack.
[[nodiscard]] Refusal to_refusal(const registry::Household& household, const AssessRefusal& refused);

// What the household is owed for the month by the snapshot and the packs given; pure. Nothing owed is an answer
// (total zero, `nothing` says why), not a refusal.
[[nodiscard]] Result<Assessment, AssessRefusal> assess(const registry::Household& household,
                                                       const policy::PackBook& packs, Month month);

// The same into an assessment used before, so that a run over a million households allocates almost nothing.
// On refusal `out` is of no use but as the next call's `out`.
[[nodiscard]] Result<void, AssessRefusal> assess_into(Assessment& out, const registry::Household& household,
                                                      const policy::PackBook& packs, Month month);

}  // namespace mingzhang::entitlement
