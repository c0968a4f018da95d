// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/registry/household.hpp"
#include "tests/engine/entitlement/plain_pack.hpp"

// The rules a second time, written from the papers and from nothing of the program's: as short and slow as reads best.
// Only the household's rows are shared.
namespace mingzhang::plain {

struct Owed {
    std::string refused;  // "no pack", "no standard", "no care", "no tier"; empty: computed.
    std::int64_t covered = 0;
    std::int64_t base = 0;
    std::int64_t topup = 0;
    std::int64_t to_institution = 0;

    friend bool operator==(const Owed&, const Owed&) = default;
};

Owed owed(const registry::Household& household, const std::vector<Pack>& packs, std::int64_t month);

// Of a household that is not refused. Rises in hundredths of a percent.
std::int64_t price_subsidy(const registry::Household& household, const std::vector<Pack>& packs, std::int64_t month,
                           std::int64_t prices, std::int64_t food);
std::int64_t funeral_grants(const registry::Household& household, const std::vector<Pack>& packs, std::int64_t month);

}  // namespace mingzhang::plain
