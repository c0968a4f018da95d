// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <vector>

#include "engine/policy/pack_book.hpp"
#include "engine/registry/household.hpp"

namespace mingzhang::entitlement {

// Which of a few months following each other begin a stretch: months in which nothing that an assessment of the
// household depends on changes, so that one assessment holds for all of them. In most households a year is one
// stretch. A stretch may end although nothing changed; it never goes on over a change.
class Stretches {
public:
    static constexpr int months_max = 32;

    // `months` from `first` on, under these packs.
    Stretches(const policy::PackBook& packs, Month first, int months);

    // Bit i is set where a stretch begins with the month `first` + i; bit 0 always.
    [[nodiscard]] std::uint32_t of(const registry::Household& household) const;

private:
    Month first_;
    int months_;
    std::uint32_t by_packs_ = 1;
    std::vector<std::int32_t> ages_;  // A top-up begins or ends with a birthday at one of them.
    int grace_steps_ = 0;             // The most months a grace of any of the packs has.
};

}  // namespace mingzhang::entitlement
