// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: The Mingzhang authors
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/registry/household.hpp"
#include "tests/engine/entitlement/plain_pack.hpp"

// Random packs and households, to be drawn inside a property so that they shrink. Small numbers on purpose: bounds are
// met exactly now and then.
namespace mingzhang::plain {

inline constexpr std::int64_t first_month = 2022 * 12;  // January 2022; towns live in that year and the next.

std::vector<Pack> any_packs();
// Now and then with an income exactly at a bound one of the packs draws.
registry::Household any_household(const std::vector<Pack>& packs);

std::string show(const registry::Household& household);

}  // namespace mingzhang::plain
