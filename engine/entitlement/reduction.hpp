// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>

#include "engine/entitlement/assessment.hpp"

// Whose the money is within a household.
namespace mingzhang::entitlement {

// The share of the person at `place`, counted from 0, of so many: equal parts to the fen, what is left over going to
// the first, one fen each. The shares add up to the base.
[[nodiscard]] Money share_of(Money base, std::int32_t people, std::int32_t place) noexcept;

// Cuts the shares of counted members whose rows list a reduction of the pack, the first that applies, to the whole fen
// half up; the base is without them [R-649 Art. 45: the person's own money only].
void reduce_shares(Assessment& assessment);

// Standard and care of the counted members who live in institutions.
[[nodiscard]] Money for_institutions(const BaseStep& step);

}  // namespace mingzhang::entitlement
